# Titles and places only: the texts and their citations stand on the pages of the incidents, where
# the numbers of the sources mean something. Each line leads to its own place there.
"""The timeline over all incidents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.contexts.lines import short_title, year_anchor, year_of
from kb.contexts.page import PageDesk
from kb.contexts.parts import build_event
from kb.contexts.views import EventLine, PageHead
from kb.index import KnowledgeBase
from kb.index.entries import TimelineEntry
from kb.urls import TIMELINE


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """The events that begin in a year."""

    year: str
    anchor: str
    """`y2024`."""
    events: tuple[EventLine, ...]


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
                year, year_anchor(year), tuple(_line(desk, entry) for entry in groups[year])
            )
            for year in sorted(groups)
        ),
    )


def _line(desk: PageDesk, entry: TimelineEntry) -> EventLine:
    bare = replace(entry, cites=(), event=entry.event.model_copy(update={"text": None}))
    incident = desk.kb.incidents[entry.record_id]
    link = desk.link(incident.id, short_title(incident), entry.event.id)
    return replace(build_event(desk, bare), record=link)
