# The EDTF profile (ISO 8601-2) that is read here. It knows no record and no clock.
"""Read a date of the profile; say of any other text what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from kb.dates.bounds import is_disjoint, sort_key
from kb.dates.misread import known, read_otherwise
from kb.dates.spans import Misreading, is_plain, read_span
from kb.dates.value import PLAIN, DateError, EdtfDate, parse_plain

_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?P<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?(?P<mark>[~?%]?)"
)
_NOTHING = frozenset({"", "unknown", "none", "null", "n/a", "tbc", "..", "../..", "/"})
_ONGOING = frozenset({"now", "present", "ongoing", "today"})
_LONGEST = 100
"""Characters of a text that may be a date in other words; ranges in ranges have no end."""


@lru_cache(maxsize=20_000)  # most dates of a base are written many times
def parse_date(text: str) -> EdtfDate:
    """Return the date that `text` writes.

    Raises:
        DateError: the text is outside the profile, or names no day of the calendar.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise DateError("is no date")
    if PLAIN.fullmatch(text):
        return _parse_plain(text)
    if found := _MOMENT.fullmatch(text):
        return _parse_moment(text, found)
    if text.lower() in _NOTHING:
        raise DateError("says nothing", "leave the key out")
    ends = [end.strip() for end in text.split("/")]
    if len(ends) == 2 and all(end == ".." or is_plain(end) for end in ends):
        return _parse_interval(text)
    if misread := read_otherwise(text):
        raise DateError(misread.message, _sound_hint(misread))
    if len(ends) == 2:
        return _parse_interval(text)
    raise DateError("is no date")


def _parse_plain(text: str) -> EdtfDate:
    try:
        return parse_plain(text)
    except DateError:
        if misread := read_span(text):
            raise DateError(misread.message, misread.hint) from None
        raise


def _sound_hint(misread: Misreading) -> str:
    """Return a hint that does not send anybody from one error into the next."""
    if "/" in misread.iso:
        try:
            _parse_interval(misread.iso)
        except DateError as error:
            return error.hint
    return misread.hint


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
        kept = [iso if is_plain(iso := known(part)) else ".." for part in (first, second)]
        open_form = "/".join(kept) if set(kept) != {".."} else "2018/.., ../2018"
        raise DateError("leaves an end of the interval empty", f"write .. for it: {open_form}")
    start, end = _parse_end(first, "a start"), _parse_end(second, "an end")
    _check_ends(start, end)
    ends = [end for end in (start, end) if end is not None]
    earliest = start.earliest if start is not None else None
    latest = end.latest if end is not None else None
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


def _check_ends(start: EdtfDate | None, end: EdtfDate | None) -> None:
    """Refuse an interval that may end before it starts: its ends are apart, or the same."""
    if start is None or end is None or start.text == end.text:
        return
    if not is_disjoint(start, end):
        raise _nested(start, end)
    if sort_key(end) < sort_key(start):
        raise DateError("runs backwards", f"write {end}/{start}")


def _nested(start: EdtfDate, end: EdtfDate) -> DateError:
    if (start.earliest, start.latest) == (end.earliest, end.latest):
        plain, marks = start.text.rstrip("~?%"), {start.text[-1], end.text[-1]} & set("~?%")
        mark = marks.pop() if len(marks) == 1 else "%"
        return DateError("has one date at both ends, in doubt at one", f"write {plain}{mark}")
    whole = _outer(start, end)
    wider = max(start, end, key=_length)
    hint = f"write {whole} for all of it"
    if whole != wider.text:
        hint += f", {wider} if no more is known than that"
    return DateError("has an end within the other end", hint)


def _length(date: EdtfDate) -> int:
    return (date.latest - date.earliest).days if date.latest and date.earliest else 0


def _outer(start: EdtfDate, end: EdtfDate) -> str:
    """Return the whole span, as exact as the more exact of two ends; seasons count in months."""
    size = 10 if "day" in (start.precision, end.precision) else 7
    one, two = str(start.earliest)[:size], str(end.latest)[:size]
    return one if one == two else f"{one}/{two}"


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
