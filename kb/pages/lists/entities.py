"""The index of entities, and one page for each kind of entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.index.counts import naming_incidents
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.urls import ENTITIES, kind_path
from kb.views.builder import PageBuilder
from kb.views.lines import day_of, first_sentence
from kb.views.notes import Link
from kb.views.parts import show_country
from kb.views.values import PageHead
from kb.vocab.entities import ORG_KINDS
from kb.vocab.incidents import ROLES

FIRST = 12
"""Entities of a kind named on the index: those in the most incidents and places."""
NAMES = 4
"""Other names shown in a row."""

Roles = Mapping[str, Mapping[str, int]]
"""Entity → role → in how many incidents."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in the table of its kind."""

    link: Link
    names: tuple[str, ...]
    """Other names, the first few."""
    what: str
    """Its subkind, identifier or role; else the first sentence of its description."""
    kind: str
    """Label of its kind."""
    subkind: str
    """What it is within its kind, to narrow by; empty where that is its own."""
    country: str
    role_labels: tuple[str, ...]
    """Its roles, to narrow by."""
    roles: tuple[str, ...]
    """Its roles in incidents, with how often where more than once: “Affected ×2”."""
    incidents: int
    """Incidents that lead to it, by role, claim, event or mention."""
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of entity on the index."""

    page: Link
    note: str
    """What belongs to the kind."""
    count: int
    first: tuple[Link, ...]
    """Those in the most incidents, and in the most places there."""


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """Everything the index of entities shows."""

    head: PageHead
    total: int
    kinds: tuple[KindLine, ...]
    letters: tuple[tuple[str, tuple[EntityRow, ...]], ...]
    """All of them from A to Z, by first letter."""


@dataclass(frozen=True, slots=True)
class KindPage:
    """Everything the page of one kind of entity shows."""

    head: PageHead
    index: Link
    label: str
    note: str
    rows: tuple[EntityRow, ...]


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
                first=tuple(builder.link(entity.id) for entity in leading[:FIRST]),
            )
        )
    return EntitiesPage(
        head=PageHead(
            ENTITIES,
            "Entities",
            "Everybody and everything that incidents have in common: bodies, people, software,"
            " flaws and trends.",
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(kb.entities),
        kinds=tuple(kinds),
        letters=_letters(builder),
    )


def _letters(builder: PageBuilder) -> tuple[tuple[str, tuple[EntityRow, ...]], ...]:
    roles = roles_of_all(builder.kb)
    groups: dict[str, list[EntityRow]] = {}
    for entity in sorted(builder.kb.entities.values(), key=lambda e: (slugify(e.name), e.id)):
        first = slugify(entity.name)[:1].upper()
        letter = first if first.isalpha() else "0–9"
        groups.setdefault(letter, []).append(_row(builder, entity, roles.get(entity.id, {})))
    return tuple((letter, tuple(rows)) for letter, rows in groups.items())


def iter_kinds(kb: KnowledgeBase) -> Iterator[str]:
    """Yield the kinds of which there is an entity, in the order of the vocabulary."""
    present = {entity.kind for entity in kb.entities.values()}
    return (kind for kind in ENTITY_KINDS if kind in present)


def entities_of(kb: KnowledgeBase, kind: str) -> list[EntityBase]:
    """Return the entities of a kind in order of name."""
    found = [entity for entity in kb.entities.values() if entity.kind == kind]
    return sorted(found, key=lambda entity: (entity.name.casefold(), entity.id))


def _weight(kb: KnowledgeBase, entity: EntityBase) -> tuple[int, int]:
    links = kb.backlinks.get(entity.id, ())
    return (
        len(naming_incidents(kb, entity.id)),
        sum(link.source_id in kb.incidents for link in links),
    )


def roles_of_all(kb: KnowledgeBase) -> Roles:
    """Return in how many incidents every entity has which role."""
    seen: dict[str, dict[str, set[str]]] = {}
    for incident in kb.incidents.values():
        for part in kb.hangs.standing(incident):
            roles = seen.setdefault(part.entity, {})
            roles.setdefault(part.role, set()).add(incident.id)
    return {
        name: {role: len(found) for role, found in roles.items()} for name, roles in seen.items()
    }


def build_kind(kb: KnowledgeBase, kind: str) -> KindPage:
    """Return the context of the page of one kind of entity."""
    path = kind_path(kind)
    builder = PageBuilder(kb, path, frozenset())
    roles = roles_of_all(kb)
    found = entities_of(kb, kind)
    label, note = ENTITY_KINDS.label(kind), ENTITY_KINDS.note(kind)
    return KindPage(
        head=PageHead(
            path, label, note or label, "main.html", "index",
            max((day_of(entity) for entity in found), default=""),
        ),
        index=Link(builder.url_of_path(ENTITIES), "Entities"),
        label=label,
        note=note,
        rows=tuple(_row(builder, entity, roles.get(entity.id, {})) for entity in found),
    )  # fmt: skip


def _row(builder: PageBuilder, entity: EntityBase, roles: Mapping[str, int]) -> EntityRow:
    ordered = sorted(roles, key=ROLES.rank)
    org_kind, country = getattr(entity, "org_kind", None), getattr(entity, "country", None)
    return EntityRow(
        link=builder.link(entity.id),
        names=tuple(alias.text for alias in entity.aliases[:NAMES]),
        what=subkind(entity) or first_sentence(builder.plain(entity.id, "description"), 120),
        kind=ENTITY_KINDS.label(entity.kind),
        subkind=ORG_KINDS.label(org_kind) if org_kind else "",
        country=show_country(country) if country else "",
        role_labels=tuple(ROLES.label(role) for role in ordered),
        roles=tuple(_role(role, roles[role]) for role in ordered),
        incidents=len(naming_incidents(builder.kb, entity.id)),
        is_withdrawn=entity.withdrawn is not None,
    )


def _role(role: str, number: int) -> str:
    label = ROLES.label(role)
    return label if number == 1 else f"{label} ×{number}"


def subkind(entity: EntityBase) -> str:
    """Return what an entity is within its kind: kind of body, public role, identifier."""
    org_kind = getattr(entity, "org_kind", None)
    if org_kind is not None:
        return ORG_KINDS.label(org_kind)
    for name in ("role", "cve", "attack_id"):
        value = getattr(entity, name, None)
        if isinstance(value, str):
            return value
    return ""
