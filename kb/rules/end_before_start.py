"""Nothing ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import EdtfDate
from kb.index import KnowledgeBase
from kb.model.walk import value_of
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB532", Severity.ERROR, "an end before the start",
    "Two dates are swapped, or one is mistaken.",
    "claims: [{id: c}]\n"
    "services: [{service: Forms, state: unavailable, start: 2024-02-05, end: 2024-01-18,"
    " claims: [c]}]",
    "claims: [{id: c}]\n"
    "services: [{service: Forms, state: unavailable, start: 2024-01-18, end: 2024-02-05,"
    " claims: [c]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield periods that end before they start, and records changed before they were made."""
    for name, authored in kb.authored.items():
        record = authored.record
        for part in ("participants", "services", "relations", "former_names"):
            for index, item in enumerate(value_of(record, part, ())):
                if _is_reversed(item.start, item.end):
                    message = f"it ends ({item.end.text}) before it starts ({item.start.text})"
                    mark = authored.mark(part, index, "end")
                    yield CODE.problem_at(mark, message, "swap the dates or mend one")
        if record.created and record.updated and _is_reversed(record.created, record.updated):
            message = f"{quoted(name)} was updated before it was created"
            yield CODE.problem_at(authored.mark("updated"), message, "mend one of the dates")


def _is_reversed(start: EdtfDate | None, end: EdtfDate | None) -> bool:
    if start is None or end is None or start.earliest is None or end.latest is None:
        return False
    return end.latest < start.earliest


RULE = Rule(CODE, check)
