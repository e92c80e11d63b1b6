"""A source's lineage is either unknown or told."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import source_name
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB575", Severity.WARNING, "an unknown lineage beside a known one",
    "A source that is a copy in whole of another is no source of which nobody knows whom it"
    " copies. While both stand there it counts as no origin.",
    "sources:\n"
    "  - {id: a}\n"
    "  - {id: b, derived_from: [a], lineage: unknown}",
    "sources:\n"
    "  - {id: a}\n"
    "  - {id: b, derived_from: [{source: a, extent: part}], lineage: unknown}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that are whole copies and whose lineage is unknown."""
    for key, source in kb.sources.items():
        is_copy = any(step.extent == "whole" for step in source.derived_from)
        if source.lineage == "unknown" and is_copy:
            mark = kb.authored[source_name(key)].mark("lineage")
            message = f"{quoted(key)} is a copy in whole, and its lineage is unknown"
            yield CODE.problem_at(mark, message, "keep one of the two")


RULE = Rule(CODE, check)
