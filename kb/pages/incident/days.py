"""The days on which public knowledge of an incident changed."""

from __future__ import annotations

from dataclasses import dataclass

from kb.dates import show_day
from kb.index.known import iter_knowledge_days
from kb.model.incidents import Incident
from kb.say import mark, say
from kb.urls import known_path
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import STATUSES


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day on which public knowledge changed."""

    day: str
    label: str
    url: str
    new: tuple[Link, ...]
    changed: tuple[tuple[Link, str], ...]
    """Claims whose status changed, with the new status."""
    remark: str | None = None
    """Why claims stand on this day, where the day is not their own."""


UNDATED = mark("no date in the sources, or a finding of ours")
"""Why claims stand on the day on which the record was made."""


def build_days(builder: PageBuilder, incident_id: str) -> tuple[DayLine, ...]:
    """Return the days on which public knowledge of an incident changed."""
    lines = []
    entered = builder.kb.incidents[incident_id].created.earliest
    for found in iter_knowledge_days(builder.kb.claims_of(incident_id)):
        day = found.day.isoformat()
        lines.append(
            DayLine(
                day,
                show_day(found.day),
                builder.url_of_path(known_path(incident_id), f"on-{day}_"),
                tuple(builder.claim_link(entry.ref) for entry in found.new),
                tuple(
                    (builder.claim_link(entry.ref), STATUSES.label(entry.status_on(found.day)))
                    for entry in found.changed
                ),
                say(UNDATED) if found.day == entered else None,
            )
        )
    return tuple(lines)


def split_days(
    incident: Incident, days: tuple[DayLine, ...]
) -> tuple[tuple[DayLine, ...], tuple[DayLine, ...]]:
    """Return the days before the incident, and those since its first day that is known."""
    dates = (incident.occurred, incident.discovered, incident.disclosed)
    first = min((date.earliest for date in dates if date and date.earliest), default=None)
    if first is None:
        return (), days
    start = first.isoformat()
    return (
        tuple(line for line in days if line.day < start),
        tuple(line for line in days if line.day >= start),
    )
