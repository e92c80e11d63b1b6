"""A claim is not superseded before its successor is public."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB544", Severity.WARNING, "a claim superseded before its successor was public",
    "A claim is superseded by a later statement, from the day of that statement. Mend the day of"
    " the entry, or leave the entry out: `supersedes` is enough.",
    "claims:\n"
    "  - {id: old, asserted: 2024-01-19, history: [2024-01-25 superseded]}\n"
    "  - {id: new, asserted: 2024-01-30, supersedes: old}",
    "claims:\n"
    "  - {id: old, asserted: 2024-01-19, history: [2024-01-30 superseded]}\n"
    "  - {id: new, asserted: 2024-01-30, supersedes: old}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entries of a history that supersede a claim surely before a successor was public."""
    for entry in kb.claims.values():
        days = [kb.claims[ref].known.earliest for ref in entry.superseded_by if ref in kb.claims]
        known = [day for day in days if day is not None]
        if not known or len(known) < len(days):
            continue
        for index, change in enumerate(entry.claim.history):
            if change.status != "superseded" or change.date is None:
                continue
            last = loose_bounds(change.date)[1]
            if last is not None and last < min(known):
                mark = claim_mark(kb, entry, "history", index)
                message = (
                    f"{quoted(entry.claim.id)} is superseded on {change.date.text}, but what"
                    f" supersedes it was first public on {min(known)}"
                )
                yield CODE.problem_at(mark, message, "mend the day, or leave the entry out")


RULE = Rule(CODE, check)
