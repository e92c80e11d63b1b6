# Nobody is accused on any page without what he said to it: the answer stands beside the allegation,
# or that none is on record.
"""What those said of whom something is alleged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.dates import show_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import UNPROVEN_ACTS


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body said to an allegation against it."""

    body: Link
    claim: Link | None
    """Its answer; None where none is on record."""
    date: str
    """When it was said, in words."""
    since: str | None
    """ISO day from which the answer was surely public."""


ANSWERABLE = frozenset({"organization", "person"})
"""Kinds of entity that can be asked, and answer."""


def build_replies(builder: PageBuilder, entry: ClaimEntry) -> tuple[Reply, ...]:
    """Return the answers to a claim that was alleged, inferred or speculated."""
    if entry.claim.speech_act not in UNPROVEN_ACTS or entry.claim.is_ours:
        return ()
    return tuple(_reply(builder, entry, name) for name in _accused(builder.kb, entry))


def _accused(kb: KnowledgeBase, entry: ClaimEntry) -> Iterator[str]:
    """Yield the bodies that a claim is about and that do not say it themselves."""
    about = entry.claim.about
    names = (entry.subject, *(about.entities if about is not None else ()))
    speakers = kb.judge.bodies.of_speakers(entry.claim)
    for name in dict.fromkeys(names):
        entity = kb.entities.get(name)
        if entity is None or entity.kind not in ANSWERABLE:
            continue
        if speakers.isdisjoint(kb.judge.bodies.of_entity(name)):
            yield name


def _reply(builder: PageBuilder, entry: ClaimEntry, name: str) -> Reply:
    keys = builder.kb.judge.bodies.of_entity(name)
    answers = [
        other
        for other in _against(builder.kb, entry)
        if not keys.isdisjoint(builder.kb.judge.bodies.of_speakers(other.claim))
    ]
    first = min(answers, key=lambda other: (other.known.latest, other.ref), default=None)
    if first is None:
        return Reply(builder.link(name), None, "", None)
    text = builder.plain(first.record_id, *first.loc, "text")
    said = show_date(first.asserted) if first.asserted is not None else say("date not shown")
    link = Link(builder.claim_link(first.ref).url, text)
    return Reply(builder.link(name), link, said, first.known.latest.isoformat())


def _against(kb: KnowledgeBase, entry: ClaimEntry) -> Iterator[ClaimEntry]:
    """Yield the claims that deny a claim, or stand on another side of a dispute about it."""
    for ref in entry.conflicts:
        if ref in kb.claims:
            yield kb.claims[ref]
    for name in entry.disputes:
        dispute = kb.disputes[name]
        if entry.ref in dispute.context:
            continue
        for side in dispute.sides:
            if entry.ref not in side.claims:
                yield from (kb.claims[ref] for ref in side.claims)
