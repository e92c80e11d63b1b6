# People write dates in many ways. What can be meant is said as a hint; where day and month, or the
# century, are open, the hint asks and nothing is guessed.
"""Dates that are written some other way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kb.dates.spans import Misreading, is_plain, read_span
from kb.dates.value import MONTHS, SEASONS, parse_plain

_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in (*MONTHS, "Sept"))
_NUMBER = "(?P<{}>[0-9]{{1,2}})"
_YEAR, _MONTH, _DAY = "(?P<year>[0-9]{4})", _NUMBER.format("month"), _NUMBER.format("day")
_NAME = rf"(?P<name>{_MONTH_NAMES}|spring|summer|autumn|fall|winter)\.?"
_ANY_NAME = rf"(?:{_MONTH_NAMES}|spring|summer|autumn|fall|winter)\.?"
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WEEKDAY = rf"(?:{_DAY_NAME},? )"
_ORDINAL = "(?:st|nd|rd|th)?"
_MISREAD = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), message)  # else ſ is an s
    for pattern, message in (
        (rf"{_YEAR}(?P<s>[-/.]){_MONTH}(?:(?P=s){_DAY})?",
         "is not written as year-month-day with hyphens"),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", "has no hyphens"),
        (r"(?P<year>[0-9]{4})(?P<month>0[1-9]|1[0-2])", "has no hyphens"),
        (rf"{_DAY}[-/.]{_MONTH}[-/.]{_YEAR}", "is written day first"),
        (rf"{_MONTH}[-/.]{_YEAR}", "is written month first"),
        (rf"{_WEEKDAY}?(?:{_DAY}{_ORDINAL}(?:[ -]| of ))?{_NAME},?[ -]{_YEAR}", "is spelled out"),
        (rf"{_WEEKDAY}?{_NAME} {_DAY}{_ORDINAL},? {_YEAR}", "is spelled out"),
        (rf"{_YEAR}(?:-{_MONTH})?(?:-(?:XX|uu)){{1,2}}", "has unspecified digits"),
    )
)  # fmt: skip
_ABOUT = re.compile(r"(?:~|c\.|ca\.?|circa|about|around)\s*(?P<rest>\S.*)", re.IGNORECASE)
_MARK = re.compile(r"\s*[~?%]\s*")
_LONG_ENDS = re.compile(r"[^/]{4,}/[^/]{4,}")
_OPEN = re.compile(
    r"(?P<word>until|till|up to|by|since|from|before|after) (?P<rest>\S.*)", re.IGNORECASE
)
_PART = re.compile(
    r"(?:the )?(?P<part>early|beginning|start|mid|middle|late|end)[- ](?:(?:of|in) )?(?:the )?"
    r"(?P<rest>\S.*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:(?:from|between) (?=\S.*\s(?:to|and)\s))?"
    r"(?P<a>\S.*?)(?:\s-\s|\s?[–—]\s?|\s(?:to|and|until)\s|\.\.|(?<=\A[0-9]{4})-(?=[0-9]{4}\Z)"
    r"|(?:(?<=\A[0-9])|(?<=\A[0-9]{2}))-(?=[0-9]{1,2} [a-z])|(?<=[a-z])-(?=[a-z]))(?P<b>.*\S)",
    re.IGNORECASE,
)
_NO_DATES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), Misreading(message, hint))
    for pattern, message, hint in (
        (r"[-−][0-9]{1,6}(?:-[0-9]{2}){0,2}[~?%]?|[0-9]+ ?(?:BCE?|B\.C\.(?:E\.)?)",
         "is before our era", "write a year from 1000 to 9999"),
        (r"Y?\+?(?:[0-9]{5}|[0-9]{7}|[0-9]{5,}(?:-[0-9]{2}){1,2})[~?%]?|Y[0-9]{4,}",
         "has a year of more than four digits", "write a year of four digits, like 2024-01-18"),
        (r"['’]?[0-9]{1,3}[~?%]?|(?:the )?['’]?[0-9]{2}['’]?s",
         "has a year of fewer than four digits", "write all four digits of the year, like 2024"),
        (rf"[0-9]{{1,2}}[-/. ](?:[0-9]{{1,2}}|{_ANY_NAME})[-/. ]['’]?[0-9]{{2}}"
         rf"|{_ANY_NAME}[- ]['’][0-9]{{2}}",
         "has a year of two digits", "write year-month-day, with all four digits of the year"),
        (rf"(?:the )?(?:(?:early|mid|late|end of)[- ])?{_WEEKDAY}?"
         rf"(?:[0-9]{{1,2}}{_ORDINAL}(?:[ -]| of ))?{_ANY_NAME}"
         rf"|{_ANY_NAME} [0-9]{{1,2}}{_ORDINAL}|{_DAY_NAME}|[0-9]{{1,2}}[/.][0-9]{{1,2}}\.?",
         "has no year", "write the year too, like 2024-01-18, 2024-01 or 2024-01~"),
        (r"today|yesterday|tomorrow|now|recently|(?:last|this|next) \w+"
         r"|\w+ (?:day|week|month|year)s? ago",
         "depends on the day on which it is read", "write the day itself, like 2024-01-18"),
    )
)  # fmt: skip
_THIRDS: Mapping[str, int] = {"ear": 0, "beg": 0, "sta": 0, "mid": 1, "lat": 2, "end": 2}


def read_otherwise(text: str) -> Misreading | None:
    """Return what is wrong with a date written some other way, and what was probably meant."""
    for read in (read_span, _read_marks, _read_part, _read_day, _read_range, _read_open):
        if misread := read(text):
            return misread
    return next((said for pattern, said in _NO_DATES if pattern.fullmatch(text)), None)


def known(text: str) -> str:
    """Return `text` as a date of the profile, "" when it cannot be read even with good will."""
    found = _read_end(text)
    return found.iso if found else ""


# Three steps and no more: an interval of ends, an end with words around it, a bare date. Texts that
# could be taken apart in two ways at every word would else be read for ever.


def _read_end(text: str) -> Misreading | None:
    """Return how one end of an interval is read; its message is "" where it is right."""
    return _read_bare(text) or _read_marks(text) or _read_part(text)


def _read_bare(text: str) -> Misreading | None:
    """Return how a date without words around it is read."""
    return Misreading("", "", text) if is_plain(text) else read_span(text) or _read_day(text)


def _sure(message: str, iso: str) -> Misreading:
    return Misreading(message, f"write {iso}", iso)


def _read_marks(text: str) -> Misreading | None:
    """Read marks that stand in front, inside, apart or doubled."""
    marks, bare, message = set(text) & set("~?%"), _MARK.sub("", text), "has its mark in front"
    if found := _ABOUT.fullmatch(text):
        marks, bare = marks | {"~"}, _MARK.sub("", found["rest"])
    elif text[:1] not in "?%":
        is_one = sum(char in "~?%" for char in text) == 1
        message = "has its mark in the wrong place" if is_one else "has more than one mark"
    if not marks or _LONG_ENDS.fullmatch(text) or (inner := _read_bare(bare)) is None:
        return None
    if not inner.iso or "/" in inner.iso or inner.iso[-1] == "~":
        return inner if inner.message else None
    mark = marks.pop() if len(marks) == 1 else "%"
    return _sure(message if is_plain(bare) else inner.message, inner.iso + mark)


def _read_part(text: str) -> Misreading | None:
    """Read the beginning, the middle or the end of a month or a year."""
    if not (found := _PART.fullmatch(text)):
        return None
    inner, third = _read_bare(found["rest"]), _THIRDS[found["part"][:3].lower()]
    iso = inner.iso if inner else ""
    if not is_plain(iso) or iso[-1] in "~?%" or (len(iso) == 7 and iso[5:] > "12"):
        return None
    if len(iso) == 4:
        span = f"{iso}-{third * 4 + 1:02d}/{iso}-{third * 4 + 4:02d}"
    elif len(iso) == 7:
        last = parse_plain(iso).latest
        span = f"{iso}-{third * 10 + 1:02d}/{last if third == 2 else f'{iso}-{third * 10 + 10}'}"
    else:
        return None
    return Misreading("is a part of a month or year", f"write {span}, or {iso}~", span)


def _read_day(text: str) -> Misreading | None:
    for pattern, message in _MISREAD:
        if (found := pattern.fullmatch(text)) and (guess := _guess_day(found)):
            if message != "is written day first":
                return _sure(message, guess)
            day, month = int(found["day"]), int(found["month"])
            if month > 12 or day > 12 or day == month or "." in text:
                return _sure("is written month first" if month > 12 else message, guess)
            year = found["year"]
            hint = (
                f"write {year}-{month:02d}-{day:02d} for {day} {MONTHS[month - 1]},"
                f" {year}-{day:02d}-{month:02d} for {month} {MONTHS[day - 1]}"
            )
            return Misreading("may be written day first or month first", hint)
    return None


def _guess_day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year, month, day = int(parts["year"]), int(parts.get("month") or 0), int(parts.get("day") or 0)
    if name := (parts.get("name") or "").lower():
        names = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
        names |= {season[:3]: number for number, season in SEASONS.items()} | {"fal": 23}
        month = names[name[:3]]
    if month > 12 >= day and day and not name:
        month, day = day, month
    iso = f"{year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    return iso if is_plain(iso) else ""


def _read_range(text: str) -> Misreading | None:
    if not (found := _RANGE.fullmatch(text)):
        return None
    one, two = found["a"].strip(), found["b"].strip()
    second = _read_end(two)
    if second is None:
        return None
    # “15–18 January 2024”: what the first end leaves out stands in the second.
    tails = two.split(" ")[1:] if "/" not in second.iso else []
    first = _read_end(one) if known(one) or not tails else None
    for at in range(len(tails)):
        if first is None and known(whole := f"{one} {' '.join(tails[at:])}"):
            first = _read_end(whole)
    first = first or _read_end(one)
    if first is None:
        return None
    if first.iso and second.iso:
        start, end = first.iso.partition("/")[0], second.iso.rpartition("/")[2]
        return _sure("is an interval without /", f"{start}/{end}")
    said, name = (second, "an end") if first.iso else (first, "a start")
    return Misreading(f"has {name} that {said.message}", said.hint)


def _read_open(text: str) -> Misreading | None:
    """Read a date that only one end is known of."""
    if not (found := _OPEN.fullmatch(text)):
        return None
    iso, word = known(found["rest"]), found["word"].lower()
    if not is_plain(iso):
        return None
    date = parse_plain(iso)
    if word in ("before", "after") and date.earliest and date.latest:
        step = dt.timedelta(days=-1 if word == "before" else 1)
        try:
            day = (date.earliest if word == "before" else date.latest) + step
        except OverflowError:
            return None
        iso = day.isoformat() if date.precision == "season" else day.isoformat()[: len(iso)]
    open_form = f"{iso}/.." if word in ("since", "from", "after") else f"../{iso}"
    return _sure("is an interval with one end", open_form)
