"""A dispute is judged by us, by whoever corrected itself, or by a court, regulator or inquiry."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import DisputeEntry
from kb.judging.confirming import AUTHORITIES
from kb.model.claims import EDITORS, Speaker
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.said import keys_of_sayers

CODE = Code(
    "KB588", Severity.ERROR, "a dispute judged by somebody who did not judge it",
    "`by` is `editors`; or the party that took back or replaced its own claim; or the court,"
    " regulator or inquiry that decided this very question, whose document stands in `cites`. What"
    " merely convinced us is evidence, and belongs into `assessment`.",
    "entities: [{id: record, org_kind: media}]\n"
    "claims:\n"
    "  - {id: said, history: ['2024-01-25 refuted [paper]']}\n"
    "  - {id: denied}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, assessment: It is not,\n"
    "     verdict: 'No.', cites: [paper], decided: 2024-03, by: record,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
    "entities: [{id: record, org_kind: media}]\n"
    "sources: [{id: article}, {id: correction, issuer: record, issued: 2024-01-25}]\n"
    "claims:\n"
    "  - {id: said, asserted_by: record, cites: [article],\n"
    "     history: ['2024-01-25 retracted [correction]']}\n"
    "  - {id: denied, cites: [article]}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, assessment: It is not,\n"
    "     verdict: 'No.', cites: [correction], decided: 2024-03, by: record,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield those named as judges who neither corrected themselves nor decided the question."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        for index, judge in enumerate(entry.dispute.by):
            if judge.entity == EDITORS or _corrected_itself(kb, entry, judge):
                continue
            if _has_found(kb, entry, judge):
                continue
            name = judge.text or judge.entity or ""
            message = f"{quoted(name)} did not judge {quoted(entry.dispute.id)}"
            hint = "leave `by` out where we judged, and name the evidence in `assessment`"
            mark = kb.authored[entry.record_id].mark(*entry.loc, "by", index)
            yield CODE.problem_at(mark, message, hint)


def _corrected_itself(kb: KnowledgeBase, entry: DisputeEntry, judge: Speaker) -> bool:
    """Return whether somebody withdrew or replaced a claim of the dispute that was its own."""
    keys = kb.judge.bodies.of_speaker(judge)
    for ref in (ref for side in entry.sides for ref in side.claims):
        claim = kb.claims[ref]
        if keys.isdisjoint(keys_of_sayers(kb, claim)):
            continue
        if claim.authored_status == "retracted" or claim.superseded_by:
            return True
    return False


def _has_found(kb: KnowledgeBase, entry: DisputeEntry, judge: Speaker) -> bool:
    """Return whether somebody whose findings count says so in a document that is cited."""
    if kb.judge.bodies.org_kind(judge.entity) not in AUTHORITIES:
        return False
    keys = kb.judge.bodies.of_speaker(judge)
    cites = entry.dispute.cites if entry.dispute is not None else ()
    own = (kb.judge.bodies.of_source(kb.sources[cite.source]) for cite in cites)
    return any(not keys.isdisjoint(found) for found in own)


RULE = Rule(CODE, check)
