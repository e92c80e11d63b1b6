"""What lost a dispute fell, and says how."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import DECIDED
from kb.problems import Problem, Severity, quoted
from kb.refs import local_of
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import DEPRECATED_STATUSES

CODE = Code(
    "KB583", Severity.ERROR, "a claim that lost a dispute and stands",
    "Once a dispute is settled, or was a misreading, the claims of the other sides were shown false"
    " (with the day and the evidence), withdrawn, or superseded. A claim that only explains, or"
    " that can be true all the same, belongs into `context` or on the side that held.",
    "claims: [{id: said, status: disputed}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, decided: 2024-02,\n"
    "     verdict: 'No.', cites: [paper], assessment: It is not,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
    "claims:\n"
    "  - {id: said, history: ['2024-01-20 disputed', '2024-02-01 refuted [paper]']}\n"
    "  - {id: denied}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, decided: 2024-02,\n"
    "     verdict: 'No.', cites: [paper], assessment: It is not,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims of a side that did not hold, in a decided dispute, that still stand."""
    for entry in kb.disputes.values():
        if entry.outcome not in DECIDED:
            continue
        for ref in entry.lost:
            claim = kb.claims[ref]
            if claim.authored_status in DEPRECATED_STATUSES or claim.superseded_by:
                continue
            message = (
                f"{quoted(claim.claim.id)} lost {quoted(local_of(entry.ref))},"
                f" and is {claim.authored_status}"
            )
            hint = "write `refuted` with its day and evidence, or move it to `context`"
            yield CODE.problem_at(claim_mark(kb, claim), message, hint)


RULE = Rule(CODE, check)
