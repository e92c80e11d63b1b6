"""Sources of a claim do not have it from each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB574", Severity.ERROR, "sources that take a statement from each other",
    "Somebody said it first: one `from` is the wrong way round, or the first source is missing. A"
    " circle counts as no origin.",
    "sources: [{id: a}, {id: b}]\n"
    "claims:\n"
    "  - {id: c, cites: [{source: a, from: b}, {source: b, from: a}]}",
    "sources: [{id: a}, {id: b}]\n"
    "claims:\n"
    "  - {id: c, cites: [{source: a, from: b}, b]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield cites whose `from` leads back to them."""
    for entry in kb.claims.values():
        circular = set(entry.support.circular)
        for index, cite in enumerate(entry.claim.cites):
            if cite.source in circular and cite.from_ is not None:
                message = f"{quoted(cite.source)} has the statement from itself in the end"
                mark = claim_mark(kb, entry, "cites", index)
                yield CODE.problem_at(mark, message, "turn one `from` round, or take it out")


RULE = Rule(CODE, check)
