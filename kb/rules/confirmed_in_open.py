"""What is confirmed is not at the same time an open question."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import local_of
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB585", Severity.ERROR, "a confirmed claim on a side of an open dispute",
    "While a question is open, no answer to it is confirmed; the finding of a court, regulator or"
    " inquiry alone may be, and is then shown as contested by whoever says otherwise. Either the"
    " dispute is settled, or the claim is not confirmed, or it answers another question and belongs"
    " into `context`.",
    "entities: [{id: council, org_kind: local-authority}]\n"
    "sources: [{id: minutes, issuer: council, origin: primary}, {id: article}]\n"
    "claims:\n"
    "  - {id: paid, asserted_by: council, cites: [minutes], status: confirmed,\n"
    "     about: {predicate: loss, value: 500, currency: GBP}}\n"
    "  - {id: more, cites: [article], about: {predicate: loss, value: 900, currency: GBP}}\n"
    "disputes:\n"
    "  - {id: d, question: 'What did it cost?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'The council says 500, a paper 900 pounds.',\n"
    "     sides: [{answer: '500', claims: [paid]}, {answer: '900', claims: [more]}]}",
    "entities: [{id: council, org_kind: local-authority}, {id: court, org_kind: court}]\n"
    "sources:\n"
    "  - {id: ruling, issuer: court, origin: primary, kind: court}\n"
    "  - {id: article}\n"
    "claims:\n"
    "  - {id: paid, asserted_by: court, cites: [ruling], status: confirmed,\n"
    "     about: {predicate: loss, value: 500, currency: GBP}}\n"
    "  - {id: more, cites: [article], about: {predicate: loss, value: 900, currency: GBP}}\n"
    "disputes:\n"
    "  - {id: d, question: 'What did it cost?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'The court found 500, a paper says 900 pounds.',\n"
    "     sides: [{answer: '500', claims: [paid]}, {answer: '900', claims: [more]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield confirmed claims on a side of an open dispute that are no finding."""
    for entry in kb.disputes.values():
        if entry.outcome != "open" or entry.dispute is None:
            continue
        for ref in (ref for side in entry.sides for ref in side.claims):
            claim = kb.claims[ref]
            if claim.authored_status == "confirmed" and claim.support.ground != "finding":
                message = (
                    f"{quoted(claim.claim.id)} is confirmed, and answers"
                    f" {quoted(local_of(entry.ref))}, which is open"
                )
                hint = "settle the dispute, lower the status, or move the claim to `context`"
                yield CODE.problem_at(claim_mark(kb, claim), message, hint)


RULE = Rule(CODE, check)
