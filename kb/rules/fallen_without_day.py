"""What was withdrawn or shown false says when, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.judging.standing import evidence_of
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import FALLEN_STATUSES, STATUSES

CODE = Code(
    "KB576", Severity.ERROR, "a withdrawn or refuted claim without a day",
    "That somebody took it back, or that it was shown false, happened on a day and stands in a"
    " source. Without both nobody can tell what was known before.",
    "claims:\n"
    "  - {id: blame, status: retracted}",
    "sources: [{id: paper, issued: 2024-01-19}, {id: correction, issued: 2024-02-13}]\n"
    "claims:\n"
    "  - {id: blame, cites: [paper], history: ['2024-02-13 retracted [correction]']}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that fell on no day: by a bare status, or an entry that nothing dates."""
    for entry in kb.claims.values():
        claim = entry.claim
        if claim.status in FALLEN_STATUSES:
            message = f"{quoted(claim.id)} is {STATUSES.label(claim.status).lower()} on no day"
            hint = f"write a `history` with the day and its source: 2024-02-13 {claim.status} [key]"
            yield CODE.problem_at(claim_mark(kb, entry, "status"), message, hint)
        for index, item in enumerate(claim.history):
            if item.status not in FALLEN_STATUSES or item.date is not None:
                continue
            evidence = evidence_of(item, claim, kb.judge.published, kb.sources)
            if evidence[1] is None:
                label = STATUSES.label(item.status).lower()
                message = f"nothing dates when {quoted(claim.id)} was {label}"
                mark = claim_mark(kb, entry, "history", index)
                yield CODE.problem_at(mark, message, "write its `date`, or cite a dated source")


RULE = Rule(CODE, check)
