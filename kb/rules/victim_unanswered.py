"""What is said of one body is said of all that were hit."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.incident_parts import BodyFacts
from kb.model.incidents import Incident
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

KEYS = ("occurred", "discovered", "disclosed", "resolved", "data")
VICTIM = "victim"

CODE = Code(
    "KB526", Severity.WARNING, "a body of which a key fact says nothing",
    "Whoever reads what became of the data of two bodies concludes something about the third. Where"
    " `per_body` gives a fact for one, it names every body that was hit: `data: nothing-published`"
    " where it has published nothing.",
    "entities: [{id: dover}, {id: thanet}]\n"
    "claims: [{id: c}]\n"
    "participants:\n"
    "  - {entity: dover, role: victim, claims: [c]}\n"
    "  - {entity: thanet, role: victim, claims: [c]}\n"
    "per_body: [{body: dover, data: not-taken, basis: {data: [c]}}]",
    "entities: [{id: dover}, {id: thanet}]\n"
    "claims: [{id: c}]\n"
    "participants:\n"
    "  - {entity: dover, role: victim, claims: [c]}\n"
    "  - {entity: thanet, role: victim, claims: [c]}\n"
    "per_body:\n"
    "  - {body: dover, data: not-taken, basis: {data: [c]}}\n"
    "  - {body: thanet, data: nothing-published}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield bodies that were hit and are left out where others are answered."""
    for incident in kb.incidents.values():
        facts = {item.body: item for item in incident.per_body}
        if not any(item.data is not None for item in facts.values()):
            continue
        for index, part in enumerate(incident.participants):
            if part.role != VICTIM or _has_data(facts.get(part.entity)):
                continue
            mark = kb.authored[incident.id].mark("participants", index)
            message = f"`per_body` says nothing about the data of {quoted(part.entity)}"
            hint = f"add {{body: {part.entity}, data: nothing-published}}, or what is on record"
            yield CODE.problem_at(mark, message, hint)
        yield from _without_basis(kb, incident)


def _has_data(facts: BodyFacts | None) -> bool:
    return facts is not None and facts.data is not None


def _without_basis(kb: KnowledgeBase, incident: Incident) -> Iterator[Problem]:
    for index, item in enumerate(incident.per_body):
        for key in KEYS:
            value = getattr(item, key)
            if value is None or value in {"nothing-published", "not-known"}:
                continue
            if not getattr(item.basis, key):
                mark = kb.authored[incident.id].mark("per_body", index, key)
                message = f"`{key}` of {quoted(item.body)} names no claim that it rests on"
                yield CODE.problem_at(mark, message, f"add `basis: {{{key}: [claim-id]}}`")


RULE = Rule(CODE, check)
