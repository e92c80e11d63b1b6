"""The register of open questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.say import say, say_count
from kb.urls import QUESTIONS
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.incident_order import in_order_of_date, short_title
from kb.views.page_head import PageHead
from kb.views.question import QuestionLine, build_question
from kb.vocab.incidents import ANSWERS


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
    noun: str
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
    for answer in ANSWERS:
        found = [(incident, i) for incident, i in places if incident.questions[i].answer == answer]
        if found:
            lines = tuple(_question(builder, incident, index) for incident, index in found)
            groups.append(AnswerGroup(ANSWERS.label(answer), ANSWERS.note(answer), lines))
    return QuestionsPage(
        head=PageHead(
            path=QUESTIONS,
            title=say("Open questions"),
            description=say(
                "What nobody has answered in public, whom it was asked of, and what came of asking."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(places),
        noun=say_count("open question", "open questions", len(places)),
        groups=tuple(groups),
        cited=CitedSources(builder),
    )


def _question(builder: PageBuilder, incident: Incident, index: int) -> QuestionLine:
    line = build_question(builder, incident, index)
    return replace(line, record=builder.link(incident.id, short_title(incident)))
