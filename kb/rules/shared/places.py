"""Where the parts of a claim stand in its file."""

from __future__ import annotations

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.problems import Mark


def claim_mark(kb: KnowledgeBase, entry: ClaimEntry, *loc: str | int) -> Mark:
    """Return the place of a part of a claim."""
    return kb.authored[entry.record_id].mark(*entry.loc, *loc)


def status_mark(kb: KnowledgeBase, entry: ClaimEntry) -> Mark:
    """Return the place where a claim gets its status."""
    if entry.claim.history:
        return claim_mark(kb, entry, "history", len(entry.claim.history) - 1)
    return claim_mark(kb, entry, "status")
