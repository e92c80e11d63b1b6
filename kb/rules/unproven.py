"""What was only alleged, inferred or speculated is never confirmed, on no day."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import UNPROVEN_ACTS

CODE = Code(
    "KB502", Severity.ERROR, "a confirmed claim that was only alleged, inferred or speculated",
    "Somebody's inference stays an inference, in an earlier entry of a history too. Record the"
    " statement that established it as a claim of its own.",
    "claims:\n"
    "  - {id: guess, speech_act: speculated, status: confirmed}",
    "claims:\n"
    "  - {id: guess, speech_act: speculated, status: reported}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims confirmed in their status or any entry of their history."""
    for entry in kb.claims.values():
        claim = entry.claim
        if claim.speech_act not in UNPROVEN_ACTS:
            continue
        places = [("history", index) for index, item in enumerate(claim.history)
                  if item.status == "confirmed"]  # fmt: skip
        message = f"{quoted(claim.id)} is confirmed but only {claim.speech_act}"
        if claim.status == "confirmed":
            mark = claim_mark(kb, entry, "status")
            yield CODE.problem_at(mark, message, "write `status: reported`")
        for place in places:
            mark = claim_mark(kb, entry, *place)
            yield CODE.problem_at(mark, message, "write `reported`")


RULE = Rule(CODE, check)
