# Spans of time that people write in short: a financial year, a decade, a quarter, "mid-January",
# "2024-01/02". Each is read as an interval of the profile, and where it may mean several things the
# hint gives all of them: a guess that is wrong is worse than a question.
"""What a short way to write a span of time probably means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.dates.value import MONTHS, DateError, EdtfDate, parse_plain


@dataclass(frozen=True, slots=True)
class Misreading:
    """What is wrong with a date written some other way, and what to write."""

    message: str
    hint: str
    iso: str = ""
    """The date or interval that was meant; "" when it may be several."""


@dataclass(frozen=True, slots=True)
class YearPair:
    """The three things that `2022-23` may mean, each as it is written without doubt."""

    season: str
    """What it says by the profile, as an interval of months."""
    financial_year: str
    """April to March, as the public bodies of the United Kingdom count."""
    years: str
    """The two whole years."""


def read_year_pair(date: EdtfDate) -> YearPair | None:
    """Return what a season may mean whose number is also the last digits of the next year.

    Only 2020-21, 2021-22, 2022-23 and 2023-24 (and the same of other centuries) are such dates.
    """
    if date.precision != "season" or int(date.text[5:7]) != (int(date.text[:4]) + 1) % 100:
        return None
    assert date.earliest is not None
    assert date.latest is not None
    year, mark = int(date.text[:4]), date.text[7:]
    spans = (
        f"{date.earliest.isoformat()[:7]}/{date.latest.isoformat()[:7]}",
        _from_april(year),
        f"{year}/{year + 1}",
    )
    return YearPair(*(span.replace("/", f"{mark}/") + mark for span in spans))


def read_span(text: str) -> Misreading | None:
    """Return what a text means as a span of time, or none when it is no such text."""
    for pattern, read in _SPANS:
        if (found := pattern.fullmatch(text)) and (misread := read(found)):
            return misread
    return None


def is_plain(text: str) -> bool:
    """Return whether a text is a year, month, season or day of the profile."""
    try:
        parse_plain(text)
    except DateError:
        return False
    return True


def _from_april(year: int) -> str:
    return f"{year}-04/{year + 1}-03"


def _sure(message: str, iso: str) -> Misreading:
    return Misreading(message, f"write {iso}", iso)


def _read_pair(found: re.Match[str]) -> Misreading | None:
    year, second = int(found["year"]), found["second"] or found["full"]
    words = ((found["before"] or "") + (found["after"] or "")).lower()
    if not 1000 <= year < 9999:
        return None
    if int(second) % 100 != (year + 1) % 100 or (len(second) == 4 and int(second) != year + 1):
        return None if words else _read_years(year, second, found[0])
    if "academic" in words or "school" in words:
        return _sure("is an academic year", f"{year}-09/{year + 1}-08")
    if words:
        return _sure("is a financial year", _from_april(year))
    hint = f"write {_from_april(year)} for the financial year, {year}/{year + 1} for the two years"
    if 1 <= int(second) <= 12 and len(second) == 2:
        hint += f", {year}-{second} for {MONTHS[int(second) - 1]} {year}"
    return Misreading("may be a financial year or two years", hint)


def _read_years(year: int, second: str, text: str) -> Misreading | None:
    is_code = text[4] == "-" and int(second) in _CODES
    if len(second) == 4 or is_code or int(second) <= max(year % 100, 12):
        return None
    return _sure("has a second year of two digits", f"{year}/{year // 100}{second}")


def _read_financial(found: re.Match[str]) -> Misreading | None:
    year = int(found["year"])
    if not 1000 < year < 9999:
        return None
    hint = f"write {_from_april(year - 1)} for the year to March {year}, {_from_april(year)} for"
    return Misreading("may be one of two financial years", f"{hint} the year from April {year}")


def _read_decade(found: re.Match[str]) -> Misreading | None:
    first = int(found["decade"]) * 10
    if first < 1000:
        return None
    part = (found["part"] or "").lower()[:3]
    start, end = {"ear": (0, 3), "mid": (4, 6), "lat": (7, 9)}.get(part, (0, 9))
    return _sure("is a decade", f"{first + start}/{first + end}")


def _read_century(found: re.Match[str]) -> Misreading | None:
    first = int(found["hundred"]) * 100
    return _sure("is a century", f"{first}/{first + 99}") if first >= 1000 else None


_ORDINALS: Mapping[str, int] = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _read_part_of_year(found: re.Match[str]) -> Misreading | None:
    year, number, kind = int(found["year"]), found["number"].lower(), found["kind"].lower()[0]
    if year < 1000:
        return None
    part = _ORDINALS.get(number) or int(number[0])
    months = 3 if kind == "q" else 6
    if not part * months <= 12:
        return None
    span = f"{year}-{(part - 1) * months + 1:02d}/{year}-{part * months:02d}"
    return _sure("is a quarter" if kind == "q" else "is half a year", span)


_CODES = range(33, 42)
"""Codes of EDTF level 2: 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of a year."""


def _read_code(found: re.Match[str]) -> Misreading | None:
    year, code = int(found["year"]), int(found["code"])
    for first, last, months in ((33, 36, 3), (37, 39, 4), (40, 41, 6)):
        if first <= code <= last and year >= 1000:
            start = (code - first) * months + 1
            span = f"{year}-{start:02d}/{year}-{start + months - 1:02d}"
            return _sure("is a part of a year", span)
    return None


def _read_week(found: re.Match[str]) -> Misreading | None:
    try:
        day = dt.date.fromisocalendar(
            int(found["year"]), int(found["week"]), int(found["day"] or 1)
        )
        end = day if found["day"] else day + dt.timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    span = f"{day}" if day == end else f"{day}/{end}"
    return _sure("is a week" if day != end else "is a day of a week", span)


def _read_ordinal(found: re.Match[str]) -> Misreading | None:
    year, number = int(found["year"]), int(found["number"])
    if year < 1000 or not 1 <= number <= 365 + (dt.date(year, 12, 31).timetuple().tm_yday == 366):
        return None
    day = dt.date(year, 1, 1) + dt.timedelta(days=number - 1)
    return _sure("is a day counted from the first of January", day.isoformat())


def _read_short_end(found: re.Match[str]) -> Misreading | None:
    """Read an interval whose second end leaves out what it shares with the first."""
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    one, two = int(found["one"] or 0), int(found["two"])
    start = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    if not day and not one and two > 12:
        iso = f"{start}-{two:02d}"
        return (
            _sure("is not written as year-month-day with hyphens", iso) if is_plain(iso) else None
        )
    later = [(year, month, two), (year + month // 12, month % 12 + 1, two)]
    if one:
        later = [(year, one, two), (year + 1, one, two)]
    elif not day:
        later = [(year, two, 0), (year + 1, two, 0)]
    for y, m, d in later:
        end = f"{y:04d}-{m:02d}" + (f"-{d:02d}" if d else "")
        if is_plain(start) and is_plain(end) and m <= 12 and (end >= start or bool(d) != bool(day)):
            return _sure("is an interval with a shortened end", f"{start}/{end}")
    return None


_YEAR = r"(?P<year>[0-9]{4})"
_KINDS = r"(?:FY|(?:the )?(?:financial|fiscal|tax|budget|academic|school) year)"
_PART = r"(?:the )?(?:(?P<part>early|mid|late)[- ])?(?:the )?"
_SPANS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Misreading | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), read)
    for pattern, read in (
        (
            rf"(?P<before>{_KINDS}\s?)?{_YEAR}\s?"
            r"(?:[-‐‑‒–—/.]\s?(?P<second>[0-9]{2})|[-‐‑‒–—]\s?(?P<full>[0-9]{4}))"
            rf"(?P<after>\s?{_KINDS})?[~?%]?",
            _read_pair,
        ),
        (rf"{_KINDS}\s?{_YEAR}", _read_financial),
        (rf"{_PART}(?P<decade>[0-9]{{3}})(?:0['’]?s|[xu*?])", _read_decade),
        (r"(?P<hundred>[0-9]{2})(?:xx|uu|\*\*|\?\?)", _read_century),
        (rf"{_YEAR}[- ]?(?P<kind>[QH])[- ]?(?P<number>[1-4])", _read_part_of_year),
        (rf"(?P<kind>[QH])[- ]?(?P<number>[1-4])[-/, ]{{0,2}}{_YEAR}", _read_part_of_year),
        (rf"(?P<number>[1-4])(?P<kind>[QH])[-/, ]?{_YEAR}", _read_part_of_year),
        (
            r"(?:the )?(?P<number>first|second|third|fourth|1st|2nd|3rd|4th) "
            rf"(?P<kind>quarter|half)(?: of)? {_YEAR}",
            _read_part_of_year,
        ),
        (rf"{_YEAR}-(?P<code>[0-9]{{2}})[~?%]?", _read_code),
        (rf"{_YEAR}-?W(?P<week>[0-9]{{2}})(?:-?(?P<day>[1-7]))?", _read_week),
        (rf"{_YEAR}-(?P<number>[0-9]{{3}})", _read_ordinal),
        (
            rf"{_YEAR}(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?:(?P=sep)(?P<day>[0-9]{{1,2}}))?"
            r"(?!(?P=sep)[0-9])\s?(?:[-‐‑‒–—/.]|\bto\b|\.\.)\s?"
            r"(?:(?P<one>[0-9]{1,2})(?P=sep))?(?P<two>[0-9]{1,2})",
            _read_short_end,
        ),
    )
)
