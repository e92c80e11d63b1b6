"""Incidents in which an entity was named and then cleared."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index.entries import ClaimEntry
from kb.model.entities import EntityBase
from kb.pages.entity.involvement import CLEARED, involving
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.history import HistoryLine, build_end
from kb.views.incident_order import show_incident_date
from kb.views.link import Link
from kb.views.named import NamedClaims
from kb.vocab.claims import FALLEN_STATUSES


@dataclass(frozen=True, slots=True)
class ClearedLine:
    """An incident with which the entity was linked in public, wrongly."""

    incident: Link
    when: str
    note: Markup | None
    cites: Markup
    ends: tuple[HistoryLine, ...]
    """How the claims that named it ended."""


def build_cleared(
    builder: PageBuilder, entity: EntityBase, claims: NamedClaims
) -> tuple[ClearedLine, ...]:
    """Return the incidents in which somebody was named and then cleared, the latest first."""
    lines = []
    others = claims.by_others
    for incident in involving(builder.kb, entity.id):
        for index, part in enumerate(incident.participants):
            if part.entity != entity.id or part.role != CLEARED:
                continue
            note = (incident.id, "participants", index, "note")
            fallen = [
                entry
                for entry in others
                if entry.record_id == incident.id and entry.status in FALLEN_STATUSES
            ]
            chosen = [entry for entry in fallen if entry.claim.id in part.claims] or fallen
            lines.append(
                ClearedLine(
                    incident=builder.link(incident.id),
                    when=show_incident_date(incident),
                    note=builder.inline(*note) if part.note else None,
                    cites=claim_cites(builder, incident.id, part),
                    ends=tuple(build_end(builder, entry) for entry in _apart(chosen)),
                )
            )
    return tuple(lines)


def _apart(entries: list[ClaimEntry]) -> list[ClaimEntry]:
    # One act ends several claims: it is told once.
    ends = {
        (change.status, change.since, change.by): entry
        for entry in reversed(entries)
        for change in entry.changes[-1:]
    }
    return [entry for entry in entries if entry in ends.values()]
