"""A refusal to answer is no answer."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB545", Severity.ERROR, "a refusal to answer on a side of a dispute",
    "Whoever declined to say something said nothing: the claim stands on no side of a dispute, and"
    " belongs into its `context`.",
    "claims:\n"
    "  - {id: so}\n"
    "  - {id: no-word, speech_act: declined}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it so?', outcome: open, verdict: One says so.,\n"
    "     assessment: Nothing else.,\n"
    "     sides: [{answer: 'Yes', claims: [so]}, {answer: No word, claims: [no-word]}]}",
    "claims:\n"
    "  - {id: so}\n"
    "  - {id: not-so}\n"
    "  - {id: no-word, speech_act: declined}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it so?', outcome: open, verdict: Both speak.,\n"
    "     assessment: Nothing else.,\n"
    "     sides: [{answer: 'Yes', claims: [so]}, {answer: 'No', claims: [not-so]}],\n"
    "     context: [no-word]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield refusals that stand as somebody's answer."""
    for dispute in kb.disputes.values():
        for side in dispute.sides:
            for ref in side.claims:
                entry = kb.claims[ref]
                if entry.claim.speech_act == "declined":
                    message = (
                        f"{quoted(entry.claim.id)} declined to answer, and stands for an answer"
                    )
                    yield CODE.problem_at(
                        claim_mark(kb, entry, "speech_act"), message, "move it to `context`"
                    )


RULE = Rule(CODE, check)
