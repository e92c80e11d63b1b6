"""The relations of a record, in both directions."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.ids import part_anchor
from kb.index.entries import Backlink
from kb.model.base import Record
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.entities import RELATION_STATUSES, relation_type


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation, read from the record the page is about."""

    label: str
    other: Link
    period: str | None
    status_label: str | None
    note: Markup | None
    cites: Markup
    anchor: str | None
    """None where it stands in the other record."""


def build_relations(builder: PageBuilder, record: Record) -> tuple[RelationLine, ...]:
    """Return the relations of a record in both directions."""
    lines = []
    for index, relation in enumerate(getattr(record, "relations", ())):
        kind = relation_type(relation.type)
        note = (record.id, "relations", index, "note")
        lines.append(
            RelationLine(
                label=say(kind.label) if kind else relation.type,
                other=builder.link(relation.target),
                period=show_period(relation.start, relation.end),
                status_label=_status(relation.status),
                note=builder.inline(*note) if relation.note else None,
                cites=builder.cites(relation.cites),
                anchor=part_anchor("relations", index),
            )
        )
    for link in builder.kb.backlinks.get(record.id, ()):
        if link.kind == "relation" and link.relation is not None:
            lines.append(_inverse(builder, link))
    return tuple(lines)


def _inverse(builder: PageBuilder, link: Backlink) -> RelationLine:
    relation = link.relation
    assert relation is not None
    relations = getattr(builder.kb.record(link.source_id), "relations", ())
    index = next((i for i, item in enumerate(relations) if item is relation), None)
    has_note = relation.note is not None and index is not None
    return RelationLine(
        label=link.reason,
        other=builder.link(link.source_id),
        period=show_period(relation.start, relation.end),
        status_label=_status(relation.status),
        note=builder.inline(link.source_id, "relations", index or 0, "note") if has_note else None,
        cites=builder.cites(relation.cites),
        anchor=None,
    )


def _status(status: str | None) -> str | None:
    return RELATION_STATUSES.label(status) if status else None
