"""A dispute in small: two statements with an unequal sign between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.say import say_count
from kb.urls import dispute_path
from kb.views.builder import PageBuilder
from kb.views.claim_brief import claim_line
from kb.views.incident_order import incident_date, short_title, year_of
from kb.views.judgement import OUTCOME_MARKS
from kb.views.link import Link
from kb.views.speakers import name_speakers
from kb.vocab.incidents import DISPUTE_OUTCOMES


@dataclass(frozen=True, slots=True)
class Said:
    """One of two claims that stand against each other, shortened."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """A dispute in small: two statements with an unequal sign between them."""

    page: Link
    """The page of the dispute, labelled with its question."""
    record: Link
    """The record it stands in, labelled with its short title."""
    when: str
    """The year of the incident; empty when the dispute belongs to an entity."""
    verdict: str
    """The answer in one sentence, or who says what."""
    said: tuple[Said, ...]
    """One claim of each of two sides; empty while there are none."""
    more: str
    """How many further claims are in the dispute, in words; empty where there are none."""
    outcome_label: str
    outcome_mark: str
    """The status whose mark the outcome has."""


def build_pair(builder: PageBuilder, entry: DisputeEntry) -> PairLine:
    """Return a dispute in small."""
    shown = _two_sides(builder.kb, entry)
    incident = builder.kb.incidents.get(entry.record_id)
    more = len(entry.claims) - len(shown)
    return PairLine(
        page=Link(builder.url_of_path(dispute_path(entry.ref)), entry.question),
        record=builder.link(entry.record_id, short_title(incident) if incident else None),
        when=year_of(incident_date(incident)) if incident else "",
        verdict=entry.verdict,
        said=tuple(Said(claim_line(builder, one), name_speakers(builder.kb, one)) for one in shown),
        more=say_count("and {number} more claim", "and {number} more claims", more)
        if more > 0
        else "",
        outcome_label=DISPUTE_OUTCOMES.label(entry.outcome),
        outcome_mark=OUTCOME_MARKS[entry.outcome],
    )


def _two_sides(kb: KnowledgeBase, entry: DisputeEntry) -> tuple[ClaimEntry, ...]:
    """Return a claim of a side that did not hold, and one of another side; nothing without sides.

    Two speakers where there are two: one speaker stands on both sides only where it changed its
    account.
    """
    sides = sorted(entry.sides, key=lambda side: side.holds)
    pairs = [
        (kb.claims[left], kb.claims[right])
        for one, other in combinations(sides, 2)
        for left, right in product(one.claims, other.claims)
    ]
    apart = (pair for pair in pairs if name_speakers(kb, pair[0]) != name_speakers(kb, pair[1]))
    return next(apart, pairs[0] if pairs else ())
