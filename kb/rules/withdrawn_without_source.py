"""A withdrawal says where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import FALLEN_STATUSES

CODE = Code(
    "KB529", Severity.WARNING, "a withdrawal without a source",
    "Never strike out text without saying who withdrew it, when and where.",
    "claims: [{id: c, history: [2024-02-13 retracted]}]",
    "claims: [{id: c, history: ['2024-02-13 retracted [paper]']}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield withdrawals and refutations without a source."""
    for entry in kb.claims.values():
        for index, change in enumerate(entry.claim.history):
            if change.status in FALLEN_STATUSES and not change.cites:
                message = f"{quoted(entry.claim.id)} is {change.status} without a source"
                mark = claim_mark(kb, entry, "history", index)
                yield CODE.problem_at(mark, message, "cite where it was taken back or shown")


RULE = Rule(CODE, check)
