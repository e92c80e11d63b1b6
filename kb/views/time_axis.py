# Precision is drawn as precision: a day is a solid cell, a range a hatched band, “about” a cell in
# a hatched fringe, an open end a dotted line. Positions are percentages of one axis, so that the
# figure fits every width, and every row says in words what it draws.
"""The timeline of an incident as a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.dates import EdtfDate, show_day
from kb.index.entries import TimelineEntry
from kb.model.events import Event
from kb.model.incidents import Incident
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.event import EventLine, build_event

LASTING = frozenset(
    {"disruption", "recovery", "investigation", "external-support", "compromise", "contract"}
)
"""Types of event that last: their interval is a duration, not a doubt."""
FRINGE = 3
"""Days drawn on either side of a day that is only about right."""
MARGIN = 0.06
"""Share of the axis left free at both ends."""
LONGEST = 550
"""Days of the axis at most: what lies beyond is listed, not drawn."""
STEPS = (7, 14, 30, 91, 182, 365)
TICKS = 7


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One shape on the axis."""

    shape: str
    """`day`, `within`, `span` or `open`."""
    x: str
    """Left end, in percent."""
    width: str
    """In percent."""
    end: str
    """Right end, in percent."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """An event with its shapes."""

    event: EventLine
    marks: tuple[TimeMark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class TimeFigure:
    """The events around an incident on one axis, and those before and after it."""

    caption: str
    ticks: tuple[Tick, ...]
    rows: tuple[TimeRow, ...]
    before: tuple[EventLine, ...]
    after: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    start: dt.date
    end: dt.date

    def at(self, day: dt.date) -> float:
        """Return where a day begins, in percent, held inside the axis."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return 100 * min(max(share, 0.0), 1.0)


def build_time_figure(
    builder: PageBuilder, incident: Incident, entries: Iterable[TimelineEntry]
) -> TimeFigure | None:
    """Return the figure of an incident's events, or nothing without events."""
    found = list(entries)
    if not found:
        return None
    axis = _axis(incident, found)
    before: list[EventLine] = []
    after: list[EventLine] = []
    rows: list[TimeRow] = []
    for entry in found:
        line = build_event(builder, entry)
        first, last = _bounds(entry.event.date)
        if last < axis.start:
            before.append(line)
        elif first > axis.end:
            after.append(line)
        else:
            is_lasting = lasts(entry.event, incident)
            rows.append(TimeRow(line, tuple(_marks(entry, axis, is_lasting=is_lasting))))
    caption = say(
        "Events from {first} to {last}, with the precision of each date",
        first=show_day(axis.start),
        last=show_day(axis.end),
    )
    return TimeFigure(
        caption=caption,
        ticks=tuple(_ticks(axis)),
        rows=tuple(rows),
        before=tuple(before),
        after=tuple(after),
    )


def lasts(event: Event, incident: Incident) -> bool:
    """Return whether an interval of an event is a duration, not a doubt."""
    # The day on which it began is a day, however vague: no duration.
    is_onset = event.date == incident.occurred
    return (event.type in LASTING and not is_onset) or event.status == "ongoing"


def _bounds(date: EdtfDate) -> tuple[dt.date, dt.date]:
    return date.earliest or dt.date.min, date.latest or dt.date.max


def _axis(incident: Incident, entries: list[TimelineEntry]) -> _Axis:
    own = [d for d in (incident.occurred, incident.discovered, incident.disclosed) if d is not None]
    dates = own or [entry.event.date for entry in entries]
    first = min((date.earliest for date in dates if date.earliest), default=None)
    first = first or min(day for d in dates for day in (d.earliest, d.latest) if day is not None)
    ends = [date.latest for date in (*dates, incident.resolved) if date and date.latest]
    last = max([*ends, first + dt.timedelta(30)])
    last = min(last, first + dt.timedelta(LONGEST))
    margin = dt.timedelta(max(int((last - first).days * MARGIN), 2))
    return _Axis(first - margin, last + margin)


def _marks(entry: TimelineEntry, axis: _Axis, *, is_lasting: bool) -> Iterator[TimeMark]:
    date = entry.event.date
    if date.earliest is None or date.latest is None:
        day = date.latest or date.earliest
        assert day is not None
        yield _mark("span" if is_lasting else "day", day, day, axis)
        open_ends = (axis.start, day) if date.earliest is None else (day, axis.end)
        yield _mark("open", *open_ends, axis)
    elif date.earliest == date.latest:
        if date.is_approximate:
            fringe = dt.timedelta(FRINGE)
            yield _mark("within", date.earliest - fringe, date.latest + fringe, axis)
        yield _mark("day", date.earliest, date.latest, axis)
    elif is_lasting and date.precision == "interval":
        yield _mark("span", date.earliest, date.latest, axis)
    else:
        yield _mark("within", date.earliest, date.latest, axis)


def _mark(shape: str, first: dt.date, last: dt.date, axis: _Axis) -> TimeMark:
    left, right = axis.at(first), axis.at(last + dt.timedelta(1))
    width = max(right - left, 1.0)
    left = min(left, 100 - width)
    return TimeMark(shape, f"{left:.2f}%", f"{width:.2f}%", f"{left + width:.2f}%")


def _ticks(axis: _Axis) -> Iterator[Tick]:
    days = (axis.end - axis.start).days
    step = next((step for step in STEPS if days / step <= TICKS), STEPS[-1])
    day = _first_tick(axis.start, step)
    while day < axis.end:
        is_month = step >= 30
        label = f"{day:%b} {day.year}" if is_month else f"{day.day} {day:%b}"
        yield Tick(f"{axis.at(day):.2f}%", label)
        day = _next_month(day, round(step / 30.4)) if is_month else day + dt.timedelta(step)


def _first_tick(start: dt.date, step: int) -> dt.date:
    if step < 30:  # weeks begin on Monday
        return start + dt.timedelta((7 - start.weekday()) % 7)
    return start if start.day == 1 else _next_month(start, 1)


def _next_month(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)
