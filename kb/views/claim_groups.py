"""Claims by the record they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.incidents import Incident
from kb.refs import Ref, local_of, record_of
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.claim import ClaimView, build_claim
from kb.views.claim_brief import ClaimBrief, build_brief
from kb.views.figures import latest_figures_first
from kb.views.incident_order import latest_incidents, short_title, show_incident_date
from kb.views.link import Link


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


def build_groups(
    builder: PageBuilder, entries: Iterable[ClaimEntry], prefix: str
) -> tuple[ClaimGroup, ...]:
    """Return claims by record with their evidence: incidents first, the latest on top."""
    groups = []
    for name, found in by_record(builder.kb, entries):
        claims = tuple(build_claim(builder, entry) for entry in found)
        groups.append(ClaimGroup(f"{prefix}--{name}_", *record_heading(builder, name), claims))
    return tuple(groups)


def build_mentions(builder: PageBuilder, entries: Iterable[ClaimEntry]) -> tuple[MentionGroup, ...]:
    """Return claims by record in a few lines each: incidents first, the latest on top."""
    groups = []
    for name, found in by_record(builder.kb, entries):
        claims = tuple(
            build_brief(builder, entry, claim_anchor(builder, entry.ref)) for entry in found
        )
        groups.append(MentionGroup(*record_heading(builder, name), claims))
    return tuple(groups)


def by_record(
    kb: KnowledgeBase, entries: Iterable[ClaimEntry]
) -> Iterator[tuple[str, list[ClaimEntry]]]:
    found: dict[str, list[ClaimEntry]] = {}
    for entry in entries:
        found.setdefault(entry.record_id, []).append(entry)
    incidents = latest_incidents(kb, found)
    others = sorted(name for name in found if name not in kb.incidents)
    for name in (*(incident.id for incident in incidents), *others):
        yield name, latest_figures_first(kb, found[name])


def record_heading(builder: PageBuilder, name: str) -> tuple[Link, str | None]:
    record = builder.kb.record(name)
    when = show_incident_date(record) if isinstance(record, Incident) else None
    if name in builder.own_ids:
        return Link(None, say("Not tied to one incident")), None
    return builder.link(name, short_title(record) if isinstance(record, Incident) else None), when


def claim_anchor(builder: PageBuilder, ref: Ref) -> str:
    """Return the id under which a claim stands on the builder's page."""
    record_id, local = record_of(ref), local_of(ref)
    return local if record_id in builder.own_ids else f"{record_id}--{local}"
