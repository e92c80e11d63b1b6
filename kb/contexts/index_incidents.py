"""The index of incidents: one table a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kb.contexts.lines import (
    by_year,
    count_sources,
    has_supplier,
    incident_date,
    short_title,
    show_when,
    year_anchor,
)
from kb.contexts.page import PageDesk
from kb.contexts.views import Link, PageHead
from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.urls import INCIDENTS
from kb.vocab.incidents import DETERMINATIONS, INCIDENT_TYPES

BODIES = 4
"""Affected bodies named in a row; the rest is counted."""
AFFECTED = ("victim", "downstream-victim")


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the table of its year."""

    link: Link
    kinds: str
    """What kind of incident, in words."""
    when: str
    """When it happened, or was discovered or made public."""
    public: str
    """When it was made public."""
    determination: str
    bodies: tuple[Link, ...]
    """Whom it hit, the first few."""
    more_bodies: int
    has_supplier: bool
    """True when a supplier or a shared service is part of the story."""
    claims: int
    sources: int
    disputes: int
    questions: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class IncidentYear:
    """The incidents of a year."""

    year: str
    anchor: str
    """`y2024`: the home page links here."""
    rows: tuple[IncidentRow, ...]


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """Everything the index of incidents shows."""

    head: PageHead
    total: int
    years: tuple[IncidentYear, ...]


def build_incidents(kb: KnowledgeBase) -> IncidentsPage:
    """Return the context of the index of incidents."""
    desk = PageDesk(kb, INCIDENTS, frozenset())
    sources = count_sources(kb)
    disputes = Counter(entry.record_id for entry in kb.disputes.values())
    years = tuple(
        IncidentYear(
            year,
            year_anchor(year),
            tuple(_row(desk, incident, sources, disputes) for incident in found),
        )
        for year, found in by_year(kb.incidents.values()).items()
    )
    return IncidentsPage(
        head=PageHead(
            INCIDENTS,
            "Incidents",
            "Every incident with its dates, whom it hit, and how many claims, sources,"
            " disputes and open questions its page holds.",
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(kb.incidents),
        years=years,
    )


def _row(
    desk: PageDesk, incident: Incident, sources: Mapping[str, int], disputes: Mapping[str, int]
) -> IncidentRow:
    parts = [part.entity for part in incident.participants if part.role in AFFECTED]
    bodies = list(dict.fromkeys(parts))
    return IncidentRow(
        link=desk.link(incident.id, short_title(incident)),
        kinds=", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types),
        when=show_when(incident_date(incident)),
        public=show_when(incident.disclosed),
        determination=DETERMINATIONS.label(incident.determination),
        bodies=tuple(desk.link(name) for name in bodies[:BODIES]),
        more_bodies=max(len(bodies) - BODIES, 0),
        has_supplier=has_supplier(incident),
        claims=len(incident.claims),
        sources=sources.get(incident.id, 0),
        disputes=disputes.get(incident.id, 0),
        questions=len(incident.questions),
        is_withdrawn=incident.withdrawn is not None,
    )
