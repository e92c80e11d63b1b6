"""A history is told in the order of its dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.codes.entry import Code
from kb.dates import sort_key
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB511", Severity.ERROR, "a history out of order",
    "The last entry is today's status; the order is that of the dates.",
    "claims: [{id: c, history: ['2024-02-13 disputed [paper]', '2024-01-19 reported']}]",
    "claims: [{id: c, history: ['2024-01-19 reported', '2024-02-13 disputed [paper]']}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entries of a history that lie before the entry above them."""
    for entry in kb.claims.values():
        dated = [
            (index, change.date)
            for index, change in enumerate(entry.claim.history)
            if change.date is not None
        ]
        for (_, before), (index, after) in pairwise(dated):
            if sort_key(after)[:2] < sort_key(before)[:2]:
                message = f"the history goes back from {before.text} to {after.text}"
                mark = claim_mark(kb, entry, "history", index)
                yield CODE.problem_at(mark, message, "put the entries in order of date")


RULE = Rule(CODE, check)
