"""What was known on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.index.entries import ClaimEntry
from kb.vocab.claims import DEPRECATED_STATUSES


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim as it stood on a day."""

    entry: ClaimEntry
    status: str
    possibly: bool
    """True when it may have been public by then, but not surely."""
    since_deprecated: str | None
    """The status today, when the claim fell later: refuted, retracted or superseded."""


def claims_known_on(entries: Iterable[ClaimEntry], day: dt.date) -> tuple[KnownClaim, ...]:
    """Return the claims that were public on `day`, surely or possibly, in order of date."""
    found = [
        KnownClaim(
            entry,
            entry.status_on(day),
            not entry.known.is_known(day),
            entry.status
            if entry.status in DEPRECATED_STATUSES and entry.status_on(day) != entry.status
            else None,
        )
        for entry in entries
        if entry.known.is_known(day) or entry.known.is_possibly_known(day)
    ]
    return tuple(sorted(found, key=lambda known: (known.entry.known.latest, known.entry.ref)))


@dataclass(frozen=True, slots=True)
class KnowledgeDay:
    """A day on which public knowledge changed."""

    day: dt.date
    new: tuple[ClaimEntry, ...]
    changed: tuple[ClaimEntry, ...]
    """Claims whose status changed that day."""


def iter_knowledge_days(entries: Iterable[ClaimEntry]) -> Iterator[KnowledgeDay]:
    """Yield the days on which claims became public or changed their status, in order."""
    new: dict[dt.date, list[ClaimEntry]] = {}
    changed: dict[dt.date, list[ClaimEntry]] = {}
    for entry in entries:
        new.setdefault(entry.known.latest, []).append(entry)
        for before, after in zip(entry.changes, entry.changes[1:], strict=False):
            if before.status != after.status and after.since > entry.known.latest:
                changed.setdefault(after.since, []).append(entry)
    for day in sorted({*new, *changed}):
        yield KnowledgeDay(day, tuple(new.get(day, ())), tuple(changed.get(day, ())))
