"""A claim rests on more than copies of unknown descent."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB516", Severity.WARNING, "a claim on sources of unknown lineage alone",
    "Nobody knows whom they copy, so it has no independent origin.",
    "sources: [{id: aggregator, lineage: unknown}]\n"
    "claims: [{id: c, cites: [aggregator]}]",
    "sources: [{id: aggregator, lineage: unknown}, {id: original}]\n"
    "claims: [{id: c, cites: [aggregator, original]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that stand as reported on copies of unknown descent alone."""
    for entry in kb.claims.values():
        support = entry.support
        is_weak = bool(support.sources) and not support.origins and entry.status == "reported"
        if is_weak:
            message = f"{quoted(entry.claim.id)} rests on sources of unknown lineage alone"
            hint = "find the original, or accept the finding with a reason"
            yield CODE.problem_at(claim_mark(kb, entry, "cites"), message, hint)


RULE = Rule(CODE, check)
