"""What was said while a dispute went on was disputed from its first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB518", Severity.ERROR, "a history that starts too late",
    "A claim that was first said when somebody else had already answered otherwise in public was"
    " disputed from its first day. A history that begins with the end leaves it standing unopposed"
    " on the days between: write `disputed` first.",
    "sources: [{id: paper, issued: 2024-01-10}, {id: rewrite, issued: 2024-01-30},\n"
    "          {id: correction, issued: 2024-02-13}]\n"
    "claims:\n"
    "  - {id: not-so, asserted_by: {text: Company}, cites: [paper], asserted: 2024-01-10}\n"
    "  - {id: so, cites: [rewrite], asserted: 2024-01-30,\n"
    "     history: ['2024-02-13 refuted [correction]']}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, decided: 2024-02-13, verdict: 'No.',\n"
    "     assessment: It is not, cites: [correction],\n"
    "     sides: [{answer: 'Yes', claims: [so]}, {answer: 'No', holds: true, claims: [not-so]}]}",
    "sources: [{id: paper, issued: 2024-01-10}, {id: rewrite, issued: 2024-01-30},\n"
    "          {id: correction, issued: 2024-02-13}]\n"
    "claims:\n"
    "  - {id: not-so, asserted_by: {text: Company}, cites: [paper], asserted: 2024-01-10}\n"
    "  - {id: so, cites: [rewrite], asserted: 2024-01-30,\n"
    "     history: ['2024-01-30 disputed [paper]', '2024-02-13 refuted [correction]']}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, decided: 2024-02-13, verdict: 'No.',\n"
    "     assessment: It is not, cites: [correction],\n"
    "     sides: [{answer: 'Yes', claims: [so]}, {answer: 'No', holds: true, claims: [not-so]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims of a side that fell, were opposed from the first, and never show as disputed."""
    for dispute in kb.disputes.values():
        for ref in dispute.lost:
            entry = kb.claims[ref]
            history = entry.claim.history
            if not history or any(item.status == "disputed" for item in history):
                continue
            begins = entry.known.earliest
            ends = next(iter(entry.changes[1:]), None)
            if begins is None or ends is None or ends.since <= entry.known.latest:
                continue
            answered = _answered(kb, dispute, entry)
            if answered is not None and answered < begins:
                message = (
                    f"{quoted(entry.claim.id)} was first said when the other side was public"
                    f" (since {answered}), and its history begins with {history[0].status}"
                )
                hint = f"write `{begins} disputed [key]` first"
                yield CODE.problem_at(claim_mark(kb, entry, "history"), message, hint)


def _answered(kb: KnowledgeBase, dispute: DisputeEntry, entry: ClaimEntry) -> dt.date | None:
    """Return the day on which somebody else had surely answered otherwise."""
    ours = kb.judge.bodies.of_speakers(entry.claim)
    others = (kb.claims[ref] for ref in dispute.holds)
    days = [
        other.known.latest
        for other in others
        if ours.isdisjoint(kb.judge.bodies.of_speakers(other.claim))
    ]
    return min(days, default=None)


RULE = Rule(CODE, check)
