"""Where the parts of a claim stand in its file, and which claims a part of a record names."""

from __future__ import annotations

from collections.abc import Iterable

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.problems import Mark
from kb.refs import part_ref


def claims_named(kb: KnowledgeBase, record_id: str, names: Iterable[str]) -> list[ClaimEntry]:
    """Return the claims of a record that are named by their local ids, if they exist."""
    refs = (part_ref(record_id, name) for name in names)
    return [kb.claims[ref] for ref in refs if ref in kb.claims]


def claim_mark(kb: KnowledgeBase, entry: ClaimEntry, *loc: str | int) -> Mark:
    """Return the place of a part of a claim."""
    return kb.authored[entry.record_id].mark(*entry.loc, *loc)


def status_mark(kb: KnowledgeBase, entry: ClaimEntry) -> Mark:
    """Return the place where a claim gets its status."""
    if entry.claim.history:
        return claim_mark(kb, entry, "history", len(entry.claim.history) - 1)
    return claim_mark(kb, entry, "status")
