"""A claim repeats what was said before it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import full_ref
from kb.rules.shared.days import is_before, said
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB562", Severity.WARNING, "a claim that repeats a younger one",
    "Nobody repeats what was not yet said: the arrow is the wrong way round, a day is wrong, or the"
    " older one was said earlier than its sources here show (then write `asserted`).",
    "claims:\n"
    "  - {id: first, asserted: 2024-01-19}\n"
    "  - {id: copy, asserted: 2024-01-10, restates: {claim: first, how: copied}}",
    "claims:\n"
    "  - {id: first, asserted: 2024-01-13~}\n"
    "  - {id: copy, asserted: 2024-01-10, restates: {claim: first, how: copied}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that were surely said before the one they restate."""
    for entry in kb.claims.values():
        restates = entry.claim.restates
        original = kb.claims.get(full_ref(restates.claim, entry.record_id)) if restates else None
        if original is not None and is_before(said(kb, entry), said(kb, original)):
            mark = claim_mark(kb, entry, "restates")
            names = f"{quoted(entry.claim.id)} is older than {quoted(original.claim.id)}"
            message = f"{names}, which it repeats"
            yield CODE.problem_at(mark, message, "mend a day, or turn the arrow round")


RULE = Rule(CODE, check)
