"""A claim that is not established, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index.entries import DECIDED, ClaimEntry
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.claim import ClaimView, build_claim
from kb.views.history import HistoryLine, build_end, has_changed
from kb.vocab.claims import (
    DEPRECATED_STATUSES,
    STATUSES,
)


@dataclass(frozen=True, slots=True)
class ContestedLine:
    """A claim that is not established, and what became of it."""

    claim: ClaimView
    end: HistoryLine | None
    """The last change of its status: who brought it about and when."""
    verdict: str | None
    """How it stands, in words; None where the last change says it all."""


def build_contested(builder: PageBuilder, entry: ClaimEntry) -> ContestedLine:
    """Return a claim that is not established, and what became of it."""
    has_ended = entry.status in DEPRECATED_STATUSES
    is_told = has_changed(entry)
    return ContestedLine(
        claim=build_claim(builder, entry),
        end=build_end(builder, entry) if is_told else None,
        verdict=None if has_ended and is_told else _verdict(builder, entry),
    )


def _verdict(builder: PageBuilder, entry: ClaimEntry) -> str:
    if entry.status in DEPRECATED_STATUSES:
        return STATUSES.label(entry.status).lower()
    disputes = [builder.kb.disputes[ref] for ref in entry.disputes]
    decided = [item for item in disputes if item.outcome in DECIDED]
    if any(entry.ref in item.lost for item in decided):
        return say("it did not hold against the other claims; no withdrawal is known")
    if any(entry.ref in item.holds for item in decided):
        return say("it held against the other claims")
    if any(item.outcome == "compatible" for item in disputes):
        return say("it and the other claims can be true together, once they are read closely")
    if entry.status == "disputed":
        return say("disputed, and not decided so far")
    return say("not established so far; neither withdrawn nor shown false")
