# Titles and places only: the texts and their citations stand on the pages of the incidents, where
# the numbers of the sources mean something. Each line leads to its own place there.
"""The timeline over all incidents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kb.index import KnowledgeBase
from kb.index.entries import TimelineEntry
from kb.say import say, say_count
from kb.urls import TIMELINE
from kb.views.builder import PageBuilder
from kb.views.event import EventLine, build_event
from kb.views.incident_order import short_title, year_anchor, year_of
from kb.views.page_head import PageHead
from kb.views.period import show_country
from kb.views.time_axis import lasts

LEAST = 1.2
"""Percent of the year that a day is drawn wide, so that it is seen."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An event with its place in the year, drawn as exact as its date is."""

    event: EventLine
    ink: str
    """`kb-ink` for a day or a period that lasted, `kb-hatch` for some day within."""
    x: str
    width: str
    """Both in percent of the year."""
    open_from: str
    open_to: str
    """Between these the date is open, in percent; the same where it is not."""
    is_thin: bool
    """True for what lasted: a line instead of a block."""
    country: str
    """Countries of its incident, with `|` between."""


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """The events that begin in a year."""

    year: str
    anchor: str
    """`y2024`."""
    events: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Everything the overall timeline shows."""

    head: PageHead
    total: int
    noun: str
    years: tuple[TimelineYear, ...]


def build_timeline_page(kb: KnowledgeBase) -> TimelinePage:
    """Return the context of the overall timeline, in order of time."""
    builder = PageBuilder(kb, TIMELINE, frozenset())
    groups: dict[str, list[TimelineEntry]] = {}
    for entry in kb.timeline:
        groups.setdefault(year_of(entry.event.date), []).append(entry)
    return TimelinePage(
        head=PageHead(
            path=TIMELINE,
            title=say("Timeline"),
            description=say(
                "The events of all incidents in order of time, each with a link to its place in"
                " the record."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(kb.timeline),
        noun=say_count("event", "events", len(kb.timeline)),
        years=tuple(
            TimelineYear(
                year, year_anchor(year), tuple(_row(builder, entry, year) for entry in groups[year])
            )
            for year in sorted(groups)
        ),
    )


def _row(builder: PageBuilder, entry: TimelineEntry, year: str) -> TimelineRow:
    date, incident = entry.event.date, builder.kb.incidents[entry.record_id]
    # As in the figure of the incident: a recovery “in January” is some day within, no duration.
    is_thin = date.precision == "interval" and lasts(entry.event, incident)
    is_doubtful = date.is_approximate or date.is_uncertain
    is_exact = date.precision in {"day", "moment"} and not is_doubtful
    # Of an open date one end is known: that is drawn, and the rest of the year stays open.
    first, last = date.earliest or date.latest, date.latest or date.earliest
    start, end = _share(first, year, 0.0), _share(last, year, 100.0)
    start = min(start, 100 - LEAST)
    end = max(end, start + LEAST)
    open_from = 0.0 if date.earliest is None else end
    open_to = start if date.earliest is None else end if date.latest else 100.0
    return TimelineRow(
        event=_line(builder, entry),
        ink="kb-ink" if is_thin or is_exact or date.is_open else "kb-hatch",
        x=f"{start:.1f}%",
        width=f"{end - start:.1f}%",
        open_from=f"{open_from:.1f}%",
        open_to=f"{open_to:.1f}%",
        is_thin=is_thin,
        country="|".join(show_country(code) for code in incident.countries),
    )


def _share(day: dt.date | None, year: str, default: float) -> float:
    """Return where a day lies in a year, in percent; 0 or 100 for days outside of it."""
    if day is None or not year.isdecimal():
        return default
    start = dt.date(int(year), 1, 1)
    share = (day - start).days / ((dt.date(int(year), 12, 31) - start).days + 1) * 100
    return min(max(share + (100 / 365 if default else 0), 0.0), 100.0)


def _line(builder: PageBuilder, entry: TimelineEntry) -> EventLine:
    bare = replace(entry, cites=(), event=entry.event.model_copy(update={"text": None}))
    incident = builder.kb.incidents[entry.record_id]
    link = builder.link(incident.id, short_title(incident), entry.event.id)
    return replace(build_event(builder, bare), record=link)
