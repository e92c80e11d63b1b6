"""What is shown as a question asks."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB514", Severity.WARNING, "a question that does not ask",
    "Disputes, topics and open questions are shown as questions.",
    "claims: [{id: c}]\n"
    "topics: [{id: role, question: Its role, answer: It ran the IT., claims: [c]}]",
    "claims: [{id: c}]\n"
    "topics: [{id: role, question: 'Which role had it?', answer: It ran the IT., claims: [c]}]",
)  # fmt: skip

_PARTS = (("questions", "text"), ("topics", "question"), ("disputes", "question"))
"""List of an incident, and the field of its items that asks."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield questions, topics and disputes that do not ask."""
    for incident in kb.incidents.values():
        for part, field in _PARTS:
            for index, item in enumerate(getattr(incident, part)):
                text = getattr(item, field)
                if not text.rstrip().endswith("?"):
                    mark = kb.authored[incident.id].mark(part, index, field)
                    yield CODE.problem_at(mark, f"{quoted(text)} is no question", "end it with ?")


RULE = Rule(CODE, check)
