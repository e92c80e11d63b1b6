"""An entry of a history is not older than what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.judging.standing import evidence_of, possible_floor
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB573", Severity.WARNING, "a status before its evidence",
    "An entry of a history says an earlier day than its sources, its successor or the rule for"
    " `confirmed` allow. The view by day shows it from the day of the evidence: write that day.",
    "sources: [{id: paper, issued: 2024-01-19}, {id: verdict, issued: 2025-03-01}]\n"
    "claims:\n"
    "  - {id: blame, cites: [paper], history: ['2024-02-01 refuted [verdict]']}",
    "sources: [{id: paper, issued: 2024-01-19}, {id: verdict, issued: 2025-03-01}]\n"
    "claims:\n"
    "  - {id: blame, cites: [paper], history: ['2025-03 refuted [verdict]']}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entries that are surely older than anything that shows them."""
    for entry in kb.claims.values():
        if not entry.claim.history:
            continue
        case = kb.cases.of(entry)
        for index, item in enumerate(entry.claim.history):
            said = loose_bounds(item.date)[1] if item.date is not None else None
            # A claim that was superseded before its successor has a rule of its own.
            if said is None or item.status == "superseded":
                continue
            evidence = evidence_of(item, entry.claim, kb.judge.published, kb.sources)
            floor = possible_floor(case, item.status, evidence)
            if floor is not None and said < floor:
                day = f"{floor.day} {floor:%B %Y}"
                message = f"{quoted(entry.claim.id)} is {item.status} before {day}"
                hint = f"what shows it is public from {day} at the earliest: write that day"
                mark = claim_mark(kb, entry, "history", index)
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
