"""Timelines: the events of an incident, of an entity, and of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from kb.dates import sort_key
from kb.index.entries import ClaimEntry, TimelineEntry
from kb.judging.public import stated_issue as issue_date
from kb.model.claims import Event
from kb.model.incidents import Incident
from kb.model.sources import Cite, Source


def build_timeline(
    incidents: Iterable[Incident],
    claims: Mapping[str, ClaimEntry],
    sources: Mapping[str, Source],
) -> tuple[TimelineEntry, ...]:
    """Return the events of all incidents in order of (earliest, latest, id)."""
    entries = [
        TimelineEntry(
            incident.id,
            event,
            ("events", index),
            _cites(incident.id, event, claims),
            _known_from(incident, event, claims, sources),
        )
        for incident in incidents
        for index, event in enumerate(incident.events)
    ]
    return tuple(sorted(entries, key=in_order))


def in_order(entry: TimelineEntry) -> tuple[dt.date, dt.date, str, str]:
    """Return the place of an event in order of date (a key for sorting)."""
    earliest, latest, _ = sort_key(entry.event.date)
    return (earliest, latest, entry.event.id, entry.record_id)


def _known_from(
    incident: Incident,
    event: Event,
    claims: Mapping[str, ClaimEntry],
    sources: Mapping[str, Source],
) -> dt.date:
    found = [claims[ref].known.latest for ref in _refs(incident.id, event) if ref in claims]
    dates = (issue_date(cite, sources) for cite in event.cites if cite.stance == "supports")
    found += [date.latest for date in dates if date is not None and date.latest is not None]
    return min(found, default=incident.created.earliest or dt.date.max)


def _refs(record_id: str, event: Event) -> tuple[str, ...]:
    return tuple(f"{record_id}#{local}" for local in event.claims)


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
