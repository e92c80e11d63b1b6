"""Who was involved in an incident, by role."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.ids import part_anchor
from kb.model.incidents import Incident
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.hanging import Hang, hanging_of
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.incidents import (
    ROLES,
)


@dataclass(frozen=True, slots=True)
class PartLine:
    """A participant."""

    anchor: str | None
    link: Link
    note: Markup | None
    period: str | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Everybody in one role."""

    label: str
    people: tuple[PartLine, ...]


def build_roles(builder: PageBuilder, incident: Incident) -> tuple[RoleRow, ...]:
    """Return everybody who was involved in an incident, role by role."""
    rows: dict[str, list[PartLine]] = {}
    for index, part in enumerate(incident.participants):
        note = (incident.id, "participants", index, "note")
        line = PartLine(
            anchor=part_anchor("participants", index),
            link=builder.link(part.entity),
            note=builder.inline(*note) if part.note else None,
            period=show_period(part.start, part.end),
            cites=claim_cites(builder, incident.id, part),
            hang=hanging_of(builder, incident, part),
        )
        rows.setdefault(part.role, []).append(line)
    ordered = sorted(rows, key=ROLES.rank)
    return tuple(RoleRow(ROLES.label(role), tuple(rows[role])) for role in ordered)
