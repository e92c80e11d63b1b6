"""A disputed claim has somebody who says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.judging.standing import evidence_of
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import status_mark

CODE = Code(
    "KB577", Severity.WARNING, "a disputed claim that nobody disputes",
    "`disputed` means that somebody with standing said otherwise in public. Record what they said,"
    " in one dispute with it, or cite the source that denies it: the first of them gives the day.",
    "claims:\n"
    "  - {id: cause, status: disputed}",
    "sources: [{id: paper}, {id: denial, issued: 2024-01-24}]\n"
    "claims:\n"
    "  - {id: cause, cites: [paper, {source: denial, stance: denies}], status: disputed}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are disputed today and against which nothing is on record."""
    for entry in kb.claims.values():
        if entry.authored_status != "disputed":
            continue
        history = entry.claim.history
        is_shown = bool(history) and (
            (history[-1].date is not None and bool(history[-1].cites))
            or evidence_of(history[-1], entry.claim, kb.judge.published, kb.sources)[1] is not None
        )
        if not is_shown and not kb.cases.of(entry).against:
            message = f"nobody on record says otherwise than {quoted(entry.claim.id)}"
            hint = "put it into a dispute with the claim that denies it, or cite who disputes it"
            yield CODE.problem_at(status_mark(kb, entry), message, hint)


RULE = Rule(CODE, check)
