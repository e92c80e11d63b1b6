"""Collect the disputes: authored ones, and pairs joined by `conflicts_with` alone."""

from __future__ import annotations

from collections.abc import Mapping

from kb.index.cases import full_ref
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.model.incidents import Incident
from kb.vocab.claims import PREDICATES


def build_disputes(
    incidents: Mapping[str, Incident], claims: Mapping[str, ClaimEntry]
) -> dict[str, DisputeEntry]:
    """Return every dispute under its reference, in the order of the records."""
    disputes: dict[str, DisputeEntry] = {}
    for incident in incidents.values():
        for index, dispute in enumerate(incident.disputes):
            entry = DisputeEntry(
                ref=f"{incident.id}#{dispute.id}",
                record_id=incident.id,
                question=dispute.question,
                claims=tuple(full_ref(ref, incident.id) for ref in dispute.claims),
                outcome=dispute.outcome,
                holds=tuple(full_ref(ref, incident.id) for ref in dispute.holds),
                dispute=dispute,
                loc=("disputes", index),
            )
            disputes[entry.ref] = entry
    for pair in _iter_pairs(claims, disputes):
        disputes[pair.ref] = pair
    return disputes


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
            question = "Which of the two is right?"
            if predicate != "other":
                question = PREDICATES.label(predicate)
            name = f"{entry.claim.id}-or-{claims[other].claim.id}"
            pairs[pair] = DisputeEntry(
                ref=f"{entry.record_id}#{name}",
                record_id=entry.record_id,
                question=question,
                claims=(entry.ref, other),
                outcome="open",
                holds=(),
            )
    return tuple(pairs.values())
