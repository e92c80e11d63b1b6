"""A claim replaces what was said before it."""

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
    "KB563", Severity.WARNING, "a claim that supersedes a younger one",
    "What was said earlier replaces nothing that was said later: the arrow is the wrong way round,"
    " or a day is wrong.",
    "claims:\n"
    "  - {id: old, asserted: 2024-01-19}\n"
    "  - {id: new, asserted: 2024-01-10, supersedes: old}",
    "claims:\n"
    "  - {id: old, asserted: 2024-01-19}\n"
    "  - {id: new, asserted: 2024-01, supersedes: old}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that were surely said before the one they supersede."""
    for entry in kb.claims.values():
        name = entry.claim.supersedes
        old = kb.claims.get(full_ref(name, entry.record_id)) if name is not None else None
        if old is not None and is_before(said(kb, entry), said(kb, old)):
            mark = claim_mark(kb, entry, "supersedes")
            names = f"{quoted(entry.claim.id)} is older than {quoted(old.claim.id)}"
            message = f"{names}, which it supersedes"
            yield CODE.problem_at(mark, message, "mend a day, or turn the arrow round")


RULE = Rule(CODE, check)
