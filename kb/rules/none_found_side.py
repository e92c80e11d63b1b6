"""“None found” stands on no plain “no”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

SAYS_FOUND = re.compile(r"\b(?:found|evidence|signs?|indications?)\b", re.IGNORECASE)

CODE = Code(
    "KB593", Severity.ERROR, "“no evidence found” as the answer “no”",
    "Whoever found no evidence did not say no. Such a claim stands on a side only where the answer"
    " of the side says that none was found.",
    "claims:\n"
    "  - {id: taken}\n"
    "  - {id: none-seen, about: {predicate: data-accessed, evidence: none-found}}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was data taken?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'The gang says so; the council found no evidence.',\n"
    "     sides: [{answer: 'Yes', claims: [taken]}, {answer: 'No', claims: [none-seen]}]}",
    "claims:\n"
    "  - {id: taken}\n"
    "  - {id: none-seen, about: {predicate: data-accessed, evidence: none-found}}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was data taken?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'The gang says so; the council found no evidence.',\n"
    "     sides: [{answer: 'Yes', claims: [taken]},\n"
    "             {answer: 'No evidence found', claims: [none-seen]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that found no evidence, on a side whose answer does not say so."""
    for entry in kb.disputes.values():
        for index, side in enumerate(entry.sides):
            if not side.answer or SAYS_FOUND.search(side.answer):
                continue
            for place, ref in enumerate(side.claims):
                claim = kb.claims[ref].claim
                if claim.about is None or claim.about.evidence is None:
                    continue
                message = f"{quoted(claim.id)} found no evidence; that is not {quoted(side.answer)}"
                hint = "give it a side of its own: `answer: No evidence found`"
                authored = kb.authored[entry.record_id]
                mark = authored.mark(*entry.loc, "sides", index, "claims", place)
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
