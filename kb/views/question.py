"""Something nobody has answered in public."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.model.incidents import Incident
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.incidents import ANSWERS


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Something nobody has answered in public."""

    anchor: str
    text: str
    asked_of: tuple[Link, ...]
    asked_names: str
    """The same as text, with `|` between, to narrow by."""
    answer_label: str
    as_of: str
    searched: Markup | None
    """Where an answer was looked for."""
    note: Markup | None
    cites: Markup
    record: Link


def build_question(builder: PageBuilder, incident: Incident, index: int) -> QuestionLine:
    """Return the view of an open question."""
    question = incident.questions[index]
    asked = tuple(builder.link(name) for name in question.asked_of)
    is_home = incident.id in builder.own_ids
    return QuestionLine(
        anchor=question.id if is_home else f"{incident.id}--{question.id}",
        text=question.text,
        asked_of=asked,
        asked_names="|".join(link.text for link in asked),
        answer_label=ANSWERS.label(question.answer),
        as_of=show_date(question.as_of),
        searched=builder.inline(incident.id, "questions", index, "searched")
        if question.searched
        else None,
        note=builder.inline(incident.id, "questions", index, "note") if question.note else None,
        cites=builder.cites(question.cites),
        record=builder.link(incident.id),
    )
