"""A claim stands on something that stands."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import DEPRECATED_STATUSES

CODE = Code(
    "KB552", Severity.WARNING, "a claim whose sources were all taken back",
    "It stands as if something still said so. Give it a history, or cite what still stands.",
    "sources: [{id: article, retracted: {date: 2024-02-13}}]\n"
    "claims: [{id: c, cites: [article]}]",
    "sources: [{id: article, retracted: {date: 2024-02-13}}]\n"
    "claims: [{id: c, cites: [article], history: ['2024-02-13 retracted [article]']}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that stand although everything that supports them was taken back."""
    for entry in kb.claims.values():
        is_live = entry.status not in DEPRECATED_STATUSES
        if not is_live or entry.support.sources or not entry.support.withdrawn:
            continue
        message = f"every source that supports {quoted(entry.claim.id)} was taken back"
        hint = "add `history` with `retracted`, or cite a source that stands"
        yield CODE.problem_at(claim_mark(kb, entry, "cites"), message, hint)


RULE = Rule(CODE, check)
