# What a link's preview says of a record: enough to know whether to go there. Nothing in it is told
# without its standing: who was named in an incident and cleared is called that.
"""A few lines on every incident, entity and trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import count_record
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.model.incidents import Incident
from kb.prose.emit import to_plain
from kb.say import say, say_count, say_list
from kb.urls import record_path
from kb.views.incident_order import incident_date, short_title, show_when
from kb.views.words import count_claims, count_questions, first_sentence
from kb.vocab.entities import ORG_KINDS
from kb.vocab.incidents import DETERMINATIONS, ROLES

SHOWN = 3
"""Incidents named on the card of an entity, the latest first; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Card:
    """A record in a few lines of plain text."""

    path: str
    """The page of the record, below `docs/`."""
    title: str
    kind: str
    text: str
    """The first sentence of what the record says of itself."""
    lines: tuple[str, ...]


def iter_cards(kb: KnowledgeBase) -> Iterator[Card]:
    """Yield the card of every incident, entity and trend, in the order of the pages."""
    for incident in kb.incidents.values():
        yield _incident(kb, incident)
    roles = _roles(kb)
    for entity in kb.entities.values():
        yield _entity(kb, entity, roles.get(entity.id, []))


def _incident(kb: KnowledgeBase, incident: Incident) -> Card:
    counts = count_record(kb, incident.id)
    is_open = sum(entry.outcome == "open" for entry in kb.disputes_of(incident.id))
    contradictions = say_count("{number} contradiction", "{number} contradictions", counts.disputes)
    lines = (
        f"{show_when(incident_date(incident))}. {DETERMINATIONS.label(incident.determination)}.",
        say(
            "{claims}, {contradictions}, {open} open, {questions}.",
            claims=count_claims(counts.claims),
            contradictions=contradictions,
            open=is_open,
            questions=count_questions(counts.questions),
        ),
    )
    text = _first_line(kb, incident.id, "summary")
    return Card(
        path=record_path(incident),
        title=short_title(incident),
        kind=say("Incident"),
        text=text,
        lines=lines,
    )


def _entity(kb: KnowledgeBase, entity: EntityBase, roles: list[tuple[str, str]]) -> Card:
    kind = ENTITY_KINDS.label(entity.kind)
    org_kind = getattr(entity, "org_kind", None)
    lines = [f"{ROLES.label(role)}: {title}." for role, title in roles[:SHOWN]]
    rest = Counter(ROLES.label(role).lower() for role, _ in roles[SHOWN:])
    if rest:
        words = [
            say("{number} more as {role}", number=number, role=role)
            for role, number in rest.most_common()
        ]
        lines.append(say("And {others}.", others=say_list(words)))
    label = ORG_KINDS.label(org_kind) if org_kind else kind
    text = _first_line(kb, entity.id, "description")
    return Card(
        path=record_path(entity), title=entity.name, kind=label, text=text, lines=tuple(lines)
    )


def _roles(kb: KnowledgeBase) -> dict[str, list[tuple[str, str]]]:
    """Return role and incident of each entity, the latest incident first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for incident in sorted(kb.incidents.values(), key=_day, reverse=True):
        for part in kb.hangs.standing(incident):
            found.setdefault(part.entity, []).append((part.role, short_title(incident)))
    return found


def _day(incident: Incident) -> tuple[str, str]:
    date = incident_date(incident)
    return (date.earliest.isoformat() if date and date.earliest else "", incident.id)


def _first_line(kb: KnowledgeBase, name: str, field: str) -> str:
    found = kb.prose_of(name, field)
    return first_sentence(to_plain(found)) if found is not None else ""
