# Names of months and the order of a date are English for now, whatever language the site speaks.
"""Dates in words, as British English reads them out."""

from __future__ import annotations

import datetime as dt

from kb.dates.value import MONTHS, SEASONS, EdtfDate


def show_date(date: EdtfDate) -> str:
    """Return a date in words: `c. 18 January 2024`, `15–18 January 2024`, `by 2018`."""
    return _show(date, MONTHS)


def show_day(day: dt.date) -> str:
    """Return a day of the calendar in words: `18 January 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_short(date: EdtfDate) -> str:
    """Return a date for a table: `18 Jan 2024`."""
    return _show(date, tuple(name[:3] for name in MONTHS))


def _show(date: EdtfDate, months: tuple[str, ...]) -> str:
    if date.precision != "interval":
        words, doubt = _words(date, months), " (uncertain)" if date.is_uncertain else ""
        return _about(date, words) + doubt
    if date.start is None or date.end is None:
        return " ".join(
            f"{word} {_show(end, months)}"
            for word, end in (("from", date.start), ("by", date.end))
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
        return [SEASONS[month], span]
    words = [months[month - 1], str(year)]
    if date.precision == "moment":
        moment = dt.datetime.fromisoformat(date.text)
        time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
        return [day, words[0], f"{year},", time, str(moment.tzname())]
    return [day, *words] if date.precision == "day" else words
