"""What the claims of a base say, and who says it, for rules that set claims against each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.bodies import Keys
from kb.judging.values import Called, Place, Said, what_is_said
from kb.model.claims import EDITORS
from kb.vocab.claims import DEPRECATED_STATUSES


def reader(kb: KnowledgeBase) -> Callable[[ClaimEntry], Said | None]:
    """Return what tells what a claim says; None for one that gives nothing to compare."""
    called = Called(kb.entities)

    def read(entry: ClaimEntry) -> Said | None:
        names = (entry.subject, entry.record_id)
        incident = next((name for name in names if name in kb.incidents), "")
        return what_is_said(entry.claim, Place(entry.subject, incident, entry.asserted), called)

    return read


def stands(entry: ClaimEntry) -> bool:
    """Return whether a claim was neither withdrawn nor shown false nor superseded."""
    statuses = {entry.status, entry.authored_status}
    return not entry.superseded_by and not statuses & DEPRECATED_STATUSES


def keys_of_sayers(kb: KnowledgeBase, entry: ClaimEntry) -> Keys:
    """Return the keys of those who say a claim, and of the outlets that carry it."""
    outlets = (kb.judge.origins.keys_of(cite.source) for cite in entry.claim.cites)
    return kb.judge.bodies.of_speakers(entry.claim).union(*outlets)


def have_one_speaker(kb: KnowledgeBase, one: ClaimEntry, other: ClaimEntry) -> bool:
    """Return whether somebody says both claims, under whatever name.

    A part of a body and whoever speaks for it are that body; two parts of one body are two.
    """
    bodies = kb.judge.bodies
    for here, there in product(one.claim.asserted_by, other.claim.asserted_by):
        if EDITORS in {here.entity, there.entity}:
            if here.entity == there.entity:
                return True
            continue
        keys, others = bodies.of_speaker(here), bodies.of_speaker(there)
        if keys <= others or others <= keys:
            return True
    return False
