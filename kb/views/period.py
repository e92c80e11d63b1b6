"""A period, a country and a language in words."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from kb.dates import EdtfDate, show_date
from kb.say import say


def show_period(start: EdtfDate | None, end: EdtfDate | None) -> str | None:
    """Return a period in words; a bound that is open itself reads “or before”, “or later”."""
    if start is None and end is None:
        return None
    if end is None and start is not None:
        return say("since {date}", date=_show_bound(start))
    if start is None and end is not None:
        return say("until {date}", date=_show_bound(end))
    if start is not None and start == end:
        return _show_bound(start)
    if start is None or end is None:
        return None
    return say("{first} to {last}", first=_show_bound(start), last=_show_bound(end))


def _show_bound(date: EdtfDate) -> str:
    if date.start is None and date.end is not None:
        return say("{date} or before", date=show_date(date.end))
    if date.end is None and date.start is not None:
        return say("{date} or later", date=show_date(date.start))
    return show_date(date)


def show_country(code: str) -> str:
    """Return the English name of a country, or the code itself."""
    return str(Locale("en").territories.get(code, code))


def show_language(tag: str) -> str:
    """Return the English name of a language, or the tag itself."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
