"""What is said to be compatible seems to contradict."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.contradiction import contradicts
from kb.problems import Problem, Severity, quoted
from kb.refs import full_ref
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.rules.shared.said import reader

CODE = Code(
    "KB572", Severity.WARNING, "`compatible_with` where nothing seems to contradict",
    "The key answers a contradiction that the check sees and that is none. It is idle where the two"
    " claims do not contradict each other, and wrong where they stand against each other in a"
    " dispute.",
    "claims:\n"
    "  - {id: c, about: {predicate: began, value: 2024-01-18}}\n"
    "  - {id: d, about: {predicate: began, value: 2024-01},\n"
    "     compatible_with: [{claim: c, reason: The day lies in the month.}]}",
    "claims:\n"
    "  - {id: c, about: {predicate: began, value: 2024-01-18}}\n"
    "  - {id: d, about: {predicate: began, value: 2024-01-19},\n"
    "     compatible_with: [{claim: c, reason: The attack began at night.}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims said to be compatible with one that they do not seem to contradict."""
    read = reader(kb)
    for entry in kb.claims.values():
        for index, item in enumerate(entry.claim.compatible_with):
            other = kb.claims[full_ref(item.claim, entry.record_id)]
            here, there = read(entry), read(other)
            clash = here is not None and there is not None and contradicts(here, there)
            fault = _fault(entry, other, seems_to_contradict=clash)
            if fault is not None:
                mark = claim_mark(kb, entry, "compatible_with", index)
                yield CODE.problem_at(mark, f"{quoted(entry.claim.id)} {fault[0]}", fault[1])


def _fault(
    entry: ClaimEntry, other: ClaimEntry, *, seems_to_contradict: bool
) -> tuple[str, str] | None:
    """Return what is wrong and what to do about it."""
    name = quoted(other.claim.id)
    if other.ref == entry.ref:
        return "is said to be compatible with itself", "name the other claim"
    if not set(entry.disputes).isdisjoint(other.disputes):
        message = f"is said to be compatible with {name}, and stands against it in a dispute"
        return message, "keep one of the two: a dispute can be `compatible` too"
    if not seems_to_contradict:
        message = f"does not seem to contradict {name}, with which it is said to be compatible"
        return message, "take the entry out of `compatible_with`"
    return None


RULE = Rule(CODE, check)
