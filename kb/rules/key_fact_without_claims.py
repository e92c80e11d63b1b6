"""A key fact names the claims that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.incident_parts import Basis
from kb.problems import Problem, Severity
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB507", Severity.WARNING, "a key fact without its claims",
    "The panel at the top of the page must be as checkable as the rest: `basis`"
    " names the claims.",
    "resolved: 2024-02-05\n"
    "basis: {determination: [back]}\n"
    "claims: [{id: back, asserted: 2024-02-06, occurred: 2024-02-05}]",
    "resolved: 2024-02-05\n"
    "basis: {determination: [back], resolved: [back]}\n"
    "claims: [{id: back, asserted: 2024-02-06, occurred: 2024-02-05}]",
)  # fmt: skip

_KEY_FACTS = tuple(Basis.model_fields)


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield key facts that name no claim."""
    for incident in kb.incidents.values():
        for fact in _KEY_FACTS:
            if getattr(incident, fact) is not None and not getattr(incident.basis, fact):
                message = f"`{fact}` names no claim that it rests on"
                hint = f"add `basis: {{{fact}: [claim-id]}}`"
                mark = kb.authored[incident.id].mark(fact)
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
