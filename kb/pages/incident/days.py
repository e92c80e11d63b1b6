"""The days on which public knowledge of an incident changed."""

from __future__ import annotations

from dataclasses import dataclass

from kb.dates import show_day
from kb.index.known import KnowledgeDay, iter_knowledge_days
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
    news: str
    """How many claims are new or changed on it, in words."""
    first: tuple[Link, ...]
    """The first claims that became public on it."""
    rest: str
    """How many more there are, in words; empty where these are all."""
    changed: tuple[tuple[Link, str], ...]
    """Claims whose status changed, with the new status."""
    remark: str | None = None
    """Why claims stand on this day, where the day is not their own."""


UNDATED = mark("no date in the sources, or a finding of ours")
"""Why claims stand on the day on which the record was made."""


MOST_NEW = 3
"""New claims of a day that are named; of more than these, one less."""


@dataclass(frozen=True, slots=True)
class EarlierDays:
    """The days before an incident, as one way into its past."""

    day: str
    """ISO day of the last of them."""
    url: str
    news: str
    """How many claims are about the background, in words."""


def build_days(builder: PageBuilder, incident_id: str) -> tuple[DayLine, ...]:
    """Return the days on which public knowledge of an incident changed."""
    entered = builder.kb.incidents[incident_id].created.earliest
    return tuple(
        _day(builder, incident_id, found, say(UNDATED) if found.day == entered else None)
        for found in iter_knowledge_days(builder.kb.claims_of(incident_id))
    )


def _day(
    builder: PageBuilder, incident_id: str, found: KnowledgeDay, remark: str | None
) -> DayLine:
    day = found.day.isoformat()
    number = len(found.new)
    shown = number if number <= MOST_NEW else MOST_NEW - 1
    return DayLine(
        day=day,
        label=show_day(found.day),
        url=builder.url_of_path(known_path(incident_id), f"on-{day}_"),
        news=_news(found),
        first=tuple(builder.claim_link(entry.ref) for entry in found.new[:shown]),
        rest=say("and {number} more, as it was known that day", number=number - shown)
        if number > shown
        else "",
        changed=tuple(
            (builder.claim_link(entry.ref), STATUSES.label(entry.status_on(found.day)))
            for entry in found.changed
        ),
        remark=remark,
    )


def _news(found: KnowledgeDay) -> str:
    new, changed = len(found.new), len(found.changed)
    if changed:
        return say("{new} new, {changed} changed", new=new, changed=changed)
    return say("{new} new", new=new)


def first_day(incident: Incident) -> str:
    """Return the first ISO day of an incident that is known; empty where none is."""
    dates = (incident.occurred, incident.discovered, incident.disclosed)
    first = min((date.earliest for date in dates if date and date.earliest), default=None)
    return first.isoformat() if first is not None else ""


def build_earlier(
    builder: PageBuilder, incident: Incident, days: tuple[DayLine, ...]
) -> EarlierDays | None:
    """Return the way to what was public before an incident; None where nothing was."""
    earlier = [line for line in days if line.day < first_day(incident)]
    if not earlier:
        return None
    last = earlier[-1]
    claims = builder.kb.claims_of(incident.id)
    number = sum(
        len(found.new) for found in iter_knowledge_days(claims) if found.day.isoformat() <= last.day
    )
    return EarlierDays(last.day, last.url, say("{number} on the background", number=number))
