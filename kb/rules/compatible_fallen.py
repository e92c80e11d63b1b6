"""What can be true together has not fallen."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import local_of
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import FALLEN_STATUSES

BARRED = FALLEN_STATUSES | {"disputed"}

CODE = Code(
    "KB584", Severity.ERROR, "a claim of a compatible dispute that is disputed or fell",
    "A dispute is `compatible` where all its sides can be true together: then none of their claims"
    " is disputed, shown false or withdrawn. What fell belongs into another dispute, or the outcome"
    " is another one.",
    "claims: [{id: said, status: disputed}, {id: other}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it quick?', outcome: compatible, assessment: Both,\n"
    "     verdict: 'Both hold.',\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'Slow', claims: [other]}]}",
    "claims: [{id: said}, {id: other}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it quick?', outcome: compatible, assessment: Both,\n"
    "     verdict: 'Both hold.',\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'Slow', claims: [other]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims on a side of a compatible dispute that are disputed, refuted or retracted."""
    for entry in kb.disputes.values():
        if entry.outcome != "compatible":
            continue
        for ref in (ref for side in entry.sides for ref in side.claims):
            claim = kb.claims[ref]
            if claim.authored_status in BARRED:
                message = (
                    f"{quoted(claim.claim.id)} is {claim.authored_status}, and"
                    f" {quoted(local_of(entry.ref))} says that all can be true"
                )
                hint = "mend its status, move it to `context`, or change the outcome"
                yield CODE.problem_at(claim_mark(kb, claim), message, hint)


RULE = Rule(CODE, check)
