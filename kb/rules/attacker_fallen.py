"""Nobody is listed as an alleged attacker on an allegation that fell."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import DECIDED
from kb.problems import Problem, Severity, quoted
from kb.refs import part_ref
from kb.rules.shared.entry import Rule
from kb.vocab.claims import DEPRECATED_STATUSES

ROLES = frozenset({"alleged-attacker", "attacker"})

CODE = Code(
    "KB596", Severity.ERROR, "an alleged attacker on claims that fell",
    "A group is listed as an alleged attacker only while an allegation stands: none that was shown"
    " false, withdrawn or superseded, or that lost a dispute.",
    "entities: [{id: gang, kind: threat-actor}]\n"
    "sources: [{id: paper, issued: 2024-01-19}, {id: correction, issued: 2024-02-13}]\n"
    "claims:\n"
    "  - {id: blame, speech_act: alleged, cites: [paper],\n"
    "     history: ['2024-02-13 refuted [correction]']}\n"
    "participants: [{entity: gang, role: alleged-attacker, claims: [blame]}]",
    "entities: [{id: gang, kind: threat-actor}]\n"
    "sources: [{id: paper, issued: 2024-01-19}]\n"
    "claims:\n"
    "  - {id: blame, speech_act: alleged, cites: [paper]}\n"
    "participants: [{entity: gang, role: alleged-attacker, claims: [blame]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield attackers all of whose claims fell or lost a dispute."""
    for incident in kb.incidents.values():
        for index, part in enumerate(incident.participants):
            refs = [part_ref(incident.id, local) for local in part.claims]
            found = [ref for ref in refs if ref in kb.claims]
            if part.role not in ROLES or not found or part.cites:
                continue
            if all(_fell(kb, ref) for ref in found):
                mark = kb.authored[incident.id].mark("participants", index)
                message = f"every claim against {quoted(part.entity)} fell"
                hint = "remove the role, or name an allegation that stands"
                yield CODE.problem_at(mark, message, hint)


def _fell(kb: KnowledgeBase, ref: str) -> bool:
    entry = kb.claims[ref]
    lost = (kb.disputes[name] for name in entry.disputes)
    return entry.status in DEPRECATED_STATUSES or any(
        item.outcome in DECIDED and ref in item.lost for item in lost
    )


RULE = Rule(CODE, check)
