"""The page of one kind of entity, and what a row says of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import naming_incidents
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.say import say, say_count
from kb.urls import ENTITIES, kind_path
from kb.views.builder import PageBuilder
from kb.views.incident_order import day_of
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.period import show_country
from kb.views.words import first_sentence
from kb.vocab.entities import ORG_KINDS
from kb.vocab.incidents import ROLES

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
    named: str
    """In how many incidents it is named, in a sentence; empty where in none."""
    incidents: int
    """Incidents that lead to it, by role, claim, event or mention."""
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class KindPage:
    """Everything the page of one kind of entity shows."""

    head: PageHead
    index: Link
    label: str
    note: str
    total: int
    rows: tuple[EntityRow, ...]


def iter_kinds(kb: KnowledgeBase) -> Iterator[str]:
    """Yield the kinds of which there is an entity, in the order of the vocabulary."""
    present = {entity.kind for entity in kb.entities.values()}
    return (kind for kind in ENTITY_KINDS if kind in present)


def entities_of(kb: KnowledgeBase, kind: str) -> list[EntityBase]:
    """Return the entities of a kind in order of name."""
    found = [entity for entity in kb.entities.values() if entity.kind == kind]
    return sorted(found, key=lambda entity: (entity.name.casefold(), entity.id))


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
            path=path, title=label, description=note or label, template="main.html", kind="index",
            updated=max((day_of(entity) for entity in found), default=""),
        ),
        index=Link(builder.url_of_path(ENTITIES), say("Entities")),
        label=label,
        note=note,
        total=len(found),
        rows=tuple(build_entity_row(builder, entity, roles.get(entity.id, {})) for entity in found),
    )  # fmt: skip


def build_entity_row(
    builder: PageBuilder, entity: EntityBase, roles: Mapping[str, int]
) -> EntityRow:
    """Return what a list says of an entity."""
    ordered = sorted(roles, key=ROLES.rank)
    org_kind, country = getattr(entity, "org_kind", None), getattr(entity, "country", None)
    incidents = len(naming_incidents(builder.kb, entity.id))
    return EntityRow(
        link=builder.link(entity.id),
        names=tuple(alias.text for alias in entity.aliases[:NAMES]),
        what=subkind(entity) or first_sentence(builder.plain(entity.id, "description"), 120),
        kind=ENTITY_KINDS.label(entity.kind),
        subkind=ORG_KINDS.label(org_kind) if org_kind else "",
        country=show_country(country) if country else "",
        role_labels=tuple(ROLES.label(role) for role in ordered),
        roles=tuple(_role(role, roles[role]) for role in ordered),
        named=say_count("Named in {number} incident", "Named in {number} incidents", incidents)
        if incidents
        else "",
        incidents=incidents,
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
