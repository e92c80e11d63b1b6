"""A joint statement has several speakers, and they say it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.claims import Claim
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB578", Severity.WARNING, "a joint statement of one speaker, or of somebody else",
    "`joint` makes several speakers count as one. It names speakers of the claim as `asserted_by`"
    " does, two of them at least.",
    "claims:\n"
    "  - {id: notice, asserted_by: [{text: One}, {text: Another}], joint: [One, Third]}",
    "claims:\n"
    "  - {id: notice, asserted_by: [{text: One}, {text: Another}], joint: [One, Another]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are joint with nobody."""
    for entry in kb.claims.values():
        claim = entry.claim
        if claim.joint is False:
            continue
        message = _fault(claim)
        if message:
            hint = "name two or more of its speakers, or take `joint` out"
            yield CODE.problem_at(claim_mark(kb, entry, "joint"), message, hint)


def _fault(claim: Claim) -> str | None:
    names = [item.entity or item.text or "" for item in claim.asserted_by]
    joint = names if claim.joint is True else list(claim.joint or ())
    strange = [name for name in joint if name not in names]
    if strange:
        return f"{quoted(strange[0])} is no speaker of {quoted(claim.id)}"
    if len(set(joint)) < 2:
        return f"{quoted(claim.id)} is joint, and one speaker says it"
    return None


RULE = Rule(CODE, check)
