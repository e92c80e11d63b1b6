"""Some source of a claim is not older than the day it was said."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.judging.origins import is_support
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB579", Severity.WARNING, "sources that are older than what they carry",
    "A page cannot carry what was said later. Either a date is wrong, or the page was changed:"
    " then give that state of it an entry in `versions`, and name it in the cite.",
    "sources: [{id: page, issued: 2024-01-19}]\n"
    "claims:\n"
    "  - {id: later, asserted: 2024-02-13, cites: [page]}",
    "sources:\n"
    "  - id: page\n"
    "    issued: 2024-01-19\n"
    "    versions: [{id: changed, issued: 2024-02-13, note: It has the sentence.}]\n"
    "claims:\n"
    "  - {id: later, asserted: 2024-02-13, cites: [{source: page, version: changed}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims all of whose sources are surely older than the day they were said."""
    for entry in kb.claims.values():
        claim = entry.claim
        said = loose_bounds(claim.asserted)[0] if claim.asserted is not None else None
        if said is None or claim.is_ours:
            continue
        cites = [cite for cite in claim.cites if is_support(cite, kb.sources)]
        ends = [kb.judge.published.of(cite)[1] for cite in cites]
        if ends and all(end is not None and end < said for end in ends):
            message = f"every source of {quoted(claim.id)} is older than the day it was said"
            hint = "name the `version` that has it, or mend a date"
            yield CODE.problem_at(claim_mark(kb, entry, "asserted"), message, hint)


RULE = Rule(CODE, check)
