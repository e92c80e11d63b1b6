# One date as it was written, and what is read in one piece: a year, a month, a season, a day. The
# authored text is kept as it is and never padded; bounds are worked out from it once. Messages are
# predicates ("has no month 13"), so that the caller can put the value first; they never repeat
# authored text, only digits read from it.
"""A date that keeps its precision, and how the plain ones are read."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip
SEASONS: Mapping[int, str] = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_YMD = r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
PLAIN = re.compile(_YMD + r"(?P<mark>[~?%]?)")
_EXAMPLE = "write it like 2024-01-18, 2024-01 or 2024"


class DateError(ValueError):
    """A text is no date of the profile; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = _EXAMPLE) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date or interval, exactly as precise as it was written."""

    text: str
    """The authored text; two dates are equal when their texts are."""
    precision: str
    """`day`, `month`, `year`, `season`, `interval` or `moment`."""
    earliest: dt.date | None
    """The first day it can mean; none when the start is open."""
    latest: dt.date | None
    """The last day it can mean; none when the end is open."""
    is_approximate: bool = False
    """About then (`~`, `%`); an interval is when either end is. It never widens the bounds."""
    is_uncertain: bool = False
    """In doubt (`?`, `%`); an interval is when either end is."""
    start: EdtfDate | None = None
    """The first end of an interval; none for other dates and when it is open."""
    end: EdtfDate | None = None
    """The second end of an interval; none for other dates and when it is open."""

    @property
    def is_open(self) -> bool:
        """Return whether it is an interval without a start or without an end."""
        return self.earliest is None or self.latest is None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class WholeDay(EdtfDate):
    """One day of the calendar, without doubt: never open, and its first day is its last."""

    earliest: dt.date
    latest: dt.date

    @classmethod
    def of(cls, date: EdtfDate) -> WholeDay:
        """Return a date as the whole day that it is.

        Raises:
            DateError: it is no single day, or in doubt.
        """
        day = date.earliest
        if date.precision != "day" or day is None or date.is_approximate or date.is_uncertain:
            raise DateError("is no single day", "write a whole day, 2024-01-18")
        return cls(date.text, "day", day, day)


def parse_plain(text: str) -> EdtfDate:
    """Return a year, month, season or day.

    Raises:
        DateError: the text is none, or the calendar does not have it.
    """
    found = PLAIN.fullmatch(text)
    if found is None:
        raise DateError("is no date")
    year, month, day = (int(part) if part else 0 for part in found.group("year", "month", "day"))
    mark = found["mark"]
    if year < 1000:
        raise DateError("has a year before 1000", "write a year from 1000 to 9999")
    if found["month"] is None:
        precision, first, last = "year", dt.date(year, 1, 1), dt.date(year, 12, 31)
    elif month in SEASONS and found["day"] is None:
        precision, (first, last) = "season", _season(year, month)
    elif month == 0:
        raise DateError("has no month 00", f"write {year} where the month is not known")
    elif not 1 <= month <= 12:
        raise DateError(f"has no month {month:02d}", "months are 01 to 12, seasons 21 to 24")
    elif found["day"] is None:
        precision = "month"
        first, last = dt.date(year, month, 1), dt.date(year, month, _days_in(year, month))
    elif not 1 <= day <= _days_in(year, month):
        name = f"{MONTHS[month - 1]} {year}"
        hint = f"{name} has {_days_in(year, month)} days; write {year}-{month:02d} if unsure"
        raise DateError("is no such day", hint)
    else:
        precision, first, last = "day", dt.date(year, month, day), dt.date(year, month, day)
    return EdtfDate(text, precision, first, last, mark in {"~", "%"}, mark in {"?", "%"})


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _season(year: int, season: int) -> tuple[dt.date, dt.date]:
    # The meteorological seasons of the north. Winter runs into the next year, as people say it;
    # the calendar of this program ends with the year 9999.
    month = (season - 20) * 3
    if month < 12:
        return dt.date(year, month, 1), dt.date(year, month + 2, _days_in(year, month + 2))
    last = dt.date.max if year == 9999 else dt.date(year + 1, 2, _days_in(year + 1, 2))
    return dt.date(year, 12, 1), last
