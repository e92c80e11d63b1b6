"""How a dispute stands, as it is said wherever its question is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import EdtfDate, loose_bounds, show_date
from kb.index.entries import DisputeEntry
from kb.model.claims import EDITORS, Speaker
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.speakers import build_speaker
from kb.vocab.incidents import DISPUTE_OUTCOMES


@dataclass(frozen=True, slots=True)
class Judged:
    """How a dispute stands, as it is said wherever its question is."""

    verdict: str
    """One sentence; empty where nobody wrote it."""
    outcome: str
    outcome_label: str
    mark: str
    """The status whose mark the outcome has."""
    decided: str | None
    """When it became clear in public, in words."""
    by: tuple[Link, ...]
    """Who judged."""


@dataclass(frozen=True, slots=True)
class DisputeNote:
    """A dispute, named where a claim of it stands, with its verdict."""

    link: Link
    judged: Judged
    known_from: str | None
    """ISO day from which two sides were surely public; None while fewer are on record."""


OUTCOME_MARKS: Mapping[str, str] = {
    "open": "disputed", "settled": "confirmed", "compatible": "reported", "misreading": "refuted",
}  # fmt: skip
"""Outcome → the status whose mark stands for it."""


def dispute_known_from(entry: DisputeEntry) -> str | None:
    """Return the ISO day from which two sides of a dispute were surely public."""
    return entry.since.latest.isoformat() if entry.since is not None else None


def decided_on(entry: DisputeEntry) -> str | None:
    """Return the ISO day from which a dispute was surely decided; None where nothing says it.

    What was clear before two answers were surely public is a dispute, and decided, from then on.
    """
    decided = entry.dispute.decided if entry.dispute is not None else None
    last = loose_bounds(decided)[1] if decided is not None else None
    if last is None:
        return None
    return (max(last, entry.since.latest) if entry.since is not None else last).isoformat()


def build_judgement(builder: PageBuilder, entry: DisputeEntry) -> Judged:
    """Return how a dispute stands."""
    dispute = entry.dispute
    decided = dispute.decided if dispute is not None else None
    return Judged(
        verdict=entry.verdict,
        outcome=entry.outcome,
        outcome_label=DISPUTE_OUTCOMES.label(entry.outcome),
        mark=OUTCOME_MARKS[entry.outcome],
        decided=_when(decided) if decided is not None else None,
        by=tuple(_judge(builder, item) for item in dispute.by) if dispute is not None else (),
    )


def _judge(builder: PageBuilder, speaker: Speaker) -> Link:
    return (
        Link(None, say("the editors"))
        if speaker.entity == EDITORS
        else build_speaker(builder, speaker)
    )


def _when(decided: EdtfDate) -> str:
    """Return since when it is clear: `since 13 February 2024`, or `by 5 March 2024`."""
    words = show_date(decided)
    # Of what ends on a day and begins on no day, the date itself says “by”.
    is_open = decided.precision == "interval" and decided.start is None
    return words if is_open else say("since {date}", date=words)


def note_dispute(builder: PageBuilder, entry: DisputeEntry) -> DisputeNote:
    """Return a dispute as it is named beside a claim of it."""
    link = builder.dispute_link(entry.ref)
    return DisputeNote(link, build_judgement(builder, entry), dispute_known_from(entry))
