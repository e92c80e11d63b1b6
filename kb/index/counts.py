# Every number that a reader sees of a record comes from here: the head of its page, its row in an
# index, the figures of `kb stats`, cards and feeds. A page may show and number more than its record
# cites (what others say of it); that is said where it is shown and never added here.
"""What a record holds: its sources, claims, disputes, events, questions and origins."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index.base import KnowledgeBase
from kb.judging.origins import independent
from kb.refs import part_ref


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds by itself."""

    claims: int
    sources: int
    """Distinct sources that it cites anywhere."""
    disputes: int
    events: int
    questions: int
    participants: int
    origins: int
    """Independent origins of its claims."""


def count_record(kb: KnowledgeBase, record_id: str) -> Counts:
    """Return how much a record holds; what it has none of is 0."""
    record = kb.record(record_id)
    return Counts(
        claims=len(kb.claims_of(record_id)),
        sources=len(record_sources(kb, record_id)),
        disputes=len(kb.disputes_of(record_id)),
        events=len(kb.events_of(record_id)),
        questions=len(getattr(record, "questions", ())),
        participants=len(getattr(record, "participants", ())),
        origins=len(record_origins(kb, record_id)),
    )


def record_sources(kb: KnowledgeBase, record_id: str) -> tuple[str, ...]:
    """Return the citekeys of the sources that a record itself cites, each once, from A to Z.

    It cites them in its claims and their histories, its events, participants, services, impacts,
    questions and relations, in the assessments of its disputes, as evidence, and in its prose. What
    other records say about it, and the notes of the sources, are no cites of its own.
    """
    return kb.cited.get(record_id, ())


def part_sources(kb: KnowledgeBase, ref: str) -> tuple[str, ...]:
    """Return the citekeys that a part of a record cites, in lists and in prose.

    Args:
        kb: the base.
        ref: `record#part`, of a claim, an event, a dispute, a question or a topic.
    """
    return kb.cited.get(ref, ())


def dispute_sources(kb: KnowledgeBase, ref: str) -> tuple[str, ...]:
    """Return the citekeys that a dispute rests on: those of its claims and of its assessment."""
    places = (*kb.disputes[ref].claims, ref)
    return tuple(sorted({key for place in places for key in part_sources(kb, place)}))


def source_claims(kb: KnowledgeBase, key: str) -> tuple[str, ...]:
    """Return the claims that cite a source, for themselves or for a change of their status."""
    uses = [use for use in kb.source_uses.get(key, ()) if use.what == "claim" and use.cite]
    return tuple(dict.fromkeys(part_ref(use.record_id, use.anchor) for use in uses))


def trend_incidents(kb: KnowledgeBase, trend_id: str) -> tuple[str, ...]:
    """Return the incidents that are evidence for a trend, or say that they belong to it."""
    evidence = (item.incident for item in getattr(kb.record(trend_id), "evidence", ()))
    links = kb.backlinks.get(trend_id, ())
    belonging = (link.source_id for link in links if link.kind == "trend")
    return tuple(dict.fromkeys(name for name in (*evidence, *belonging) if name in kb.incidents))


def naming_incidents(kb: KnowledgeBase, name: str) -> tuple[str, ...]:
    """Return the incidents that lead to a record: by a role, a claim, an event or a mention."""
    links = kb.backlinks.get(name, ())
    return tuple(dict.fromkeys(link.source_id for link in links if link.source_id in kb.incidents))


def record_origins(kb: KnowledgeBase, record_id: str) -> tuple[str, ...]:
    """Return the labels of the independent origins of everything that a record's claims rest on.

    The rules for one claim, applied to all cites of all claims together: the fewer of the bodies
    at the roots of the sources, and of those who speak. It is never less than that of a claim and
    never more than the number of sources.
    """
    issuers: list[tuple[frozenset[str], str]] = []
    speakers: list[tuple[frozenset[str], str]] = []
    origins = kb.judge.origins
    for entry in kb.claims_of(record_id):
        voices = [voice for voice in origins.voices(entry.claim) if voice.trace.ends is None]
        found = [(voice.keys, voice.label) for voice in voices]
        issuers += found
        # Where nobody but the editors speaks, the sources speak for themselves.
        speakers += [(keys, label) for keys, label, _ in origins.speakers(entry.claim)] or found
    by_issuer, by_speaker = independent(issuers), independent(speakers)
    return min(by_issuer, by_speaker, key=len)


def rests_on_one(kb: KnowledgeBase, trend_id: str) -> bool:
    """Return whether a trend rests on one single source: a note, not yet a pattern."""
    return len(record_sources(kb, trend_id)) == 1
