# Dates as people know them: a year, a month, a day, "about then", "until then". The authored text
# is kept as it is and never padded; bounds are worked out from it once. This room knows the EDTF
# profile (ISO 8601-2) and how a date is read out in British English. It knows no record and no
# clock. Messages are predicates ("is written day first"), so that the caller can put the value
# first; they never repeat authored text, only digits read from it.
"""Dates that keep their precision: parse, compare and show them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip
_SEASONS: Mapping[int, str] = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in (*_MONTHS, "Sept"))
_YMD = r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
_PLAIN = re.compile(_YMD + r"(?P<mark>[~?%]?)")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?P<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?(?P<mark>[~?%]?)"
)
_NUMBER = "(?P<{}>[0-9]{{1,2}})"
_YEAR, _MONTH, _DAY = "(?P<year>[0-9]{4})", _NUMBER.format("month"), _NUMBER.format("day")
_NAME = rf"(?P<name>{_MONTH_NAMES}|spring|summer|autumn|fall|winter)\.?"
_MISREAD = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), message)  # else ſ is an s
    for pattern, message in (
        (rf"{_YEAR}[-/.]{_MONTH}(?:[-/.]{_DAY})?", "is not written as year-month-day with hyphens"),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", "has no hyphens"),
        (rf"{_DAY}[-/.]{_MONTH}[-/.]{_YEAR}", "is written day first"),
        (rf"{_MONTH}[-/.]{_YEAR}", "is written month first"),
        (rf"(?:{_DAY}(?:st|nd|rd|th)?[ -])?{_NAME}[ -]{_YEAR}", "is spelled out"),
        (rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}", "is spelled out"),
        (rf"{_YEAR}(?:-{_MONTH})?(?:-XX){{1,2}}", "has unspecified digits"),
    )
)
_ABOUT = re.compile(r"(?:~|c\.|ca\.?|circa|about|around)\s*(?P<rest>\S.*)", re.IGNORECASE)
_RANGE = re.compile(
    r"(?P<a>\S.*?)(?:\s-\s|\s?[–—]\s?|\sto\s|\.\.|(?<=\A[0-9]{4})-(?=[0-9]{4}\Z))(?P<b>.*\S)"
)
_NOTHING = frozenset({"", "unknown", "none", "null", "n/a", "tbc", "..", "../..", "/"})
_ONGOING = frozenset({"now", "present", "ongoing", "today"})
_LONGEST = 100
"""Characters of a text that may be a date in other words; ranges in ranges have no end."""
_REACH: Mapping[str, int] = {"day": 3, "moment": 3, "month": 15, "season": 30, "year": 182}
"""Days by which a date in doubt may lie outside its own bounds, on either side."""
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


def parse_date(text: str) -> EdtfDate:
    """Return the date that `text` writes.

    Raises:
        DateError: the text is outside the profile, or names no day of the calendar.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise DateError("is no date")
    if found := _PLAIN.fullmatch(text):
        return _parse_plain(text, found)
    if found := _MOMENT.fullmatch(text):
        return _parse_moment(text, found)
    if text.lower() in _NOTHING:
        raise DateError("says nothing", "leave the key out")
    if misread := _guess(text):
        raise DateError(misread[0], f"write {misread[1]}")
    if text.count("/") == 1:
        return _parse_interval(text)
    raise DateError("is no date")


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
    is_in_doubt = date.is_approximate or date.is_uncertain
    reach = _REACH[date.precision] if is_in_doubt else 0
    return _move(date.earliest, -reach), _move(date.latest, reach)


def _move(day: dt.date | None, days: int) -> dt.date | None:
    if day is None:
        return None
    lowest, highest = dt.date.min.toordinal(), dt.date.max.toordinal()
    return dt.date.fromordinal(min(max(day.toordinal() + days, lowest), highest))


def known_from(date: EdtfDate) -> tuple[dt.date | None, dt.date | None]:
    """Return (possibly known from, surely known from) for what was made public on a date."""
    return (date.earliest, date.latest)


def show_date(date: EdtfDate) -> str:
    """Return a date in words: `c. 18 January 2024`, `15–18 January 2024`, `until 2018`."""
    return _show(date, _MONTHS)


def show_short(date: EdtfDate) -> str:
    """Return a date for a table: `18 Jan 2024`."""
    return _show(date, tuple(name[:3] for name in _MONTHS))


def _parse_plain(text: str, found: re.Match[str]) -> EdtfDate:
    year, month, day = (int(part) if part else 0 for part in found.group("year", "month", "day"))
    mark = found["mark"]
    if year < 1000:
        raise DateError("has a year before 1000", "write a year from 1000 to 9999")
    if found["month"] is None:
        precision, first, last = "year", dt.date(year, 1, 1), dt.date(year, 12, 31)
    elif month in _SEASONS and found["day"] is None:
        precision, (first, last) = "season", _season(year, month)
    elif not 1 <= month <= 12:
        raise DateError(f"has no month {month:02d}", "months are 01 to 12, seasons 21 to 24")
    elif found["day"] is None:
        precision = "month"
        first, last = dt.date(year, month, 1), dt.date(year, month, _days_in(year, month))
    elif not 1 <= day <= _days_in(year, month):
        name = f"{_MONTHS[month - 1]} {year}"
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


def _parse_moment(text: str, found: re.Match[str]) -> EdtfDate:
    day = parse_date(found["day"]).text
    if found["mark"]:
        raise DateError("is a timestamp and yet in doubt", f"write {day}{found['mark']}")
    if found["zone"] is None:
        raise DateError("has no time zone", f"write {day}T{found['time']}Z, or +01:00 for Z")
    if text[10] != "T":
        raise DateError("has no T before the time", f"write {day}T{found['time']}{found['zone']}")
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise DateError("is no such time", "hours are 00 to 23, the rest 00 to 59") from None
    # A newspaper's own day and the UTC day may differ. The bounds hold both, so that one instant
    # written in two zones never counts as two dates that disagree.
    try:
        days = sorted((moment.date(), moment.astimezone(dt.UTC).date()))
    except OverflowError:
        days = [moment.date(), moment.date()]
    return EdtfDate(text, "moment", days[0], days[1])


def _parse_interval(text: str) -> EdtfDate:
    first, _, second = (part.strip() for part in text.partition("/"))
    if not first or not second or second.lower() in _ONGOING:
        open_form = f"{_known(first) or '..'}/{_known(second) or '..'}"
        raise DateError("leaves an end of the interval empty", f"write .. for it: {open_form}")
    start, end = _parse_end(first, "a start"), _parse_end(second, "an end")
    ends = [end for end in (start, end) if end is not None]
    earliest = start.earliest if start is not None else None
    latest = end.latest if end is not None else None
    if earliest and latest and earliest > latest:
        raise DateError("runs backwards", f"write {end}/{start}")
    return EdtfDate(
        f"{first}/{second}",
        "interval",
        earliest,
        latest,
        any(end.is_approximate for end in ends),
        any(end.is_uncertain for end in ends),
        start,
        end,
    )


def _parse_end(text: str, name: str) -> EdtfDate | None:
    if text == "..":
        return None
    try:
        date = parse_date(text)
    except DateError as error:
        raise DateError(f"has {name} that {error}", error.hint) from None
    if date.precision == "moment":
        raise DateError(f"has {name} with a time of day", "write an interval with whole days")
    return date


def _known(text: str) -> str:
    """Return `text` as a date of the profile, "" when it cannot be read even with good will."""
    if _PLAIN.fullmatch(text):
        return text
    misread = _guess(text)
    return misread[1] if misread else ""


def _guess(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a date written some other way, and what was probably meant."""
    if (found := _ABOUT.fullmatch(text)) and (iso := _known(found["rest"])):
        return "has its mark in front", iso.rstrip("~?%") + "~"
    for pattern, message in _MISREAD:
        if (found := pattern.fullmatch(text)) and (guess := _guess_day(found)):
            swapped = message == "is written day first" and int(found["month"]) > 12
            return ("is written month first" if swapped else message), guess
    if found := _RANGE.fullmatch(text):
        first, second = _known(found["a"].strip()), _known(found["b"].strip())
        if first and second:
            return "is an interval without /", f"{first}/{second}"
    return None


def _guess_day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year, month, day = int(parts["year"]), int(parts.get("month") or 0), int(parts.get("day") or 0)
    if name := (parts.get("name") or "").lower():
        names = {month[:3].lower(): number for number, month in enumerate(_MONTHS, 1)}
        names |= {season[:3]: number for number, season in _SEASONS.items()} | {"fal": 23}
        month = names[name[:3]]
    if month > 12 >= day and not name:
        month, day = day, month
    iso = f"{year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        return parse_date(iso).text
    except DateError:
        return ""


def _show(date: EdtfDate, months: tuple[str, ...]) -> str:
    if date.precision != "interval":
        words, doubt = _words(date, months), " (uncertain)" if date.is_uncertain else ""
        return _about(date, words) + doubt
    if date.start is None or date.end is None:
        return " ".join(
            f"{word} {_show(end, months)}"
            for word, end in (("from", date.start), ("until", date.end))
            if end is not None
        )
    return _show_interval(date.start, date.end, months)


def _show_interval(start: EdtfDate, end: EdtfDate, months: tuple[str, ...]) -> str:
    first, second = _words(start, months), _words(end, months)
    tail: list[str] = []
    if start.is_uncertain == end.is_uncertain:
        # What both ends share is said once, at the end, as long as something is left of the start.
        while len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
            first, tail = first[:-1], [first[-1], *tail]
            second = second[:-1]
        doubt = " (uncertain)" if end.is_uncertain else ""
        left, right = _about(start, first), _about(end, second)
        tail_text = " ".join(["", *tail]) + doubt
    else:
        left, right, tail_text = _show(start, months), _show(end, months), ""
    if left == right:
        return left + tail_text
    dash = " – " if " " in left + right else "–"
    return f"{left}{dash}{right}{tail_text}"


def _about(date: EdtfDate, words: list[str]) -> str:
    return ("c. " if date.is_approximate else "") + " ".join(words)


def _words(date: EdtfDate, months: tuple[str, ...]) -> list[str]:
    year, month, day = int(date.text[:4]), int(date.text[5:7] or 0), date.text[8:10].lstrip("0")
    if date.precision == "year":
        return [str(year)]
    if date.precision == "season":
        span = f"{year}–{(year + 1) % 100:02d}" if month == 24 else str(year)
        return [_SEASONS[month], span]
    words = [months[month - 1], str(year)]
    if date.precision == "moment":
        moment = dt.datetime.fromisoformat(date.text)
        time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
        return [day, words[0], f"{year},", time, str(moment.tzname())]
    return [day, *words] if date.precision == "day" else words
