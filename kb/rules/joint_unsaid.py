"""A joint statement is marked as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)

CODE = Code(
    "KB597", Severity.WARNING, "a joint statement that counts as several",
    "Speakers of one joint statement count as one origin: `joint: true`. Where `via` speaks of a"
    " joint statement, the claim says so too.",
    "claims:\n"
    "  - {id: notice, asserted_by: [{text: One}, {text: Another}], via: Joint statement}",
    "claims:\n"
    "  - {id: notice, asserted_by: [{text: One}, {text: Another}], via: Joint statement,\n"
    "     joint: true}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims of several speakers that look joint and are not marked."""
    for entry in kb.claims.values():
        claim = entry.claim
        if len(claim.asserted_by) < 2 or claim.joint:
            continue
        if claim.via is not None and _JOINT.search(claim.via):
            message = f"{quoted(claim.id)} is a joint statement by its `via`, and counts as several"
            yield CODE.problem_at(claim_mark(kb, entry), message, "write `joint: true`")


RULE = Rule(CODE, check)
