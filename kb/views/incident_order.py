# The same incident is named, dated and put in order alike on every index, on the home page and in
# search. Nothing here cites.
"""Name, date and order incidents for lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kb.dates import EdtfDate, show_date, show_short, sort_key
from kb.index import KnowledgeBase
from kb.model.base import Record
from kb.model.incidents import Incident
from kb.say import mark, say

NO_YEAR = mark("Date not known")
"""Heading for what has no date."""


_SUPPLIER_ROLES = frozenset({"supplier", "shared-service", "downstream-victim"})


def short_title(incident: Incident) -> str:
    """Return the title of an incident for lists."""
    return incident.short_title or incident.title


def incident_date(incident: Incident) -> EdtfDate | None:
    """Return when an incident happened, or else when it was discovered or made public."""
    return incident.occurred or incident.discovered or incident.disclosed


def year_of(date: EdtfDate | None) -> str:
    """Return the year a date begins in, as a heading."""
    day = None if date is None else date.earliest or date.latest
    return say(NO_YEAR) if day is None else str(day.year)


def year_anchor(year: str) -> str:
    """Return the anchor of a year on the indexes."""
    return f"y{year}" if year.isdigit() else "undated"


def show_when(date: EdtfDate | None) -> str:
    """Return a date for a table, and “not known” where there is none."""
    return say("not known") if date is None else show_short(date)


def iso_day(date: EdtfDate | None) -> str:
    """Return the first ISO day of a date; empty when there is none."""
    return "" if date is None or date.earliest is None else date.earliest.isoformat()


def day_of(record: Record) -> str:
    """Return the ISO day on which a record last changed; sources may not say."""
    return iso_day(record.updated or record.created)


def in_order_of_date(incidents: Iterable[Incident]) -> list[Incident]:
    """Return incidents in order of date and id; those without a date come last."""
    last = (dt.date.max, dt.date.max, "")

    def place(incident: Incident) -> tuple[tuple[dt.date, dt.date, str], str]:
        date = incident_date(incident)
        return (sort_key(date) if date is not None else last), incident.id

    return sorted(incidents, key=place)


def latest_changes_first(kb: KnowledgeBase) -> list[Incident]:
    """Return the incidents, those that changed last first; among equals the most recent one."""
    ordered = in_order_of_date(kb.incidents.values())
    dated = [item for item in reversed(ordered) if incident_date(item) is not None]
    undated = [item for item in ordered if incident_date(item) is None]
    return sorted([*dated, *undated], key=day_of, reverse=True)


def by_year(incidents: Iterable[Incident]) -> dict[str, list[Incident]]:
    """Return incidents by year, the latest year first, those without a date last."""
    groups: dict[str, list[Incident]] = {}
    for incident in in_order_of_date(incidents):
        groups.setdefault(year_of(incident_date(incident)), []).append(incident)
    undated = say(NO_YEAR)
    years = sorted((year for year in groups if year != undated), reverse=True)
    return {year: groups[year] for year in (*years, undated) if year in groups}


def has_supplier(kb: KnowledgeBase, incident: Incident) -> bool:
    """Return whether a supplier or a shared service is part of the story."""
    roles = {part.role for part in kb.hangs.standing(incident)}
    return "supply-chain" in incident.types or bool(roles & _SUPPLIER_ROLES)


def show_incident_date(incident: Incident) -> str:
    """Return when an incident was, in words."""
    date = incident_date(incident)
    return show_date(date) if date is not None else say("date not known")


def latest_incidents(kb: KnowledgeBase, names: Iterable[str]) -> list[Incident]:
    """Return the incidents among records, the latest first, those without a date last."""
    found = in_order_of_date(kb.incidents[name] for name in set(names) if name in kb.incidents)
    dated = [incident for incident in found if incident_date(incident) is not None]
    return [*reversed(dated), *(item for item in found if incident_date(item) is None)]
