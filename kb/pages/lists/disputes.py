"""The indexes of disputes and of open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.urls import DISPUTES, QUESTIONS
from kb.views.bars import Bar, Multiple, percent
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.lines import PairLine, build_pair, in_order_of_date, short_title
from kb.views.parts import build_question
from kb.views.values import PageHead, QuestionLine
from kb.vocab.incidents import ANSWERS, DISPUTE_OUTCOMES


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The disputes with one outcome."""

    id: str
    label: str
    note: str
    """What the outcome means."""
    pairs: tuple[PairLine, ...]


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """Everything the index of disputes shows."""

    head: PageHead
    total: int
    groups: tuple[OutcomeGroup, ...]
    figure: Multiple
    """How many there are of each outcome."""


def build_disputes_index(kb: KnowledgeBase) -> DisputesPage:
    """Return the context of the index of disputes."""
    builder = PageBuilder(kb, DISPUTES, frozenset())
    groups = tuple(
        OutcomeGroup(
            term.id,
            term.label,
            term.note,
            tuple(
                build_pair(builder, entry)
                for entry in kb.disputes.values()
                if entry.outcome == term.id
            ),
        )
        for term in DISPUTE_OUTCOMES.terms
    )
    shown = tuple(group for group in groups if group.pairs)
    return DisputesPage(
        head=PageHead(
            DISPUTES,
            "Disputes",
            "Where the accounts contradict each other: both sides, and what became of it.",
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(kb.disputes),
        groups=shown,
        figure=_outcomes(shown, len(kb.disputes)),
    )


_INK: Mapping[str, str] = {"open": "kb-hatch", "settled": "kb-ink", "compatible": "kb-open"}
"""Outcome → ink of its bar; dotted for the others: what was said there fell away."""


def _outcomes(groups: tuple[OutcomeGroup, ...], total: int) -> Multiple:
    longest = max((len(group.pairs) for group in groups), default=1)
    first = groups[0] if groups else None
    sentence = (
        f"{len(first.pairs)} of {total}: {first.label.lower()}. {first.note}" if first else ""
    )
    bars = (
        Bar(
            group.label,
            len(group.pairs),
            percent(len(group.pairs), longest),
            _INK.get(group.id, "kb-dotted"),
            f"#{group.id}-disputes",
        )
        for group in groups
    )
    return Multiple("What became of them", sentence, tuple(bars))


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The open questions with one kind of answer."""

    label: str
    note: str
    """What the answer means."""
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything the index of open questions shows."""

    head: PageHead
    total: int
    groups: tuple[AnswerGroup, ...]
    cited: CitedSources
    """The sources it cites."""


def build_questions_index(kb: KnowledgeBase) -> QuestionsPage:
    """Return the context of the register of open questions."""
    builder = PageBuilder(kb, QUESTIONS, frozenset())
    places = [
        (incident, index)
        for incident in reversed(in_order_of_date(kb.incidents.values()))
        for index in range(len(incident.questions))
    ]
    groups = []
    for term in ANSWERS.terms:
        found = [(incident, i) for incident, i in places if incident.questions[i].answer == term.id]
        if found:
            lines = tuple(_question(builder, incident, index) for incident, index in found)
            groups.append(AnswerGroup(term.label, term.note, lines))
    return QuestionsPage(
        head=PageHead(
            QUESTIONS,
            "Open questions",
            "What nobody has answered in public, whom it was asked of, and what came of asking.",
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(places),
        groups=tuple(groups),
        cited=CitedSources(builder),
    )


def _question(builder: PageBuilder, incident: Incident, index: int) -> QuestionLine:
    line = build_question(builder, incident, index)
    return replace(line, record=builder.link(incident.id, short_title(incident)))
