"""What holds in a dispute was not withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.vocab.claims import DEPRECATED_STATUSES

CODE = Code(
    "KB531", Severity.ERROR, "a claim that holds although it was withdrawn or shown false",
    "Its status and the dispute disagree.",
    "claims:\n"
    "  - {id: runs-it, history: ['2024-02-13 retracted [paper]']}\n"
    "  - {id: never-did}\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: settled, decided: 2024-02-13,\n"
    "     verdict: It did., assessment: It says so., cites: [paper],\n"
    "     sides: [{answer: 'Yes', holds: true, claims: [runs-it]},"
    " {answer: 'No', claims: [never-did]}]}",
    "claims:\n"
    "  - {id: runs-it, history: ['2024-02-13 retracted [paper]']}\n"
    "  - {id: never-did}\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: settled, decided: 2024-02-13,\n"
    "     verdict: It did not., assessment: It says so., cites: [paper],\n"
    "     sides: [{answer: 'Yes', claims: [runs-it]},"
    " {answer: 'No', holds: true, claims: [never-did]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims on a side that holds, which themselves do not stand."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        authored = kb.authored[entry.record_id]
        for index, side in enumerate(entry.sides):
            for place, ref in enumerate(side.claims if side.holds else ()):
                claim = kb.claims[ref]
                if claim.status in DEPRECATED_STATUSES:
                    mark = authored.mark(*entry.loc, "sides", index, "claims", place)
                    message = f"{quoted(claim.claim.id)} holds, but is {claim.status}"
                    yield CODE.problem_at(mark, message, "mend its status or take it out")


RULE = Rule(CODE, check)
