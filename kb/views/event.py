"""An event."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index.entries import TimelineEntry
from kb.views.builder import PageBuilder
from kb.views.hanging import Hang, show_hanging
from kb.views.link import Link
from kb.vocab.incidents import EVENT_STATUSES, EVENT_TYPES


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a timeline."""

    anchor: str
    date: str
    hang: Hang
    kind: str
    kind_label: str
    title: str
    text: Markup | None
    status: str
    status_label: str
    is_minor: bool
    actors: tuple[Link, ...]
    record: Link
    cites: Markup


def build_event(builder: PageBuilder, entry: TimelineEntry) -> EventLine:
    """Return the view of an event."""
    event = entry.event
    is_home = entry.record_id in builder.own_ids
    return EventLine(
        anchor=event.id if is_home else f"{entry.record_id}--{event.id}",
        date=show_date(event.date),
        hang=show_hanging(entry.hanging),
        kind=event.type,
        kind_label=EVENT_TYPES.label(event.type),
        title=event.title,
        text=builder.inline(entry.record_id, *entry.loc, "text") if event.text else None,
        status=event.status,
        status_label=EVENT_STATUSES.label(event.status),
        is_minor=event.visibility == "minor",
        actors=tuple(builder.link(name) for name in event.actors if name not in builder.own_ids),
        record=builder.link(entry.record_id),
        cites=builder.cites(entry.cites),
    )
