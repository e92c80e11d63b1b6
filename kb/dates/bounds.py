"""Dates beside each other: in order, apart, and how far their doubt reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kb.dates.value import EdtfDate

_REACH: Mapping[str, int] = {"day": 3, "moment": 3, "month": 15, "season": 30, "year": 182}
"""Days by which a date in doubt may lie outside its own bounds, on either side."""


def sort_key(date: EdtfDate) -> tuple[dt.date, dt.date, str]:
    """Return the place of a date in order: earliest, latest, text.

    What is open at its start stands at its end: “until 24 January” comes with 24 January.
    """
    earliest, latest = _bounds(date)
    return (date.earliest or latest, latest if date.latest else earliest, date.text)


def _bounds(date: EdtfDate) -> tuple[dt.date, dt.date]:
    return (date.earliest or dt.date.min, date.latest or dt.date.max)


def is_disjoint(a: EdtfDate, b: EdtfDate) -> bool:
    """Return whether two dates cannot mean the same day; open ends reach for ever."""
    first, last = _bounds(a), _bounds(b)
    return first[1] < last[0] or last[1] < first[0]


def loose_bounds(date: EdtfDate) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day that a date can mean when its doubt is taken at its word.

    A date marked `~`, `?` or `%` reaches further on both sides: 3 days for a day or a moment, 15
    for a month, 30 for a season, 182 for a year. An interval reaches further at each marked end
    only. An open end stays open (none); nothing reaches beyond the calendar.
    """
    if date.precision == "interval":
        first = loose_bounds(date.start)[0] if date.start is not None else None
        return first, loose_bounds(date.end)[1] if date.end is not None else None
    if not date.is_approximate and not date.is_uncertain:
        return date.earliest, date.latest
    reach = _REACH[date.precision]
    return _move(date.earliest, -reach), _move(date.latest, reach)


def _move(day: dt.date | None, days: int) -> dt.date | None:
    if day is None:
        return None
    lowest, highest = dt.date.min.toordinal(), dt.date.max.toordinal()
    return dt.date.fromordinal(min(max(day.toordinal() + days, lowest), highest))


def known_from(date: EdtfDate) -> tuple[dt.date | None, dt.date | None]:
    """Return (possibly known from, surely known from) for what was made public on a date."""
    return (date.earliest, date.latest)
