# What the full-text search can be narrowed by. Pages that are not in this list are not searched:
# section indexes and the pages of past days repeat what the records say. Values are the labels that
# readers see, so that the address of a search can be read too.
"""The facets of every page that the full-text search knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.dates import EdtfDate
from kb.index import KnowledgeBase
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.say import say
from kb.urls import dispute_path, record_path
from kb.views.incident_order import incident_date, iso_day, show_when
from kb.views.period import show_country
from kb.vocab.claims import ORIGINS, SOURCE_KINDS
from kb.vocab.incidents import (
    DETERMINATIONS,
    DISPUTE_OUTCOMES,
    INCIDENT_TYPES,
    ROLES,
    SECTORS,
)


@dataclass(frozen=True, slots=True)
class Facets:
    """What a page can be found by besides its words; plain text."""

    kind: str
    """What kind of page it is: `Incidents`, `Organisations`, `Sources` …"""
    values: tuple[tuple[str, str], ...]
    """Facet and value, in the order in which the facets are offered."""
    date: str
    """ISO day for sorting; empty where there is none."""
    when: str = ""
    """The date as a reader sees it."""
    verdict: str = ""
    """How the question stands, on the page of a dispute."""


def build_facets(kb: KnowledgeBase) -> Mapping[str, Facets]:
    """Return the facets of every page of a record, by its path."""
    return dict(_iter_facets(kb))


def _iter_facets(kb: KnowledgeBase) -> Iterator[tuple[str, Facets]]:
    for incident in kb.incidents.values():
        yield record_path(incident), _of_incident(kb, incident)
    roles = _roles(kb)
    for entity in kb.entities.values():
        yield record_path(entity), _of_entity(entity, roles.get(entity.id, ()))
    for source in kb.sources.values():
        yield record_path(source), _of_source(source)
    for entry in kb.disputes.values():
        status = [("status", DISPUTE_OUTCOMES.label(entry.outcome))]
        record = kb.incidents.get(entry.record_id)
        shared = _shared(record) if record else []
        date = incident_date(record) if record else None
        made = _make(say("Disputes"), [*shared, *status], date)
        yield dispute_path(entry.ref), replace(made, verdict=entry.verdict)
    for page in kb.pages.values():
        yield record_path(page), _make(say("Pages"), [], None)


def _make(kind: str, values: Iterable[tuple[str, str]], date: EdtfDate | None) -> Facets:
    ordered = dict.fromkeys((("kind", kind), *values))
    return Facets(
        kind=kind, values=tuple(ordered), date=iso_day(date), when=show_when(date) if date else ""
    )


def _of_incident(kb: KnowledgeBase, incident: Incident) -> Facets:
    roles = [("role", ROLES.label(part.role)) for part in kb.hangs.standing(incident)]
    status = [("status", DETERMINATIONS.label(incident.determination))]
    return _make(say("Incidents"), [*_shared(incident), *status, *roles], incident_date(incident))


def _shared(incident: Incident) -> list[tuple[str, str]]:
    """Return what an incident and its disputes can both be narrowed by."""
    return [
        *(("type", INCIDENT_TYPES.label(kind)) for kind in incident.types),
        *(("sector", SECTORS.label(sector)) for sector in incident.sectors),
        *(("country", show_country(code)) for code in incident.countries),
        *_years(incident_date(incident)),
    ]


def _of_entity(entity: EntityBase, roles: Iterable[str]) -> Facets:
    country = getattr(entity, "country", None)
    values = [
        *(("sector", SECTORS.label(sector)) for sector in getattr(entity, "sectors", ())),
        *([("country", show_country(country))] if country else []),
        *(("role", ROLES.label(role)) for role in roles),
    ]
    return _make(ENTITY_KINDS.label(entity.kind), values, None)


def _of_source(source: Source) -> Facets:
    values = [
        *_years(source.issued),
        ("source", SOURCE_KINDS.label(source.kind)),
        ("origin", ORIGINS.label(source.origin)),
    ]
    return _make(say("Sources"), values, source.issued)


def _years(date: EdtfDate | None) -> list[tuple[str, str]]:
    """Return the years a date may lie in, if it is known to a year or two."""
    if date is None or date.earliest is None or date.latest is None:
        return []
    first, last = date.earliest.year, date.latest.year
    return [("year", str(year)) for year in range(first, last + 1)] if last - first < 3 else []


def _roles(kb: KnowledgeBase) -> Mapping[str, tuple[str, ...]]:
    """Return the roles that each entity had in incidents, in the order of the vocabulary."""
    found: dict[str, set[str]] = {}
    for incident in kb.incidents.values():
        for part in kb.hangs.standing(incident):
            found.setdefault(part.entity, set()).add(part.role)
    return {name: tuple(sorted(roles, key=ROLES.rank)) for name, roles in found.items()}
