# Titles and places only: the texts and their citations stand on the pages of the incidents, where
# the numbers of the sources mean something. Each line leads to its own place there.
"""The timeline over all incidents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kb.contexts.figure_time import LASTING
from kb.contexts.lines import short_title, year_anchor, year_of
from kb.contexts.page import PageDesk
from kb.contexts.parts import build_event, show_country
from kb.contexts.views import EventLine, PageHead
from kb.index import KnowledgeBase
from kb.index.entries import TimelineEntry
from kb.urls import TIMELINE


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An event with its place in the year, drawn as exact as its date is."""

    event: EventLine
    ink: str
    """`kb-ink` for a day or a period that lasted, `kb-hatch` for some day within."""
    x: str
    width: str
    """Both in percent of the year."""
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
    years: tuple[TimelineYear, ...]


def build_timeline_page(kb: KnowledgeBase) -> TimelinePage:
    """Return the context of the overall timeline, in order of time."""
    desk = PageDesk(kb, TIMELINE, frozenset())
    groups: dict[str, list[TimelineEntry]] = {}
    for entry in kb.timeline:
        groups.setdefault(year_of(entry.event.date), []).append(entry)
    return TimelinePage(
        head=PageHead(
            TIMELINE,
            "Timeline",
            "The events of all incidents in order of time, each with a link to its place in the"
            " record.",
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(kb.timeline),
        years=tuple(
            TimelineYear(
                year, year_anchor(year), tuple(_row(desk, entry, year) for entry in groups[year])
            )
            for year in sorted(groups)
        ),
    )


def _row(desk: PageDesk, entry: TimelineEntry, year: str) -> TimelineRow:
    date, countries = entry.event.date, desk.kb.incidents[entry.record_id].countries
    lasts = entry.event.type in LASTING and date.earliest != date.latest
    is_exact = date.precision in {"day", "moment"} and not date.is_approximate
    start, end = _share(date.earliest, year, 0.0), _share(date.latest, year, 100.0)
    return TimelineRow(
        _line(desk, entry),
        "kb-ink" if lasts or is_exact else "kb-hatch",
        f"{start:.1f}%",
        f"{max(end - start, 1.2):.1f}%",
        lasts,
        "|".join(show_country(code) for code in countries),
    )


def _share(day: dt.date | None, year: str, default: float) -> float:
    """Return where a day lies in a year, in percent; 0 or 100 for days outside of it."""
    if day is None or not year.isdecimal():
        return default
    start = dt.date(int(year), 1, 1)
    share = (day - start).days / ((dt.date(int(year), 12, 31) - start).days + 1) * 100
    return min(max(share + (100 / 365 if default else 0), 0.0), 100.0)


def _line(desk: PageDesk, entry: TimelineEntry) -> EventLine:
    bare = replace(entry, cites=(), event=entry.event.model_copy(update={"text": None}))
    incident = desk.kb.incidents[entry.record_id]
    link = desk.link(incident.id, short_title(incident), entry.event.id)
    return replace(build_event(desk, bare), record=link)
