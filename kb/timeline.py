"""Timelines: the events of an incident, of an entity, and of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from kb.dates import sort_key
from kb.index.entries import ClaimEntry, TimelineEntry
from kb.index.hanging import Hangs
from kb.model.events import Event
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.refs import part_ref


def build_timeline(
    incidents: Iterable[Incident],
    claims: Mapping[str, ClaimEntry],
    hangs: Hangs,
) -> tuple[TimelineEntry, ...]:
    """Return the events of all incidents in order of (earliest, latest, id)."""
    entries = [
        TimelineEntry(
            incident.id,
            event,
            ("events", index),
            _cites(incident.id, event, claims),
            hangs.of(incident.id, event),
        )
        for incident in incidents
        for index, event in enumerate(incident.events)
    ]
    return tuple(sorted(entries, key=in_order))


def in_order(entry: TimelineEntry) -> tuple[dt.date, dt.date, str, str]:
    """Return the place of an event in order of date (a key for sorting)."""
    earliest, latest, _ = sort_key(entry.event.date)
    return (earliest, latest, entry.event.id, entry.record_id)


def _refs(record_id: str, event: Event) -> tuple[str, ...]:
    return tuple(part_ref(record_id, local) for local in event.claims)


def _cites(record_id: str, event: Event, claims: Mapping[str, ClaimEntry]) -> tuple[Cite, ...]:
    cites: dict[str, Cite] = {}
    for cite in event.cites:
        cites.setdefault(cite.source, cite)
    for ref in _refs(record_id, event):
        entry = claims.get(ref)
        for cite in entry.claim.cites if entry is not None else ():
            if cite.stance == "supports":
                cites.setdefault(cite.source, cite)
    return tuple(cites.values())
