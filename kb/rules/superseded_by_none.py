"""A superseded claim has a successor."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import status_mark

CODE = Code(
    "KB504", Severity.ERROR, "a superseded claim without a successor",
    "The claim that replaced it must say so.",
    "claims: [{id: old, status: superseded}]",
    "claims: [{id: old, status: superseded}, {id: new, supersedes: old}]",
    needs_all=True,
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield superseded claims that no claim supersedes."""
    for entry in kb.claims.values():
        if entry.authored_status == "superseded" and not entry.superseded_by:
            message = f"{quoted(entry.claim.id)} is superseded, but no claim supersedes it"
            hint = f"write `supersedes: {entry.claim.id}` in the claim that replaced it"
            yield CODE.problem_at(status_mark(kb, entry), message, hint)


RULE = Rule(CODE, check)
