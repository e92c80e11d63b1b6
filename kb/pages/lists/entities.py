"""The index of entities."""

from __future__ import annotations

from dataclasses import dataclass

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.index.counts import naming_incidents
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.pages.lists.kind import EntityRow, build_entity_row, entities_of, iter_kinds, roles_of_all
from kb.say import say, say_count
from kb.urls import ENTITIES, kind_path
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.page_head import PageHead

FIRST = 12
"""Entities of a kind named on the index: those in the most incidents and places."""


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of entity on the index."""

    page: Link
    note: str
    """What belongs to the kind."""
    count: int
    is_excerpt: bool
    """True while not all of them are named here."""
    first: tuple[Link, ...]
    """Those in the most incidents, and in the most places there."""


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """Everything the index of entities shows."""

    head: PageHead
    total: int
    noun: str
    kinds: tuple[KindLine, ...]
    letters: tuple[tuple[str, tuple[EntityRow, ...]], ...]
    """All of them from A to Z, by first letter."""


def build_entities(kb: KnowledgeBase) -> EntitiesPage:
    """Return the context of the index of entities."""
    builder = PageBuilder(kb, ENTITIES, frozenset())
    kinds = []
    for kind in iter_kinds(kb):
        found = entities_of(kb, kind)
        leading = sorted(found, key=lambda entity: _weight(kb, entity), reverse=True)
        kinds.append(
            KindLine(
                page=Link(builder.url_of_path(kind_path(kind)), ENTITY_KINDS.label(kind)),
                note=ENTITY_KINDS.note(kind),
                count=len(found),
                is_excerpt=len(found) > FIRST,
                first=tuple(builder.link(entity.id) for entity in leading[:FIRST]),
            )
        )
    return EntitiesPage(
        head=PageHead(
            path=ENTITIES,
            title=say("Entities"),
            description=say(
                "Everybody and everything that incidents have in common: bodies, people, software,"
                " flaws and trends."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(kb.entities),
        noun=say_count("entity", "entities", len(kb.entities)),
        kinds=tuple(kinds),
        letters=_letters(builder),
    )


def _letters(builder: PageBuilder) -> tuple[tuple[str, tuple[EntityRow, ...]], ...]:
    roles = roles_of_all(builder.kb)
    groups: dict[str, list[EntityRow]] = {}
    for entity in sorted(builder.kb.entities.values(), key=lambda e: (slugify(e.name), e.id)):
        first = slugify(entity.name)[:1].upper()
        letter = first if first.isalpha() else "0–9"
        groups.setdefault(letter, []).append(
            build_entity_row(builder, entity, roles.get(entity.id, {}))
        )
    return tuple((letter, tuple(rows)) for letter, rows in groups.items())


def _weight(kb: KnowledgeBase, entity: EntityBase) -> tuple[int, int]:
    links = kb.backlinks.get(entity.id, ())
    return (
        len(naming_incidents(kb, entity.id)),
        sum(link.source_id in kb.incidents for link in links),
    )
