# CSL has dates as numbers with a mark for "circa"; ours keep their precision in one text. Both ways
# stand here side by side, because a date that goes out must come in again as it was: where CSL's
# form loses something, the exporter sends our text along.
"""Dates between CSL and our notation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.citations import date_parts
from kb.dates import DateError, EdtfDate, parse_date

_SEASONS: Mapping[str, int] = {"1": 21, "2": 22, "3": 23, "4": 24, "spring": 21, "summer": 22,
                               "autumn": 23, "fall": 23, "winter": 24}  # fmt: skip
_HINT = re.compile(r"write (\S+)")
_SURE = (
    "is spelled out", "has no hyphens", "is not written as year-month-day with hyphens",
    "has its mark in front", "is an interval without /",
)  # fmt: skip
"""Other notations that can be read in one way only; 3/4/2024 is not among them."""


def to_csl_date(date: EdtfDate | None) -> dict[str, Any] | None:
    """Return a date as CSL has it, seasons included."""
    found = date_parts(date)
    if found is None or date is None:
        return None
    numbers = found["date-parts"]
    if any(len(part) > 1 and part[1] > 12 for part in numbers):
        season = numbers[0][1] - 20 if len(numbers) == 1 else None
        found["date-parts"] = [part[:1] for part in numbers]
        return found | ({"season": season} if season else {})
    return found


def is_lossless(date: EdtfDate | None) -> bool:
    """Return whether CSL's form of a date leads back to our text."""
    return date is None or from_csl_date(to_csl_date(date)) == date.text


def from_csl_date(value: Any) -> str | None:
    """Return a CSL date in our notation; None when there is none.

    Raises:
        DateError: It says something that is no date of ours.
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str | int):
        return _from_text(str(value))
    if not isinstance(value, Mapping):
        raise DateError("is no date")
    for key in ("edtf", "raw", "literal"):
        if value.get(key):
            return _mark(_from_text(str(value[key])), value)
    parts = value.get("date-parts")
    if parts is None and "year" in value:  # Pandoc's older form
        parts = [[value.get(key) for key in ("year", "month", "day")]]
    ends = [_from_parts(part, value) for part in parts or () if part]
    if not ends:
        return None
    if len(ends) > 2:
        raise DateError("has more than two ends")
    return parse_date("/".join(ends)).text


def _from_parts(part: Any, value: Mapping[str, Any]) -> str:
    items = part if isinstance(part, list) else [part]
    numbers = []
    for item in items[:3]:
        if item in (None, "", 0, "0"):
            break
        if isinstance(item, bool) or not re.fullmatch(r"[0-9]{1,4}", str(item)):
            raise DateError("has a part that is no number")
        numbers.append(int(item))
    if not numbers:
        raise DateError("says nothing", "leave the key out")
    season = _SEASONS.get(str(value.get("season", "")).lower())
    if season and len(numbers) == 1:
        numbers.append(season)
    text = "-".join(
        f"{number:04d}" if not at else f"{number:02d}" for at, number in enumerate(numbers)
    )
    return text + ("~" if _is_circa(value) else "")


def _is_circa(value: Mapping[str, Any]) -> bool:
    return str(value.get("circa", "")).lower() not in ("", "false", "0", "none")


def _mark(text: str, value: Mapping[str, Any]) -> str:
    is_plain = _is_circa(value) and "/" not in text and text[-1:] not in "~?%Z"
    return parse_date(text + "~").text if is_plain else text


def _from_text(text: str) -> str:
    try:
        return parse_date(text).text
    except DateError as error:
        hint = _HINT.match(error.hint)
        if hint and str(error) in _SURE:
            return parse_date(hint[1]).text
        raise
