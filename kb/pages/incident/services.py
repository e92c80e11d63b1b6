"""What could not be used, service by service and body by body."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.ids import part_anchor
from kb.model.incidents import Incident
from kb.say import mark, say
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.hanging import Hang, hanging_of
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.incidents import (
    SERVICE_STATES,
)


@dataclass(frozen=True, slots=True)
class ServiceCell:
    """A service at one body."""

    anchor: str | None
    """On the first of the cells that show one entry."""
    state_label: str
    period: str | None
    note: Markup | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service over all bodies."""

    service: str
    cells: tuple[tuple[ServiceCell, ...], ...]
    """One tuple a body, in the order of the table's columns."""


NO_BODY = mark("All services")
"""Heading of the one column when no service says whose it is."""


def build_services(
    builder: PageBuilder, incident: Incident
) -> tuple[tuple[Link, ...], tuple[ServiceRow, ...]]:
    """Return the columns of bodies, and a row for each service that an incident touched."""
    bodies = list(dict.fromkeys(body for item in incident.services for body in item.bodies))
    columns = tuple(bodies) or (say(NO_BODY),)
    rows: dict[str, dict[str, list[ServiceCell]]] = {}
    for index, item in enumerate(incident.services):
        row = rows.setdefault(item.service, {})
        anchor = part_anchor("services", index)
        for body in item.bodies or columns:  # a cell each: places that cite have their own id
            row.setdefault(body, []).append(_service_cell(builder, incident, index, anchor))
            anchor = None
    links = tuple(builder.link(body) for body in columns)
    return links, tuple(
        ServiceRow(name, tuple(tuple(row.get(body, ())) for body in columns))
        for name, row in rows.items()
    )


def _service_cell(
    builder: PageBuilder, incident: Incident, index: int, anchor: str | None
) -> ServiceCell:
    item = incident.services[index]
    return ServiceCell(
        anchor=anchor,
        state_label=SERVICE_STATES.label(item.state),
        period=show_period(item.start, item.end),
        note=builder.inline(incident.id, "services", index, "note") if item.note else None,
        cites=claim_cites(builder, incident.id, item),
        hang=hanging_of(builder, incident, item),
    )
