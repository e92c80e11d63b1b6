"""A claim stands in one topic."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB533", Severity.ERROR, "a claim in two topics",
    "It would stand on the page twice, under one anchor.",
    "claims: [{id: a}, {id: b}]\n"
    "topics: [{id: how, question: 'How?', answer: So., claims: [a, b]},"
    " {id: who, question: 'Who?', answer: They., claims: [a]}]",
    "claims: [{id: a}, {id: b}]\n"
    "topics: [{id: how, question: 'How?', answer: So., claims: [b]},"
    " {id: who, question: 'Who?', answer: They., claims: [a]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that a topic above already has."""
    for incident in kb.incidents.values():
        seen: dict[str, str] = {}
        for number, topic in enumerate(incident.topics):
            for index, local in enumerate(topic.claims):
                if local in seen:
                    message = f"{quoted(local)} is already in the topic {quoted(seen[local])}"
                    mark = kb.authored[incident.id].mark("topics", number, "claims", index)
                    yield CODE.problem_at(mark, message, "keep it in one topic")
                seen.setdefault(local, topic.id)


RULE = Rule(CODE, check)
