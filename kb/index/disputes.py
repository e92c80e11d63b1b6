"""Collect the disputes: authored ones, and pairs joined by `conflicts_with` alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kb.index.entries import ClaimEntry, DisputeEntry, SideEntry
from kb.judging.results import Known
from kb.model.disputes import Side
from kb.model.incidents import Incident
from kb.refs import full_ref, part_ref
from kb.say import say
from kb.vocab.claims import PREDICATES


def build_disputes(
    incidents: Mapping[str, Incident], claims: Mapping[str, ClaimEntry]
) -> dict[str, DisputeEntry]:
    """Return every dispute under its reference, in the order of the records."""
    disputes: dict[str, DisputeEntry] = {}
    for incident in incidents.values():
        for index, dispute in enumerate(incident.disputes):
            sides = tuple(_side(side, incident.id, claims) for side in dispute.sides)
            entry = DisputeEntry(
                ref=part_ref(incident.id, dispute.id),
                record_id=incident.id,
                question=dispute.question,
                sides=sides,
                outcome=dispute.outcome,
                verdict=dispute.verdict or "",
                context=tuple(full_ref(ref, incident.id) for ref in dispute.context),
                dispute=dispute,
                loc=("disputes", index),
                since=_since(sides, claims),
            )
            disputes[entry.ref] = entry
    for pair in _iter_pairs(claims, disputes):
        disputes[pair.ref] = pair
    return disputes


def _side(side: Side, record_id: str, claims: Mapping[str, ClaimEntry]) -> SideEntry:
    refs = tuple(full_ref(ref, record_id) for ref in side.claims)
    return SideEntry(side.answer or "", tuple(r for r in refs if r in claims), side.holds)


def _since(sides: Sequence[SideEntry], claims: Mapping[str, ClaimEntry]) -> Known | None:
    """Return since when a second side was public.

    "A dispute exists from the day on which two different sides were public, never earlier."
    """
    known = [[claims[ref].known for ref in side.claims] for side in sides if side.claims]
    if len(known) < 2:
        return None
    lasts = sorted(min(item.latest for item in side) for side in known)
    firsts = [_first(side) for side in known]
    dated = sorted(day for day in firsts if day is not None)
    # A side that may have been public ever since stands before all that have a first day.
    undated = len(firsts) - len(dated)
    return Known(dated[1 - undated] if undated < 2 else None, lasts[1])


def _first(side: Sequence[Known]) -> dt.date | None:
    days = [item.earliest for item in side]
    return None if None in days else min(day for day in days if day is not None)


def _iter_pairs(
    claims: Mapping[str, ClaimEntry], disputes: Mapping[str, DisputeEntry]
) -> tuple[DisputeEntry, ...]:
    together: dict[str, set[str]] = {}
    for dispute in disputes.values():
        for ref in dispute.claims:
            together.setdefault(ref, set()).add(dispute.ref)
    pairs: dict[frozenset[str], DisputeEntry] = {}
    for entry in claims.values():
        for other in entry.conflicts:
            pair = frozenset({entry.ref, other})
            shared = together.get(entry.ref, set()) & together.get(other, set())
            if shared or pair in pairs or other not in claims:
                continue
            predicate = entry.claim.about.predicate if entry.claim.about else "other"
            question = say("Which of the two is right?")
            if predicate != "other":
                question = PREDICATES.label(predicate)
            sides = (SideEntry("", (entry.ref,)), SideEntry("", (other,)))
            name = f"{entry.claim.id}-or-{claims[other].claim.id}"
            pairs[pair] = DisputeEntry(
                ref=part_ref(entry.record_id, name),
                record_id=entry.record_id,
                question=question,
                sides=sides,
                outcome="open",
                since=_since(sides, claims),
            )
    return tuple(pairs.values())
