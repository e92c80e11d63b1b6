"""The index of incidents: one table that can be narrowed and put in order, and small multiples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import count_record
from kb.model.incidents import Incident
from kb.say import mark, say, say_count
from kb.urls import INCIDENTS
from kb.views.bars import Multiple, build_multiple, build_years, percent
from kb.views.builder import PageBuilder
from kb.views.incident_order import (
    by_year,
    has_supplier,
    incident_date,
    iso_day,
    short_title,
    show_when,
    year_anchor,
    year_of,
)
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.period import show_country
from kb.vocab.incidents import DETERMINATIONS, INCIDENT_TYPES, SECTORS

BODIES = 4
"""Affected bodies named in a row; the rest is counted."""
AFFECTED = ("victim", "downstream-victim")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar, in the ink of its standing."""

    ink: str
    """Class of the shape: `kb-ink`, `kb-hatch` or `kb-open`."""
    x: str
    width: str
    """Both in percent."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the table of its year."""

    link: Link
    kinds: str
    """What kind of incident, in words."""
    when: str
    """When it happened, or was discovered or made public."""
    day: str
    """The same as an ISO day, to sort by; empty where it is not known."""
    anchor: str | None
    """`y2024` on the first incident of a year: the home page leads here."""
    facets: tuple[tuple[str, str], ...]
    """Name and values (with `|` between) of what the table can be narrowed by."""
    standing: tuple[Share, ...]
    """How its claims stand, as a bar."""
    standing_words: str
    public: str
    """When it was made public."""
    public_day: str
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
class IncidentsPage:
    """Everything the index of incidents shows."""

    head: PageHead
    total: int
    noun: str
    rows: tuple[IncidentRow, ...]
    multiples: tuple[Multiple, ...]


def build_incidents(kb: KnowledgeBase) -> IncidentsPage:
    """Return the context of the index of incidents."""
    builder = PageBuilder(kb, INCIDENTS, frozenset())
    groups = by_year(kb.incidents.values())
    rows = tuple(
        _row(builder, incident, year_anchor(year) if at == 0 else None)
        for year, found in groups.items()
        for at, incident in enumerate(found)
    )
    return IncidentsPage(
        head=PageHead(
            path=INCIDENTS,
            title=say("Incidents"),
            description=say(
                "Every incident with its dates, whom it hit, and how many claims, sources,"
                " disputes and open questions its page holds."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(kb.incidents),
        noun=say_count("incident", "incidents", len(kb.incidents)),
        rows=rows,
        multiples=_multiples(kb),
    )


def _row(builder: PageBuilder, incident: Incident, anchor: str | None) -> IncidentRow:
    parts = [part.entity for part in builder.kb.hangs.standing(incident) if part.role in AFFECTED]
    bodies = list(dict.fromkeys(parts))
    shares, words = _standing(builder.kb, incident)
    counts = count_record(builder.kb, incident.id)
    return IncidentRow(
        link=builder.link(incident.id, short_title(incident)),
        kinds=", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types),
        when=show_when(incident_date(incident)),
        day=iso_day(incident_date(incident)),
        anchor=anchor,
        facets=_facets(builder.kb, incident),
        standing=shares,
        standing_words=words,
        public=show_when(incident.disclosed),
        public_day=iso_day(incident.disclosed),
        determination=DETERMINATIONS.label(incident.determination),
        bodies=tuple(builder.link(name) for name in bodies[:BODIES]),
        more_bodies=max(len(bodies) - BODIES, 0),
        has_supplier=has_supplier(builder.kb, incident),
        claims=counts.claims,
        sources=counts.sources,
        disputes=counts.disputes,
        questions=counts.questions,
        is_withdrawn=incident.withdrawn is not None,
    )


def _facets(kb: KnowledgeBase, incident: Incident) -> tuple[tuple[str, str], ...]:
    values = {
        "kind": [INCIDENT_TYPES.label(kind) for kind in incident.types],
        "year": [year_of(incident_date(incident))],
        "country": [show_country(code) for code in incident.countries],
        "sector": [SECTORS.label(sector) for sector in incident.sectors],
        "standing": [DETERMINATIONS.label(incident.determination)],
        "through": [say("A supplier or a shared service")] if has_supplier(kb, incident) else [],
    }
    return tuple((name, "|".join(found)) for name, found in values.items())


_INK: Mapping[str, tuple[str, str]] = {
    "confirmed": ("kb-ink", mark("{number} confirmed")),
    "reported": ("kb-open", mark("{number} reported")),
    "disputed": ("kb-hatch", mark("{number} disputed")),
}
"""Status → ink and word; what fell is told in words only."""


def _standing(kb: KnowledgeBase, incident: Incident) -> tuple[tuple[Share, ...], str]:
    """Return how the claims of an incident stand, as parts of a bar and in words."""
    counts = Counter(entry.status for entry in kb.claims_of(incident.id))
    total, at = sum(counts.values()), 0
    shares, words = [], []
    for status, (ink, word) in _INK.items():
        number = counts[status]
        if number:
            shares.append(Share(ink, percent(at, total), percent(number, total)))
            words.append(say(word, number=number))
        at += number
    if fallen := total - at:
        words.append(say("{number} superseded, withdrawn or shown false", number=fallen))
    return tuple(shares), ", ".join(words)


def _multiples(kb: KnowledgeBase) -> tuple[Multiple, ...]:
    rows = [dict(_facets(kb, incident)) for incident in kb.incidents.values()]

    def count(name: str) -> Counter[str]:
        return Counter(value for row in rows for value in row[name].split("|") if value)

    return (
        build_years(say("Incidents a year"), count("year"), len(rows)),
        build_multiple(say("By kind of incident"), count("kind"), len(rows)),
        build_multiple(say("By country"), count("country"), len(rows)),
        build_multiple(say("By sector"), count("sector"), len(rows)),
    )
