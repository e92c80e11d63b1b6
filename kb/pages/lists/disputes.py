"""The index of disputes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.say import say, say_count
from kb.urls import DISPUTES
from kb.views.bars import Bar, Multiple, percent
from kb.views.builder import PageBuilder
from kb.views.dispute_pair import PairLine, build_pair
from kb.views.page_head import PageHead
from kb.vocab.incidents import DISPUTE_OUTCOMES


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The disputes with one outcome."""

    id: str
    label: str
    note: str
    """What the outcome means."""
    number: int
    pairs: tuple[PairLine, ...]


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """Everything the index of disputes shows."""

    head: PageHead
    total: int
    noun: str
    groups: tuple[OutcomeGroup, ...]
    multiples: tuple[Multiple, ...]
    """How many there are of each outcome."""


def build_disputes_index(kb: KnowledgeBase) -> DisputesPage:
    """Return the context of the index of disputes."""
    builder = PageBuilder(kb, DISPUTES, frozenset())
    groups = tuple(_group(builder, outcome) for outcome in DISPUTE_OUTCOMES)
    shown = tuple(group for group in groups if group.pairs)
    return DisputesPage(
        head=PageHead(
            path=DISPUTES,
            title=say("Disputes"),
            description=say(
                "Where the accounts contradict each other: both sides, and what became of it."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(kb.disputes),
        noun=say_count("dispute", "disputes", len(kb.disputes)),
        groups=shown,
        multiples=(_outcomes(shown, len(kb.disputes)),),
    )


def _group(builder: PageBuilder, outcome: str) -> OutcomeGroup:
    found = (entry for entry in builder.kb.disputes.values() if entry.outcome == outcome)
    pairs = tuple(build_pair(builder, entry) for entry in found)
    return OutcomeGroup(
        id=outcome,
        label=DISPUTE_OUTCOMES.label(outcome),
        note=DISPUTE_OUTCOMES.note(outcome),
        number=len(pairs),
        pairs=pairs,
    )


_INK: Mapping[str, str] = {"open": "kb-hatch", "settled": "kb-ink", "compatible": "kb-open"}
"""Outcome → ink of its bar; dotted for the others: what was said there fell away."""


def _outcomes(groups: tuple[OutcomeGroup, ...], total: int) -> Multiple:
    longest = max((group.number for group in groups), default=1)
    first = groups[0] if groups else None
    sentence = (
        say(
            "{number} of {total}: {outcome}. {note}",
            number=first.number,
            total=total,
            outcome=first.label.lower(),
            note=first.note,
        )
        if first
        else ""
    )
    bars = (
        Bar(
            label=group.label,
            number=group.number,
            width=percent(group.number, longest),
            ink=_INK.get(group.id, "kb-dotted"),
            url=f"#{group.id}-disputes",
        )
        for group in groups
    )
    return Multiple(say("What became of them"), sentence, tuple(bars))
