# The slim index behind the search box in the header: names, other names, ids, kinds, first lines.
# Plain text, not escaped: whoever writes the index escapes it. The full text is Pagefind's.
"""The entries of the header search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.citations import outlet, show_authors, show_issued
from kb.index import KnowledgeBase
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.model.incidents import Incident
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.pages.lists.kind import subkind
from kb.prose.emit import to_plain
from kb.say import mark, say
from kb.urls import (
    CORRECTIONS,
    DISPUTES,
    ENTITIES,
    INCIDENTS,
    QUESTIONS,
    SOURCES,
    TIMELINE,
    TRENDS,
    dispute_path,
    record_path,
)
from kb.views.incident_order import incident_date, show_when
from kb.views.words import first_sentence, shorten
from kb.vocab.claims import ORIGINS, SOURCE_KINDS
from kb.vocab.incidents import DETERMINATIONS, DISPUTE_OUTCOMES, INCIDENT_TYPES, SECTORS

SECTIONS = (
    (INCIDENTS, mark("Incidents")), (ENTITIES, mark("Entities")), (SOURCES, mark("Sources")),
    (TIMELINE, mark("Timeline")), (DISPUTES, mark("Disputes")), (QUESTIONS, mark("Open questions")),
    (TRENDS, mark("Trends")), (CORRECTIONS, mark("Corrections")),
)  # fmt: skip
"""Section indexes, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One page as the header search knows it."""

    path: str
    """The page below `docs/`, `incidents/kent-councils-2024/index.md`."""
    title: str
    """What a reader calls it; plain text."""
    text: str
    """Other names, ids, kinds and the first line; plain text."""
    tags: tuple[str, ...]
    """What kind of page it is, for filters: `Incident`, `Organisations`, `Source` …"""


def build_search_entries(kb: KnowledgeBase) -> tuple[SearchEntry, ...]:
    """Return the entries of all records, disputes and section indexes, in the order of pages."""
    return tuple(_iter_entries(kb))


def _iter_entries(kb: KnowledgeBase) -> Iterator[SearchEntry]:
    for path, title in SECTIONS:
        yield SearchEntry(path, say(title), "", (say("Index"),))
    for incident in kb.incidents.values():
        yield _incident(kb, incident)
    for entity in kb.entities.values():
        yield _entity(kb, entity)
    for source in kb.sources.values():
        yield _source(source)
    for entry in kb.disputes.values():
        outcome = DISPUTE_OUTCOMES.label(entry.outcome)
        title = kb.title(entry.record_id)
        yield SearchEntry(
            dispute_path(entry.ref), entry.question,
            _join((entry.verdict, title, outcome, entry.ref)),
            (say("Dispute"), outcome),
        )  # fmt: skip
    for page in kb.pages.values():
        yield _page(page)


def _join(parts: Iterable[str | None]) -> str:
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _first_line(kb: KnowledgeBase, name: str, field: str) -> str:
    found = kb.prose_of(name, field)
    return first_sentence(to_plain(found)) if found is not None else ""


def _incident(kb: KnowledgeBase, incident: Incident) -> SearchEntry:
    kinds = tuple(INCIDENT_TYPES.label(kind) for kind in incident.types)
    parts = (
        incident.short_title,
        *incident.aliases,
        show_when(incident_date(incident)),
        *kinds,
        *(SECTORS.label(sector) for sector in incident.sectors),
        DETERMINATIONS.label(incident.determination),
        incident.id,
        *incident.external_ids.values(),
        *incident.tags,
        _first_line(kb, incident.id, "summary"),
    )
    told = (
        INCIDENT_TYPES.label(kind) for kind in incident.types if kind not in {"unknown", "other"}
    )
    tags = (say("Incident"), *told, *_withdrawn(incident.withdrawn))
    return SearchEntry(record_path(incident), incident.title, _join(parts), tags)


def _entity(kb: KnowledgeBase, entity: EntityBase) -> SearchEntry:
    kind = ENTITY_KINDS.label(entity.kind)
    parts = (
        *(alias.text for alias in entity.aliases),
        *(former.text for former in entity.former_names),
        subkind(entity),
        *getattr(entity, "keywords", ()),
        entity.id,
        *entity.external_ids.values(),
        *entity.tags,
        _first_line(kb, entity.id, "description"),
    )
    tags = (kind, *_withdrawn(entity.withdrawn))
    return SearchEntry(record_path(entity), entity.name, _join(parts), tags)


def _source(source: Source) -> SearchEntry:
    parts = (
        outlet(source),
        show_authors(source),
        show_issued(source.issued),
        SOURCE_KINDS.label(source.kind),
        source.id,
        source.original_key,
        *source.external_ids.values(),
        *source.tags,
    )
    tags = (say("Source"), ORIGINS.label(source.origin), *_withdrawn(source.withdrawn))
    return SearchEntry(record_path(source), source.title, _join(parts), tags)


def _page(page: WrittenPage) -> SearchEntry:
    text = shorten(page.description or "", 180)
    return SearchEntry(record_path(page), page.title, _join((text, *page.tags)), (say("Page"),))


def _withdrawn(value: object) -> tuple[str, ...]:
    return () if value is None else (say("Withdrawn"),)
