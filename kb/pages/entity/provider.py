# Whoever supplied the affected is not said to be the cause: this room repeats roles that a record
# gives, and no more.
"""The bodies that were hit where an entity was the provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.index import KnowledgeBase
from kb.model.entities import EntityBase, Product
from kb.model.incident_parts import Participant, ServiceState
from kb.model.incidents import Incident
from kb.model.relations import Relation
from kb.pages.entity.involvement import CLEARED, involving
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.incident_order import (
    latest_incidents,
    short_title,
    show_incident_date,
)
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.entities import RELATION_STATUSES, relation_type
from kb.vocab.incidents import ROLES, SERVICE_STATES

PROVIDER_ROLES = frozenset({"supplier", "shared-service", "vector"})
"""Roles of those on whom several bodies may depend."""


HIT_ROLES = frozenset({"victim", "downstream-victim"})
"""Roles of those who were hit."""


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A relation between a provider and a body, read from the provider."""

    words: str
    """The relation with its dates and its status."""
    note: Markup | None
    cites: Markup


@dataclass(frozen=True, slots=True)
class HitBody:
    """A body that was hit where the entity was the provider."""

    link: Link
    role_label: str
    note: Markup | None
    cites: Markup
    connections: tuple[ConnectionLine, ...]
    """Its relations to the provider."""
    services: tuple[str, ...]
    """Its services that the incident touched, with state and dates."""


@dataclass(frozen=True, slots=True)
class ProviderIncident:
    """An incident in which the entity was a provider, and everybody who was hit."""

    incident: Link
    when: str
    parts: tuple[str, ...]
    """Its roles, or the product of it through which the incident came."""
    bodies: tuple[HitBody, ...]


def build_provided(builder: PageBuilder, entity: EntityBase) -> tuple[ProviderIncident, ...]:
    """Return, incident by incident, the bodies hit where the entity was a provider."""
    kb = builder.kb
    parts: dict[str, list[str]] = {}
    for provider in (entity.id, *_products(kb, entity)):
        for incident, part in _iter_parts(kb, provider):
            words = ROLES.label(part.role)
            if provider != entity.id:
                words = say("{role}: its product {product}", role=words, product=kb.title(provider))
            parts.setdefault(incident.id, []).append(words)
    found: list[ProviderIncident] = []
    for incident in latest_incidents(kb, parts):
        bodies = tuple(_hit(builder, incident, entity))
        if bodies:
            words_of = tuple(dict.fromkeys(parts[incident.id]))
            link = builder.link(incident.id, short_title(incident))
            when = show_incident_date(incident)
            found.append(ProviderIncident(link, when, words_of, bodies))
    return tuple(found)


def _products(kb: KnowledgeBase, entity: EntityBase) -> list[str]:
    names = dict.fromkeys(
        link.source_id for link in kb.backlinks.get(entity.id, ()) if link.kind == "field"
    )
    found = ((name, kb.entities.get(name)) for name in names)
    return [name for name, item in found if isinstance(item, Product) and item.vendor == entity.id]


def _iter_parts(kb: KnowledgeBase, provider: str) -> Iterator[tuple[Incident, Participant]]:
    for incident in involving(kb, provider):
        parts = [part for part in kb.hangs.standing(incident) if part.entity == provider]
        if any(part.role == CLEARED for part in parts):
            continue
        yield from ((incident, part) for part in parts if part.role in PROVIDER_ROLES)


def _hit(builder: PageBuilder, incident: Incident, provider: EntityBase) -> Iterator[HitBody]:
    done: set[str] = set()
    for index, part in enumerate(incident.participants):
        if part.role not in HIT_ROLES or part.entity in done | {provider.id}:
            continue
        if builder.kb.hangs.fallen(incident.id, part):
            continue
        done.add(part.entity)
        yield HitBody(
            link=builder.link(part.entity),
            role_label=ROLES.label(part.role),
            note=builder.inline(incident.id, "participants", index, "note") if part.note else None,
            cites=claim_cites(builder, incident.id, part),
            connections=tuple(_connections(builder, provider, part.entity)),
            services=tuple(
                _service_words(item)
                for item in incident.services
                if part.entity in item.bodies and not builder.kb.hangs.fallen(incident.id, item)
            ),
        )


def _service_words(item: ServiceState) -> str:
    period = show_period(item.start, item.end)
    state = SERVICE_STATES.label(item.state).lower()
    return f"{item.service}: {state}" + (f", {period}" if period else "")


def _connections(builder: PageBuilder, provider: EntityBase, body: str) -> Iterator[ConnectionLine]:
    for index, relation in enumerate(provider.relations):
        if relation.target == body:
            kind = relation_type(relation.type)
            label = say(kind.label) if kind else relation.type
            yield _connection(builder, label, relation, provider.id, index)
    for index, relation in enumerate(getattr(builder.kb.record(body), "relations", ())):
        if relation.target == provider.id:
            kind = relation_type(relation.type)
            label = say(kind.inverse) if kind else relation.type
            yield _connection(builder, label, relation, body, index)


def _connection(
    builder: PageBuilder, label: str, relation: Relation, owner: str, index: int
) -> ConnectionLine:
    words = [say("{relation} it", relation=label)]
    if period := show_period(relation.start, relation.end):
        words.append(period)
    if relation.status:
        words.append(RELATION_STATUSES.label(relation.status))
    note = builder.inline(owner, "relations", index, "note") if relation.note else None
    return ConnectionLine(", ".join(words), note, builder.cites(relation.cites))
