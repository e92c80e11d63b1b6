"""Views of events, backlinks, relations and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from kb.dates import EdtfDate, show_date
from kb.ids import part_anchor
from kb.index.entries import Backlink, Hanging, TimelineEntry
from kb.index.hanging import CLEARED, TAKEN_BACK, Resting
from kb.model.base import Correction, Record
from kb.model.incident_parts import Participant
from kb.model.incidents import Incident
from kb.model.sources import Cite, SourceCorrection
from kb.views.builder import PageBuilder
from kb.views.values import (
    BacklinkLine,
    CorrectionLine,
    EventLine,
    Hang,
    QuestionLine,
    RelationLine,
)
from kb.vocab.claims import STATUSES
from kb.vocab.entities import RELATION_STATUSES, relation_type
from kb.vocab.incidents import ANSWERS, EVENT_STATUSES, EVENT_TYPES


def show_period(start: EdtfDate | None, end: EdtfDate | None) -> str | None:
    """Return a period in words; a bound that is open itself reads “or before”, “or later”."""
    if start is None and end is None:
        return None
    if end is None and start is not None:
        return f"since {_show_bound(start)}"
    if start is None and end is not None:
        return f"until {_show_bound(end)}"
    if start is not None and start == end:
        return _show_bound(start)
    return f"{_show_bound(start)} to {_show_bound(end)}" if start and end else None


def _show_bound(date: EdtfDate) -> str:
    if date.start is None and date.end is not None:
        return f"{show_date(date.end)} or before"
    if date.end is None and date.start is not None:
        return f"{show_date(date.start)} or later"
    return show_date(date)


_FELL: Mapping[str, str] = {
    "retracted": "What it rests on was withdrawn",
    "refuted": "What it rests on was shown false",
    "superseded": "What it rests on was superseded",
    TAKEN_BACK: "Its source was withdrawn",
}


def show_hang(hanging: Hanging, *, with_hindsight: bool = False) -> Hang:
    """Return since when something is shown, and in words why it fell."""
    since = None if with_hindsight else hanging.known_from.isoformat()
    if hanging.fall is None:
        return Hang(since, None, "")
    day = hanging.fall.day
    return Hang(since, day.isoformat(), f"{_FELL[hanging.fall.why]} ({day.day} {day:%B %Y})")


def hang_of(builder: PageBuilder, incident: Incident, item: Resting) -> Hang:
    """Return since when a part of an incident is shown, and since when as fallen."""
    # That somebody was cleared is known only after what named it fell.
    is_cleared = isinstance(item, Participant) and item.role == CLEARED
    return show_hang(builder.kb.hangs.of(incident.id, item), with_hindsight=is_cleared)


def build_event(builder: PageBuilder, entry: TimelineEntry) -> EventLine:
    """Return the view of an event."""
    event = entry.event
    is_home = entry.record_id in builder.own_ids
    return EventLine(
        anchor=event.id if is_home else f"{entry.record_id}--{event.id}",
        date=show_date(event.date),
        hang=show_hang(entry.hanging),
        kind=event.type,
        kind_label=EVENT_TYPES.label(event.type),
        title=event.title,
        text=builder.inline(entry.record_id, *entry.loc, "text") if event.text else None,
        status=event.status,
        status_label=EVENT_STATUSES.label(event.status),
        is_minor=event.visibility == "minor",
        actors=tuple(builder.link(name) for name in event.actors if name not in builder.own_ids),
        record=builder.link(entry.record_id),
        cites=builder.cites(entry.cites),
    )


def build_backlink(builder: PageBuilder, link: Backlink) -> BacklinkLine:
    """Return the view of a backlink."""
    return BacklinkLine(
        link=builder.link(link.source_id, anchor=link.anchor),
        kind=link.kind,
        reason=link.reason,
        date=show_date(link.date) if link.date else None,
        cites=builder.cites(link.cites),
        status=link.status,
        status_label=STATUSES.label(link.status) if link.status else None,
    )


def build_relations(builder: PageBuilder, record: Record) -> tuple[RelationLine, ...]:
    """Return the relations of a record in both directions."""
    lines = []
    for index, relation in enumerate(getattr(record, "relations", ())):
        kind = relation_type(relation.type)
        note = (record.id, "relations", index, "note")
        lines.append(
            RelationLine(
                label=kind.label if kind else relation.type,
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


def build_question(builder: PageBuilder, incident: Incident, index: int) -> QuestionLine:
    """Return the view of an open question."""
    question = incident.questions[index]
    is_home = incident.id in builder.own_ids
    return QuestionLine(
        anchor=question.id if is_home else f"{incident.id}--{question.id}",
        text=question.text,
        asked_of=tuple(builder.link(name) for name in question.asked_of),
        answer=question.answer,
        answer_label=ANSWERS.label(question.answer),
        as_of=show_date(question.as_of),
        searched=builder.inline(incident.id, "questions", index, "searched")
        if question.searched
        else None,
        note=builder.inline(incident.id, "questions", index, "note") if question.note else None,
        cites=builder.cites(question.cites),
        record=builder.link(incident.id),
    )


def keep_lines(text: str) -> Markup:
    """Return text for a `pre`, escaped; its line breaks survive the folding of HTML lines."""
    return Markup(str(Markup.escape(text)).replace("\n", "&#10;"))


def build_corrections(
    builder: PageBuilder, name: str, key: str, items: Iterable[Correction | SourceCorrection]
) -> tuple[CorrectionLine, ...]:
    """Return corrections, ours (`corrections`) or a source's own (`corrected`)."""
    prose = {"corrections": "text", "corrected": "note"}[key]
    return tuple(
        CorrectionLine(
            show_date(item.date),
            builder.inline(name, key, index, prose),
            item.by if isinstance(item, Correction) else None,
            part_anchor(key, index),
        )
        for index, item in enumerate(items)
    )


def show_country(code: str) -> str:
    """Return the English name of a country, or the code itself."""
    return str(Locale("en").territories.get(code, code))


def show_language(tag: str) -> str:
    """Return the English name of a language, or the tag itself."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def claim_cites(builder: PageBuilder, record_id: str, item: object, limit: int = 4) -> Markup:
    """Return the citations of something that rests on claims or on its own cites.

    Its own cites stand nowhere else and are all shown; of those of its claims, which the claims
    show, only as many as make up `limit`.
    """
    cites: list[Cite] = list(getattr(item, "cites", ()))
    limit = max(limit, len(cites))
    for local in getattr(item, "claims", ()):
        entry = builder.kb.claims.get(f"{record_id}#{local}")
        cites.extend(
            cite for cite in entry.claim.cites if cite.stance == "supports"
        ) if entry else None
    return builder.cites(cites[:limit])


def note_sources(builder: PageBuilder, own: Iterable[str], what: str = "record") -> str:
    """Return how many sources a page lists, and how many of them are its record's `own`."""
    total = len(builder.numbers)
    cited = len(builder.numbers.keys() & set(own))
    noun = "source" if total == 1 else "sources"
    words = f"{total} {noun}, numbered in the order in which the page cites them."
    if cited == total:
        return words
    return (
        f"{words} This {what} itself cites {cited}; the other {total - cited} are cited only by"
        " other records or claims that are shown here, or in notes on sources."
    )
