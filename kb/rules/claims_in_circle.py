"""Claims do not supersede or restate each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import full_ref
from kb.resolve.resolver import find_cycles
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB505", Severity.ERROR, "claims that supersede or restate each other in a circle",
    "One of the steps is the wrong way round.",
    "claims: [{id: a, supersedes: b}, {id: b, supersedes: a}]",
    "claims: [{id: a}, {id: b, supersedes: a}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that lead back to themselves."""
    for field in ("supersedes", "restates"):
        for ref in find_cycles(_arrows(kb, field)):
            entry = kb.claims[ref]
            message = f"{quoted(entry.claim.id)} leads back to itself by `{field}`"
            mark = claim_mark(kb, entry, field)
            yield CODE.problem_at(mark, message, "one of the steps is wrong")


def _arrows(kb: KnowledgeBase, field: str) -> dict[str, tuple[str, ...]]:
    arrows: dict[str, tuple[str, ...]] = {}
    for ref, entry in kb.claims.items():
        value = getattr(entry.claim, field)
        name = value if isinstance(value, str) or value is None else value.claim
        arrows[ref] = (full_ref(name, entry.record_id),) if name else ()
    return arrows


RULE = Rule(CODE, check)
