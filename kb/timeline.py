"""Timelines: the events of an incident, of an entity, and of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.dates import sort_key
from kb.index.entries import ClaimEntry, TimelineEntry
from kb.model.incidents import Incident
from kb.model.sources import Cite


def build_timeline(
    incidents: Iterable[Incident], claims: Mapping[str, ClaimEntry]
) -> tuple[TimelineEntry, ...]:
    """Return the events of all incidents in order of (earliest, latest, id)."""
    entries = [
        TimelineEntry(incident.id, event, ("events", index), _cites(incident.id, event, claims))
        for incident in incidents
        for index, event in enumerate(incident.events)
    ]
    return tuple(sorted(entries, key=_order))


def _order(entry: TimelineEntry) -> tuple[object, ...]:
    return (*sort_key(entry.event.date)[:2], entry.event.id, entry.record_id)


def _cites(record_id: str, event: object, claims: Mapping[str, ClaimEntry]) -> tuple[Cite, ...]:
    cites: dict[str, Cite] = {}
    for cite in getattr(event, "cites", ()):
        cites.setdefault(cite.source, cite)
    for local in getattr(event, "claims", ()):
        entry = claims.get(f"{record_id}#{local}")
        for cite in entry.claim.cites if entry is not None else ():
            if cite.stance == "supports":
                cites.setdefault(cite.source, cite)
    return tuple(cites.values())
