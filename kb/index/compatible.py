"""Which claims only seem to contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.index.entries import ClaimEntry
from kb.model.walk import Loc
from kb.refs import Ref, full_ref


@dataclass(frozen=True, slots=True)
class Compatibility:
    """That a claim and another one can both be true."""

    other: Ref
    """The other claim, as `record#claim`."""
    record_id: str
    """The record that says so; it may be that of the other claim."""
    reason: Loc
    """Where in that record the reason stands."""


def build_compatible(claims: Mapping[str, ClaimEntry]) -> dict[str, tuple[Compatibility, ...]]:
    """Return, for each claim, those it is compatible with, whichever of the two says so."""
    found: dict[str, list[Compatibility]] = {}
    for entry in claims.values():
        for index, item in enumerate(entry.claim.compatible_with):
            other = full_ref(item.claim, entry.record_id)
            reason = (*entry.loc, "compatible_with", index, "reason")
            if other == entry.ref or other not in claims:
                continue
            for here, there in ((entry.ref, other), (other, entry.ref)):
                found.setdefault(here, []).append(Compatibility(there, entry.record_id, reason))
    return {ref: tuple(items) for ref, items in found.items()}
