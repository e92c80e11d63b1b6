"""A figure stands as a number, not as a text that looks like one."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.figures import is_like_figure, read_figure
from kb.model.quantities import Quantity
from kb.problems import Mark, Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB543", Severity.WARNING, "a figure that is written as a text",
    "In quotes, or with commas, a figure is a text. Write the number alone; what it counts, its"
    " currency and words like “about” have keys of their own.",
    "claims: [{id: c}]\n"
    "impacts:\n"
    '  - {kind: confidentiality, value: "12,000", unit: people, text: Names., claims: [c]}',
    "claims:\n"
    '  - {id: c, about: {predicate: began, value: "2024"}}\n'
    '  - {id: d, about: {predicate: initial-access, value: "365 accounts"}}\n'
    "impacts:\n"
    "  - {kind: confidentiality, value: 12000, unit: people, text: Names., claims: [c]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield impacts and claims whose figure is a text."""
    for incident in kb.incidents.values():
        for index, impact in enumerate(incident.impacts):
            mark = kb.authored[incident.id].mark("impacts", index, "value")
            yield from _iter_texts(impact, mark)
    for entry in kb.claims.values():
        if entry.claim.about is not None:
            yield from _iter_texts(entry.claim.about, claim_mark(kb, entry, "about", "value"))


def _iter_texts(item: Quantity, mark: Mark) -> Iterator[Problem]:
    if not isinstance(item.value, str) or not item.holds_figure or not is_like_figure(item.value):
        return
    number = read_figure(item.value)
    hint = "write it without quotes and commas"
    if number is None:
        hint += ", its unit, currency and qualifier in keys of their own"
    else:
        hint += f": {number}"
    yield CODE.problem_at(mark, f"the figure {quoted(item.value)} is a text", hint)


RULE = Rule(CODE, check)
