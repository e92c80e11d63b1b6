"""Where an incident has topics, every claim is in one."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB534", Severity.WARNING, "a claim in no topic",
    "A reader looks for it under a question.",
    "claims: [{id: a}, {id: b}]\n"
    "topics: [{id: how, question: 'How?', answer: So., claims: [a]}]",
    "claims: [{id: a}, {id: b}]\n"
    "topics: [{id: how, question: 'How?', answer: So., claims: [a, b]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims in no topic, where the incident has topics."""
    for incident in kb.incidents.values():
        told = {local for topic in incident.topics for local in topic.claims}
        for index, claim in enumerate(incident.claims if incident.topics else ()):
            if claim.id not in told:
                mark = kb.authored[incident.id].mark("claims", index, "id")
                message = f"{quoted(claim.id)} is in no topic"
                yield CODE.problem_at(mark, message, "add it to the topic it answers")


RULE = Rule(CODE, check)
