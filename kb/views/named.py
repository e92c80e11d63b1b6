# Fairness room: everything said by and about somebody in one place. A claim names somebody when its
# structured part does, when its text links there, or when its text has one of the names that are
# linked by themselves.
"""Which claims are by somebody, about them, or only name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.entities import EntityBase
from kb.prose.aliases import link_names
from kb.prose.nodes import RecordLink
from kb.prose.spelling import name_key
from kb.prose.walk import iter_inline
from kb.refs import part_ref
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


def is_contested(entry: ClaimEntry) -> bool:
    """Return whether a claim is not established, or does not stand; our own sums are neither."""
    by_editors = entry.claim.is_ours
    is_unproven = entry.claim.speech_act in UNPROVEN_ACTS and not by_editors
    return is_unproven or entry.status in CONTESTED_STATUSES
