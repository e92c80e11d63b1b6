# Whoever only shared a supplier with the affected is not said to be affected: this room repeats
# roles that a record gives, and no more.
"""The part of an entity in incidents."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index import KnowledgeBase
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.hanging import Hang, hanging_of
from kb.views.impact import ImpactLine, build_impacts
from kb.views.incident_order import (
    latest_incidents,
    show_incident_date,
)
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.incidents import DETERMINATIONS, ROLES, SERVICE_STATES

CLEARED = "named-then-cleared"


_INVOLVING = frozenset({"role", "service", "impact"})


@dataclass(frozen=True, slots=True)
class RoleNote:
    """One role in an incident."""

    role: str
    label: str
    note: Markup | None
    period: str | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class ServiceNote:
    """A service of the entity that the incident touched."""

    service: str
    state_label: str
    period: str | None
    note: Markup | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class Involvement:
    """The part of the entity in one incident."""

    incident: Link
    when: str
    determination: str
    """How firmly it is established that there was an incident."""
    roles: tuple[RoleNote, ...]
    services: tuple[ServiceNote, ...]
    impacts: tuple[ImpactLine, ...]


def involving(kb: KnowledgeBase, name: str) -> list[Incident]:
    """Return the incidents that give an entity a role, a service or an impact."""
    links = kb.backlinks.get(name, ())
    return latest_incidents(kb, (link.source_id for link in links if link.kind in _INVOLVING))


def build_involvements(builder: PageBuilder, entity: EntityBase) -> tuple[Involvement, ...]:
    """Return the part of an entity in each incident, the latest first."""
    return tuple(
        Involvement(
            incident=builder.link(incident.id),
            when=show_incident_date(incident),
            determination=DETERMINATIONS.label(incident.determination),
            roles=_roles(builder, incident, entity.id),
            services=_services(builder, incident, entity.id),
            impacts=build_impacts(builder, incident, of=entity.id),
        )
        for incident in involving(builder.kb, entity.id)
    )


def _roles(builder: PageBuilder, incident: Incident, name: str) -> tuple[RoleNote, ...]:
    return tuple(
        RoleNote(
            role=part.role,
            label=ROLES.label(part.role),
            note=builder.inline(incident.id, "participants", index, "note") if part.note else None,
            period=show_period(part.start, part.end),
            cites=claim_cites(builder, incident.id, part),
            hang=hanging_of(builder, incident, part),
        )
        for index, part in enumerate(incident.participants)
        if part.entity == name
    )


def _services(builder: PageBuilder, incident: Incident, name: str) -> tuple[ServiceNote, ...]:
    return tuple(
        ServiceNote(
            service=item.service,
            state_label=SERVICE_STATES.label(item.state),
            period=show_period(item.start, item.end),
            note=builder.inline(incident.id, "services", index, "note") if item.note else None,
            cites=claim_cites(builder, incident.id, item),
            hang=hanging_of(builder, incident, item),
        )
        for index, item in enumerate(incident.services)
        if name in item.bodies
    )
