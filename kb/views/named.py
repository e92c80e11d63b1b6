# Fairness room: everything said by and about somebody in one place, and next to each allegation
# what became of it. A claim names somebody when its structured part does, when its text links
# there, or when its text has one of the names that are linked by themselves.
"""What somebody said, what was said about them, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.prose.aliases import link_names
from kb.prose.nodes import RecordLink
from kb.prose.spelling import name_key
from kb.prose.walk import iter_inline
from kb.refs import Ref, local_of, part_ref, record_of
from kb.views.builder import PageBuilder
from kb.views.claims import (
    build_brief,
    build_claim,
    build_contested,
)
from kb.views.dispute_values import DisputeOutcome
from kb.views.figures import latest_first
from kb.views.history import build_end
from kb.views.involvement import CLEARED, involving, latest_incidents, show_incident_date
from kb.views.judged import build_judged
from kb.views.lines import short_title
from kb.views.notes import Judged, Link
from kb.views.parts import claim_cites
from kb.views.sides import build_outcome
from kb.views.values import ClaimBrief, ClaimView, ContestedLine, HistoryLine
from kb.vocab.claims import FALLEN_STATUSES, UNPROVEN_ACTS

CONTESTED_STATUSES = FALLEN_STATUSES | {"disputed"}
"""Statuses of a claim that somebody with standing does not let stand."""


@dataclass(frozen=True, slots=True)
class NamedClaims:
    """The claims that concern an entity, in order of the day on which they became public."""

    said: tuple[ClaimEntry, ...]
    """By it."""
    about: tuple[ClaimEntry, ...]
    """About it by their structured part, and not by it."""
    mentions: tuple[ClaimEntry, ...]
    """Those of others that only name it in their words."""
    direct: frozenset[str]
    """References of those whose structured part names it, whoever said them."""

    @property
    def by_others(self) -> tuple[ClaimEntry, ...]:
        """Return everything that others say about it or with its name."""
        return _in_order((*self.about, *self.mentions))


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims of one record."""

    anchor: str
    record: Link
    when: str | None
    """When the incident was."""
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """Claims of one record that name the entity in passing."""

    record: Link
    when: str | None
    claims: tuple[ClaimBrief, ...]


@dataclass(frozen=True, slots=True)
class ContestedGroup:
    """Claims that were not established, with the dispute that decides on them."""

    dispute: DisputeOutcome | None
    claims: tuple[ContestedLine, ...]


@dataclass(frozen=True, slots=True)
class ClearedLine:
    """An incident with which the entity was linked in public, wrongly."""

    incident: Link
    when: str
    note: Markup | None
    cites: Markup
    ends: tuple[HistoryLine, ...]
    """How the claims that named it ended."""


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute that the entity is part of."""

    page: Link
    record: Link
    part: str
    """Whether it said something in it or was named, in words."""
    judged: Judged


def find_claims(kb: KnowledgeBase, entity: EntityBase) -> NamedClaims:
    """Return the claims by and about an entity."""
    said: dict[str, ClaimEntry] = {}
    about: dict[str, ClaimEntry] = {}
    mentions: dict[str, ClaimEntry] = {}
    direct: set[str] = set()
    names = [entity.name, *(alias.text for alias in entity.aliases)]
    folded = tuple(map(name_key, names))
    linked = {
        part_ref(link.source_id, link.anchor)
        for link in kb.backlinks.get(entity.id, ())
        if link.kind == "mention" and link.anchor is not None
    }
    for entry in _candidates(kb, entity.id):
        about_it = entry.claim.about
        is_subject = entry.subject == entity.id
        if is_subject or (about_it is not None and entity.id in about_it.entities):
            direct.add(entry.ref)
        if any(speaker.entity == entity.id for speaker in entry.claim.asserted_by):
            said[entry.ref] = entry
        elif entry.ref in direct or entry.record_id == entity.id:
            # A claim of its own record stands whole on its page, whatever it is about.
            about[entry.ref] = entry
        elif entry.ref in linked or _is_named(kb, entity.id, entry, folded):
            mentions[entry.ref] = entry
    return NamedClaims(
        _in_order(said.values()),
        _in_order(about.values()),
        _in_order(mentions.values()),
        frozenset(direct),
    )


def _candidates(kb: KnowledgeBase, name: str) -> Iterator[ClaimEntry]:
    # Only records that lead here anyway: a base of thousands is not searched for each of its pages.
    records = dict.fromkeys(link.source_id for link in kb.backlinks.get(name, ()))
    for record in sorted({name, *records}):
        yield from kb.claims_of(record)


def _is_named(kb: KnowledgeBase, name: str, entry: ClaimEntry, folded: tuple[str, ...]) -> bool:
    text = name_key(entry.claim.text)
    if not any(word in text for word in folded):
        return False
    prose = kb.prose[(entry.record_id, (*entry.loc, "text"))]
    found = iter_inline(link_names(prose, kb.aliases))
    return any(isinstance(inline, RecordLink) and inline.target == name for inline in found)


def _in_order(entries: Iterable[ClaimEntry]) -> tuple[ClaimEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.known.latest, entry.ref)))


def build_groups(
    builder: PageBuilder, entries: Iterable[ClaimEntry], prefix: str
) -> tuple[ClaimGroup, ...]:
    """Return claims by record with their evidence: incidents first, the latest on top."""
    groups = []
    for name, found in _by_record(builder.kb, entries):
        claims = tuple(build_claim(builder, entry) for entry in found)
        groups.append(ClaimGroup(f"{prefix}--{name}_", *_heading(builder, name), claims))
    return tuple(groups)


def build_mentions(builder: PageBuilder, entries: Iterable[ClaimEntry]) -> tuple[MentionGroup, ...]:
    """Return claims by record in a few lines each: incidents first, the latest on top."""
    groups = []
    for name, found in _by_record(builder.kb, entries):
        claims = tuple(
            build_brief(builder, entry, claim_anchor(builder, entry.ref)) for entry in found
        )
        groups.append(MentionGroup(*_heading(builder, name), claims))
    return tuple(groups)


def _by_record(
    kb: KnowledgeBase, entries: Iterable[ClaimEntry]
) -> Iterator[tuple[str, list[ClaimEntry]]]:
    found: dict[str, list[ClaimEntry]] = {}
    for entry in entries:
        found.setdefault(entry.record_id, []).append(entry)
    incidents = latest_incidents(kb, found)
    others = sorted(name for name in found if name not in kb.incidents)
    for name in (*(incident.id for incident in incidents), *others):
        yield name, latest_first(kb, found[name])


def _heading(builder: PageBuilder, name: str) -> tuple[Link, str | None]:
    record = builder.kb.record(name)
    when = show_incident_date(record) if isinstance(record, Incident) else None
    if name in builder.own_ids:
        return Link(None, "Not tied to one incident"), None
    return builder.link(name, short_title(record) if isinstance(record, Incident) else None), when


def claim_anchor(builder: PageBuilder, ref: Ref) -> str:
    """Return the id under which a claim stands on the builder's page."""
    record_id, local = record_of(ref), local_of(ref)
    return local if record_id in builder.own_ids else f"{record_id}--{local}"


def is_contested(entry: ClaimEntry) -> bool:
    """Return whether a claim is not established, or does not stand; our own sums are neither."""
    by_editors = entry.claim.is_ours
    is_unproven = entry.claim.speech_act in UNPROVEN_ACTS and not by_editors
    return is_unproven or entry.status in CONTESTED_STATUSES


def build_contested_groups(builder: PageBuilder, claims: NamedClaims) -> tuple[ContestedGroup, ...]:
    """Return the contested claims of others, with what became of them.

    Disputes about the entity itself come before those that only have its name in them.
    """
    by_dispute: dict[str, list[ClaimEntry]] = {}
    for entry in filter(is_contested, claims.by_others):
        by_dispute.setdefault(entry.disputes[0] if entry.disputes else "", []).append(entry)
    groups = []

    def place(ref: str) -> tuple[bool, int, int, str]:
        found = by_dispute[ref]
        return not ref, -sum(entry.ref in claims.direct for entry in found), -len(found), ref

    for ref in sorted(by_dispute, key=place):
        found = by_dispute[ref]
        lines = tuple(build_contested(builder, entry) for entry in found)
        outcome = None
        if ref:
            anchor = f"dispute--{ref.replace('#', '--')}"
            refs = frozenset(entry.ref for entry in found)
            outcome = build_outcome(builder, builder.kb.disputes[ref], anchor, without=refs)
        groups.append(ContestedGroup(outcome, lines))
    return tuple(groups)


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


def build_dispute_lines(builder: PageBuilder, claims: NamedClaims) -> tuple[DisputeLine, ...]:
    """Return the disputes in which an entity speaks or is named."""
    parts: dict[str, list[str]] = {}
    for entries, word in ((claims.said, "speaks"), (claims.by_others, "is named")):
        for ref in (ref for entry in entries for ref in entry.disputes):
            words = parts.setdefault(ref, [])
            if word not in words:
                words.append(word)
    ordered = sorted(parts, key=lambda ref: (builder.kb.disputes[ref].outcome != "open", ref))
    return tuple(_dispute_line(builder, ref, parts[ref]) for ref in ordered)


def _dispute_line(builder: PageBuilder, ref: str, words: list[str]) -> DisputeLine:
    entry = builder.kb.disputes[ref]
    return DisputeLine(
        page=builder.dispute_link(ref),
        record=_heading(builder, entry.record_id)[0],
        part=" and ".join(words),
        judged=build_judged(builder, entry),
    )
