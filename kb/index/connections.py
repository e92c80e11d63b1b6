# Who is connected with whom, from three kinds of statements: relations, parts in incidents, and the
# incidents in which a trend shows. Every connection keeps its standing: one that was withdrawn is
# still there, and is there as withdrawn.
"""The connections between records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.dates import EdtfDate
from kb.index.hanging import Hangs
from kb.model.base import Record
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.say import mark, say
from kb.vocab.entities import relation_type
from kb.vocab.incidents import ROLES

STANDINGS: Mapping[str, str] = {
    "firm": mark("on record"),
    "split": mark("disputed"),
    "told": mark("alleged"),
    "gone": mark("withdrawn or shown false"),
}
"""Standing of a connection → what its line means."""

_OF_STATUS: Mapping[str | None, str] = {"alleged": "told", "disputed": "split"}
_OF_ROLE: Mapping[str, str] = {"named-then-cleared": "gone", "alleged-attacker": "told"}


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection between two records."""

    source: str
    target: str
    """Ids of the records."""
    words: str
    """Read from the source: “supplies”, “affected”, “shows in”."""
    inverse: str
    """Read from the target."""
    standing: str
    start: EdtfDate | None = None
    end: EdtfDate | None = None
    status: str | None = None
    """Of a relation: current, former, planned …"""


def build_connections(
    incidents: Mapping[str, Incident], entities: Mapping[str, EntityBase], hangs: Hangs
) -> dict[str, tuple[Connection, ...]]:
    """Return the connections of every incident and entity, whichever end it is."""
    found: dict[str, list[Connection]] = {name: [] for name in (*incidents, *entities)}
    for connection in _iter_ties(incidents, entities, hangs):
        if connection.source in found and connection.target in found:
            for name in dict.fromkeys((connection.source, connection.target)):
                found[name].append(connection)
    return {name: tuple(connections) for name, connections in found.items()}


def _iter_ties(
    incidents: Mapping[str, Incident], entities: Mapping[str, EntityBase], hangs: Hangs
) -> Iterator[Connection]:
    for incident in incidents.values():
        for part in incident.participants:
            role = ROLES.label(part.role).lower()
            standing = _OF_ROLE.get(part.role, "firm")
            standing = "gone" if hangs.fallen(incident.id, part) else standing
            yield Connection(
                incident.id,
                part.entity,
                role,
                say("{role} in", role=role),
                standing,
                part.start,
                part.end,
            )
        yield from _relations(incident)
    for entity in entities.values():
        yield from _relations(entity)
        shown = dict.fromkeys(item.incident for item in getattr(entity, "evidence", ()))
        for name in shown:
            if name is not None:
                yield Connection(entity.id, name, say("shows in"), say("shows"), "firm")


def _relations(record: Record) -> Iterator[Connection]:
    for relation in getattr(record, "relations", ()):
        kind = relation_type(relation.type)
        if kind is not None:
            yield Connection(
                record.id,
                relation.target,
                say(kind.label),
                say(kind.inverse),
                _OF_STATUS.get(relation.status, "firm"),
                relation.start,
                relation.end,
                relation.status,
            )
