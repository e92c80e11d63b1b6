"""An answer to a request for information is cited with the number of the answer."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB524", Severity.WARNING, "an answer to a request cited as a whole",
    "A page with an answer to a request for information holds the words of whoever asked too, and"
    " those are not the body's. Write where the answer stands: `locator: answer 2`.",
    "sources: [{id: request, kind: foi}]\n"
    "claims: [{id: c, cites: [request]}]",
    "sources: [{id: request, kind: foi}]\n"
    "claims: [{id: c, cites: [{source: request, locator: answer 2}]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield supporting cites of answers to requests that have no locator."""
    for entry in kb.claims.values():
        for index, cite in enumerate(entry.claim.cites):
            source = kb.sources[cite.source]
            if source.kind == "foi" and cite.stance == "supports" and not cite.locator:
                message = f"{quoted(entry.claim.id)} cites {quoted(cite.source)} as a whole"
                mark = claim_mark(kb, entry, "cites", index)
                hint = "write `locator: answer 2`, or where it stands"
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
