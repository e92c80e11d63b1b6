"""What an incident dates, and the claims behind each date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.dates import EdtfDate
from kb.model.incident_parts import BodyFacts
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.model.walk import Loc

KEY_DATES = ("occurred", "discovered", "disclosed", "resolved")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, what it is the date of, and what is named for it."""

    loc: Loc
    """Where the date stands in the record."""
    name: str
    """The key fact, the id of the event, or the service."""
    date: EdtfDate
    claims: tuple[str, ...]
    """Local ids of the claims behind it."""
    cites: tuple[Cite, ...] = ()
    """The sources behind it."""


def key_dates(incident: Incident) -> Iterator[Dated]:
    """Yield the key dates of an incident, and those of single bodies."""
    facts: list[tuple[Loc, Incident | BodyFacts]] = [((), incident)]
    facts += [(("per_body", index), item) for index, item in enumerate(incident.per_body)]
    for loc, item in facts:
        for key in KEY_DATES:
            if (date := getattr(item, key)) is not None:
                yield Dated((*loc, key), key, date, getattr(item.basis, key))


def service_ends(incident: Incident) -> Iterator[Dated]:
    """Yield the days on which the state of a service ended."""
    for index, item in enumerate(incident.services):
        if item.end is not None:
            loc = ("services", index, "end")
            yield Dated(loc, item.service, item.end, item.claims, item.cites)


def event_dates(incident: Incident) -> Iterator[Dated]:
    """Yield the days of events."""
    for index, item in enumerate(incident.events):
        loc = ("events", index, "date")
        yield Dated(loc, item.id, item.date, item.claims, item.cites)
