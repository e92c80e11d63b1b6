"""A denial says what it denies."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB589", Severity.ERROR, "a denial of nothing",
    "The text of a denial is what its speaker holds to be true. What it denies stands beside it in"
    " `denies`: the claim, or in a few words what it answers. Without that, “the company denied: it"
    " was not hit” reads as its opposite.",
    "claims:\n"
    "  - {id: not-hit, speech_act: denied}",
    "claims:\n"
    "  - {id: hit}\n"
    "  - {id: not-hit, speech_act: denied, denies: [hit]}\n"
    "  - {id: not-paid, speech_act: denied, denies: [{text: that a ransom was paid}]}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it hit?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'One says so, another denies it.',\n"
    "     sides: [{answer: 'Yes', claims: [hit]}, {answer: 'No', claims: [not-hit]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield denials without `denies`, and `denies` on what is no denial."""
    for entry in kb.claims.values():
        claim = entry.claim
        if claim.speech_act == "denied" and not claim.denies:
            message = f"{quoted(claim.id)} denies, and does not say what"
            hint = "write `denies: [claim]`, or `denies: [{text: that …}]`"
            yield CODE.problem_at(claim_mark(kb, entry, "speech_act"), message, hint)
        elif claim.denies and claim.speech_act != "denied":
            message = f"{quoted(claim.id)} denies something, and is {claim.speech_act}"
            hint = "write `speech_act: denied`, or take `denies` away"
            yield CODE.problem_at(claim_mark(kb, entry, "denies"), message, hint)


RULE = Rule(CODE, check)
