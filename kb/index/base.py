# The knowledge base: immutable, ordered, everything cross-linked. All that a reader ever sees is a
# pure function of this value.
"""The KnowledgeBase and how it is built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from kb.index.backlinks import build_backlinks
from kb.index.cases import Cases
from kb.index.claims import build_claims, with_disputes, with_statuses
from kb.index.compatible import Compatibility, build_compatible
from kb.index.connections import Connection, build_connections
from kb.index.disputes import build_disputes
from kb.index.entries import Backlink, ClaimEntry, DisputeEntry, SourceUse, TimelineEntry
from kb.index.hanging import Hangs
from kb.index.lineage import build_derivatives
from kb.index.source_uses import build_cited, build_source_uses
from kb.judging.judge import Judge, build_judge
from kb.model.base import Record
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.walk import Loc
from kb.prose.aliases import AliasIndex
from kb.prose.nodes import Prose
from kb.refs import part_ref, source_name
from kb.resolve import ProseKey, Resolved
from kb.site import UNPUBLISHED, Site
from kb.timeline import build_timeline
from kb.validate import Authored

Entry = TypeVar("Entry", DisputeEntry, TimelineEntry)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Every record, and everything that follows from them."""

    incidents: Mapping[str, Incident]
    entities: Mapping[str, EntityBase]
    sources: Mapping[str, Source]
    pages: Mapping[str, WrittenPage]
    authored: Mapping[str, Authored] = field(repr=False)
    """Record id, or `@citekey`, → the record with its file."""
    prose: Mapping[ProseKey, Prose] = field(repr=False)
    aliases: AliasIndex = field(repr=False)
    changed_on: dt.date = field(repr=False)
    """The latest day on which any record changed."""
    claims: Mapping[str, ClaimEntry] = field(repr=False)
    """`record#claim` → the claim."""
    judge: Judge = field(repr=False)
    """What the claims were judged with."""
    cases: Cases = field(repr=False)
    """What their statuses follow from; rules ask it why."""
    hangs: Hangs = field(repr=False)
    """Since when events, roles, services and impacts are known, and when they fell."""
    compatible: Mapping[str, tuple[Compatibility, ...]] = field(repr=False)
    """`record#claim` → the claims that only seem to contradict it."""
    disputes: Mapping[str, DisputeEntry] = field(repr=False)
    record_disputes: Mapping[str, tuple[DisputeEntry, ...]] = field(repr=False)
    """Record → its disputes."""
    backlinks: Mapping[str, tuple[Backlink, ...]] = field(repr=False)
    source_uses: Mapping[str, tuple[SourceUse, ...]] = field(repr=False)
    cited: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Record, or `record#part`, → the sources it cites, each once."""
    derivatives: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Citekey → the sources that derive from it."""
    events: Mapping[str, tuple[TimelineEntry, ...]] = field(repr=False)
    """Incident → its events in order of date."""
    timeline: tuple[TimelineEntry, ...] = field(repr=False)
    """All events of all incidents."""
    connections: Mapping[str, tuple[Connection, ...]] = field(repr=False)
    """Incident or entity → its connections with others."""
    site: Site = UNPUBLISHED
    """Under what name and licence it is published."""

    def record(self, name: str) -> Record:
        """Return the incident, entity or page called `name`."""
        return self.authored[name].record

    def title(self, name: str) -> str:
        """Return what a reader calls the record (`name` itself when there is none)."""
        found = self.authored.get(name)
        if found is None:
            return name
        record = found.record
        return str(getattr(record, "title", None) or getattr(record, "name", name))

    def prose_of(self, name: str, *loc: str | int) -> Prose | None:
        """Return the prose of a record at a place."""
        return self.prose.get((name, loc))

    def claims_of(self, name: str) -> tuple[ClaimEntry, ...]:
        """Return the claims in the file of a record, in its order."""
        claims = getattr(self.record(name), "claims", ())
        return tuple(self.claims[part_ref(name, claim.id)] for claim in claims)

    def disputes_of(self, name: str) -> tuple[DisputeEntry, ...]:
        """Return the disputes of a record."""
        return self.record_disputes.get(name, ())

    def events_of(self, name: str) -> tuple[TimelineEntry, ...]:
        """Return the events of an incident, in order of date."""
        return self.events.get(name, ())

    def updated(self) -> dt.date:
        """Return the latest day on which any record changed."""
        return self.changed_on


def build_knowledge_base(resolved: Resolved) -> KnowledgeBase:
    """Build the knowledge base from resolved records."""
    names = resolved.names
    ordered = {name: names.records[name] for name in sorted(names.records)}
    sources = {key: _source(names.sources[key]) for key in sorted(names.sources)}
    records = {name: found.record for name, found in ordered.items()}
    incidents = {n: r for n, r in records.items() if isinstance(r, Incident)}
    entities = {n: r for n, r in records.items() if isinstance(r, EntityBase)}
    pages = {n: r for n, r in records.items() if isinstance(r, WrittenPage)}
    judge = build_judge(records, sources)
    claims = build_claims(judge)
    disputes = build_disputes(incidents, claims)
    claims = with_disputes(claims, disputes)
    cases = Cases(judge, claims, disputes)
    claims = with_statuses(claims, cases)
    hangs = Hangs(judge, claims)
    timeline = build_timeline(incidents.values(), claims, hangs)
    uses = build_source_uses(records, sources, resolved.prose)
    authored = dict(ordered)
    authored.update((source_name(key), names.sources[key]) for key in sources)
    return KnowledgeBase(
        incidents=MappingProxyType(incidents),
        entities=MappingProxyType(entities),
        sources=MappingProxyType(sources),
        pages=MappingProxyType(pages),
        authored=MappingProxyType(authored),
        prose=MappingProxyType(dict(resolved.prose)),
        aliases=resolved.aliases,
        changed_on=_last_change(authored.values()),
        claims=MappingProxyType(claims),
        compatible=MappingProxyType(build_compatible(claims)),
        judge=judge,
        cases=cases,
        hangs=hangs,
        disputes=MappingProxyType(disputes),
        record_disputes=MappingProxyType(_by_record(disputes.values())),
        backlinks=MappingProxyType(build_backlinks(records, claims, resolved.prose, hangs)),
        source_uses=MappingProxyType(uses),
        cited=MappingProxyType(build_cited(uses)),
        derivatives=MappingProxyType(build_derivatives(sources.values())),
        events=MappingProxyType(_by_record(timeline)),
        timeline=timeline,
        connections=MappingProxyType(build_connections(incidents, entities, hangs)),
    )


def _last_change(records: Iterable[Authored]) -> dt.date:
    days = (found.record.updated for found in records)
    # Sources may not say when they changed.
    dates = [day.earliest for day in days if day is not None]
    return max(dates, default=dt.date(1970, 1, 1))


def _by_record(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.record_id, []).append(entry)
    return {name: tuple(listed) for name, listed in found.items()}


def _source(authored: Authored) -> Source:
    assert isinstance(authored.record, Source)
    return authored.record


__all__ = ["KnowledgeBase", "Loc", "build_knowledge_base"]
