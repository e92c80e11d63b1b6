"""A claim is disputed while a dispute about it is open."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB586", Severity.ERROR, "a disputed claim without an open dispute",
    "`disputed` says that a question is open: the claim stands on a side of an open dispute. Once"
    " the dispute is decided the claim held, or it was shown false, withdrawn or superseded;"
    " `disputed` is then an entry of its history, for the time in between.",
    "sources: [{id: paper}, {id: denial, issued: 2024-01-24}]\n"
    "claims:\n"
    "  - {id: cause, cites: [paper, {source: denial, stance: denies}], status: disputed}",
    "claims:\n"
    "  - {id: cause, status: disputed, asserted_by: {text: One}}\n"
    "  - {id: not-cause, asserted_by: {text: Other}}\n"
    "disputes:\n"
    "  - {id: d, question: 'Was it the cause?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'One says so, another denies it.',\n"
    "     sides: [{answer: 'Yes', claims: [cause]}, {answer: 'No', claims: [not-cause]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are disputed today and stand on no side of an open dispute."""
    for entry in kb.claims.values():
        if entry.authored_status != "disputed" or _is_open(kb, entry):
            continue
        message = f"{quoted(entry.claim.id)} is disputed, and no dispute about it is open"
        hint = "put it on a side of an open dispute, or give it the status that it has now"
        yield CODE.problem_at(claim_mark(kb, entry), message, hint)


def _is_open(kb: KnowledgeBase, entry: ClaimEntry) -> bool:
    disputes = (kb.disputes[ref] for ref in entry.disputes)
    return any(item.outcome == "open" and entry.ref not in item.context for item in disputes)


RULE = Rule(CODE, check)
