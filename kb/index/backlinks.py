# Backlinks are derived, never written: each says why one record leads to another, with the role,
# relation or claim, its date and its citation.
"""Derive backlinks and the uses of sources from everything records say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.ids import part_anchor
from kb.index.entries import Backlink, ClaimEntry, SourceUse
from kb.index.hanging import TAKEN_BACK, Hangs, Resting
from kb.model.base import Record
from kb.model.claims import EDITORS
from kb.model.entities import EntityBase, Organization, Product, Trend, Vulnerability
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.model.walk import Loc, value_of
from kb.prose.emit import to_plain
from kb.prose.nodes import Citation, Prose, RecordLink
from kb.prose.walk import iter_inline
from kb.refs import is_source, part_ref
from kb.resolve.references import iter_cites
from kb.resolve.resolver import ProseKey
from kb.vocab.claims import DEPRECATED_STATUSES
from kb.vocab.entities import TREND_TYPES, relation_type
from kb.vocab.incidents import ROLES


def build_backlinks(
    records: Mapping[str, Record],
    claims: Mapping[str, ClaimEntry],
    prose: Mapping[ProseKey, Prose],
    hangs: Hangs,
) -> dict[str, tuple[Backlink, ...]]:
    """Return, for every record, what leads to it and why."""
    found: dict[str, dict[tuple[str, str, str | None, str], Backlink]] = {}
    for link in _iter_all(records, claims, prose, hangs):
        is_known = link.target in records and link.target != link.source_id
        if is_known:
            key = (link.source_id, link.kind, link.anchor, link.reason)
            links = found.setdefault(link.target, {})
            # Of two that read the same, the one that stands is shown.
            if key not in links or (links[key].status in DEPRECATED_STATUSES and not link.status):
                links[key] = link
    return {target: tuple(links.values()) for target, links in found.items()}


def _iter_all(
    records: Mapping[str, Record],
    claims: Mapping[str, ClaimEntry],
    prose: Mapping[ProseKey, Prose],
    hangs: Hangs,
) -> Iterator[Backlink]:
    for record in records.values():
        yield from _iter_relations(record)
        if isinstance(record, Incident):
            yield from _iter_parts(record, hangs)
            yield from _iter_asked(record)
        if isinstance(record, EntityBase):
            yield from _iter_fields(record)
    for entry in claims.values():
        yield from _iter_claim(entry, prose)
    yield from _iter_mentions(prose, claims)


def _iter_relations(record: Record) -> Iterator[Backlink]:
    for relation in getattr(record, "relations", ()):
        kind = relation_type(relation.type)
        reason = kind.inverse if kind is not None else relation.type
        yield Backlink(
            relation.target, record.id, "relation", reason,
            date=relation.start, cites=relation.cites, relation=relation,
        )  # fmt: skip


def _iter_parts(incident: Incident, hangs: Hangs) -> Iterator[Backlink]:
    name = incident.id
    for part in incident.participants:
        yield Backlink(
            part.entity, name, "role", ROLES.label(part.role), date=part.start, cites=part.cites,
            status=_fall(hangs, name, part),
        )  # fmt: skip
    for event in incident.events:
        for actor in event.actors:
            yield Backlink(
                actor, name, "event", event.title, event.id, event.date, event.cites,
                status=_fall(hangs, name, event),
            )  # fmt: skip
    for service in incident.services:
        for body in service.bodies:
            yield Backlink(
                body, name, "service", f"Service: {service.service}", date=service.start,
                cites=service.cites, status=_fall(hangs, name, service),
            )  # fmt: skip
    for impact in incident.impacts:
        for body in impact.bodies:
            status = _fall(hangs, name, impact)
            yield Backlink(body, name, "impact", "Impact", cites=impact.cites, status=status)


def _fall(hangs: Hangs, record_id: str, item: Resting) -> str | None:
    """Return the status under which something fell; a source taken back was withdrawn."""
    fall = hangs.of(record_id, item).fall
    return None if fall is None else "retracted" if fall.why == TAKEN_BACK else fall.why


def _iter_asked(incident: Incident) -> Iterator[Backlink]:
    for question in incident.questions:
        for asked in question.asked_of:
            yield Backlink(
                asked, incident.id, "question", question.text, question.id, question.as_of,
                question.cites,
            )  # fmt: skip
    for trend in incident.trends:
        yield Backlink(trend, incident.id, "trend", "Belongs to this trend")


def _iter_fields(entity: EntityBase) -> Iterator[Backlink]:
    if isinstance(entity, Organization) and entity.parent:
        yield Backlink(entity.parent, entity.id, "field", "belongs to it")
    if isinstance(entity, Product) and entity.vendor:
        yield Backlink(entity.vendor, entity.id, "field", "is made by it")
    if isinstance(entity, Vulnerability):
        for product in entity.affects:
            yield Backlink(product, entity.id, "field", "is a flaw in it")
    if isinstance(entity, Trend):
        for item in entity.evidence:
            if item.incident:
                reason = f"Evidence for a {TREND_TYPES.label(entity.trend_type).lower()}"
                yield Backlink(item.incident, entity.id, "evidence", reason)


def _iter_claim(entry: ClaimEntry, prose: Mapping[ProseKey, Prose]) -> Iterator[Backlink]:
    claim = entry.claim
    text = to_plain(prose[(entry.record_id, (*entry.loc, "text"))])
    shared = {
        "anchor": claim.id, "date": entry.asserted, "cites": claim.cites, "status": entry.status,
    }  # fmt: skip
    for speaker in claim.asserted_by:
        if speaker.entity and speaker.entity != EDITORS:
            yield Backlink(speaker.entity, entry.record_id, "speaker", text, **shared)  # type: ignore[arg-type]
    about = claim.about
    subjects = [] if about is None else [about.subject, *about.entities]
    for subject in subjects:
        if subject:
            yield Backlink(subject, entry.record_id, "claim", text, **shared)  # type: ignore[arg-type]


def _iter_mentions(
    prose: Mapping[ProseKey, Prose], claims: Mapping[str, ClaimEntry]
) -> Iterator[Backlink]:
    by_place = {(entry.record_id, entry.loc): entry for entry in claims.values()}
    for (name, loc), text in prose.items():
        if is_source(name):
            continue
        entry = by_place.get((name, loc[:2]))
        for inline in iter_inline(text):
            if isinstance(inline, RecordLink) and not inline.is_automatic:
                yield Backlink(
                    inline.target, name, "mention", _place_label(loc),
                    anchor=entry.claim.id if entry else None,
                    date=entry.asserted if entry else None,
                    cites=entry.claim.cites if entry else (),
                )  # fmt: skip


_PLACES: Mapping[str, str] = {
    "summary": "Named in the summary",
    "body": "Named in the background",
    "description": "Named in the description",
    "claims": "Named in a claim",
    "disputes": "Named in an assessment",
    "topics": "Named in an answer",
    "participants": "Named with a participant",
    "questions": "Named with an open question",
    "relations": "Named with a relation",
}


def _place_label(loc: Loc) -> str:
    return _PLACES.get(str(loc[0]), "Named on the page")


_PARTS: Mapping[str, str] = {
    "claims": "claim", "events": "event", "disputes": "dispute", "participants": "participant",
    "services": "service", "impacts": "impact", "questions": "question", "relations": "relation",
    "evidence": "evidence", "cvss": "score",
}  # fmt: skip


def build_source_uses(
    records: Mapping[str, Record],
    sources: Mapping[str, Source],
    prose: Mapping[ProseKey, Prose],
) -> dict[str, tuple[SourceUse, ...]]:
    """Return, for every source, the places that cite it."""
    found: dict[str, dict[SourceUse, None]] = {}
    for use in _iter_uses(records, prose):
        if use.source in sources:
            found.setdefault(use.source, {})[use] = None
    return {key: tuple(uses) for key, uses in found.items()}


def build_cited(uses: Mapping[str, tuple[SourceUse, ...]]) -> dict[str, tuple[str, ...]]:
    """Return which sources each record cites, and each part that has an id (`record#part`)."""
    found: dict[str, set[str]] = {}
    for key, places in uses.items():
        for use in places:
            found.setdefault(use.record_id, set()).add(key)
            if use.anchor is not None:
                found.setdefault(part_ref(use.record_id, use.anchor), set()).add(key)
    return {place: tuple(sorted(keys)) for place, keys in found.items()}


def _iter_uses(
    records: Mapping[str, Record], prose: Mapping[ProseKey, Prose]
) -> Iterator[SourceUse]:
    texts: dict[ProseKey, str] = {}
    for record in records.values():
        for loc, cite in iter_cites(record):
            part, anchor, text = _place(record, loc, prose, texts)
            yield SourceUse(cite.source, record.id, anchor, part, text, cite.stance, cite)
        if isinstance(record, Trend):
            for index, item in enumerate(record.evidence):
                if item.source:
                    anchor = part_anchor("evidence", index)
                    yield SourceUse(
                        item.source, record.id, anchor, "evidence", record.name, "supports"
                    )
    for (name, loc), written in prose.items():
        if is_source(name):
            continue
        part, anchor, words = _place(records[name], loc, prose, texts)
        yield from _prose_uses(written, name, anchor, part, words)


def _prose_uses(
    text: Prose, name: str, anchor: str | None, part: str, words: str
) -> Iterator[SourceUse]:
    for inline in iter_inline(text):
        if isinstance(inline, Citation):
            for item in inline.items:
                yield SourceUse(item.key, name, anchor, part, words, "mentions")


def _place(
    record: Record, loc: Loc, prose: Mapping[ProseKey, Prose], texts: dict[ProseKey, str]
) -> tuple[str, str | None, str]:
    # A claim with many cites is written out once: `texts` holds what was.
    first = str(loc[0])
    if len(loc) < 2 or not isinstance(loc[1], int):
        return "prose", None, _title(record)
    item = getattr(record, first)[loc[1]]
    anchor = value_of(item, "id") or part_anchor(first, loc[1])
    key = (record.id, (first, loc[1], "text"))
    if first == "claims" and key in prose:
        if key not in texts:
            texts[key] = to_plain(prose[key])
        return "claim", anchor, texts[key]
    for name in ("title", "question", "service", "text", "role", "type"):
        value = value_of(item, name)
        if isinstance(value, str):
            # The verdict stands wherever the question does.
            value = " ".join(filter(None, (value, value_of(item, "verdict"))))
            return _PARTS.get(first, "prose"), anchor, value
    return _PARTS.get(first, "prose"), anchor, _title(record)


def _title(record: Record) -> str:
    return str(getattr(record, "title", None) or getattr(record, "name", record.id))
