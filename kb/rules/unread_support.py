"""A page that nobody read supports nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB517", Severity.WARNING, "a claim supported by a page that nobody read",
    "Of this source only the address was seen: it can be mentioned, but it shows nothing.",
    "sources: [{id: paper}, {id: directive, read: address-only}]\n"
    "claims: [{id: c, cites: [paper, directive]}]",
    "sources: [{id: paper}, {id: directive, read: address-only}]\n"
    "claims: [{id: c, cites: [paper, {source: directive, stance: mentions}]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that a page supports of which only the address was seen."""
    for entry in kb.claims.values():
        for index, cite in enumerate(entry.claim.cites):
            if cite.stance == "supports" and kb.sources[cite.source].read == "address-only":
                message = (
                    f"{quoted(cite.source)} was never read, yet supports {quoted(entry.claim.id)}"
                )
                hint = "write `stance: mentions`, or read it and mend its entry"
                yield CODE.problem_at(claim_mark(kb, entry, "cites", index), message, hint)


RULE = Rule(CODE, check)
