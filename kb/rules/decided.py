"""A decision has a day and evidence, and comes after what it decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.index.entries import DECIDED, DisputeEntry
from kb.problems import Problem, Severity, quoted
from kb.refs import local_of
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB587", Severity.ERROR, "a decided dispute without a day, evidence, or a side that held",
    "A dispute that is settled, or was a misreading, says which side held, on which day that became"
    " clear in public, and by what: `holds: true`, `decided`, `cites`. Where the sources show only"
    " by when it was clear, the day is a bound: `../2024-03-05`.",
    "claims: [{id: said, history: ['2024-01-25 refuted [paper]']}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, assessment: It is not,\n"
    "     verdict: 'No.', cites: [paper],\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
    "claims: [{id: said, history: ['2024-01-25 refuted [paper]']}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', outcome: settled, assessment: It is not,\n"
    "     verdict: 'No.', cites: [paper], decided: ../2024-03-05,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', holds: true, claims: [denied]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield decided disputes that lack a day, a source or a side, and too early decisions."""
    for entry in kb.disputes.values():
        dispute = entry.dispute
        if dispute is None or entry.outcome not in DECIDED:
            continue
        mark = kb.authored[entry.record_id].mark(*entry.loc, "outcome")
        name = quoted(dispute.id)
        if not any(side.holds for side in entry.sides):
            hint = "write `holds: true` on the side that held, or `outcome: open`"
            yield CODE.problem_at(mark, f"no side of {name} holds, and it is decided", hint)
        if dispute.decided is None:
            hint = "write `decided:`, the day on which it became clear in public, or ../DAY"
            yield CODE.problem_at(mark, f"{name} is decided on no day", hint)
        if not dispute.cites:
            yield CODE.problem_at(mark, f"nothing shows that {name} is decided", "write `cites`")
        yield from _early(kb, entry)


def _early(kb: KnowledgeBase, entry: DisputeEntry) -> Iterator[Problem]:
    decided = entry.dispute.decided if entry.dispute is not None else None
    last = loose_bounds(decided)[1] if decided is not None else None
    if last is None or decided is None:
        return
    for what, day in _needed(kb, entry):
        if last < day:
            mark = kb.authored[entry.record_id].mark(*entry.loc, "decided")
            message = f"{quoted(local_of(entry.ref))} was decided on {decided.text}, but {what}"
            hint = "mend the day, or move what came later to `context`"
            yield CODE.problem_at(mark, f"{message} was first said on {day}", hint)


def _needed(kb: KnowledgeBase, entry: DisputeEntry) -> Iterator[tuple[str, dt.date]]:
    """Yield what must have been public before a decision, with its first possible day."""
    for ref in entry.holds:
        day = kb.claims[ref].known.earliest
        if day is not None:
            yield quoted(local_of(ref)), day
    for side in entry.sides:
        days = [kb.claims[ref].known.earliest for ref in side.claims]
        known = [day for day in days if day is not None]
        if not side.holds and known and len(known) == len(days):
            yield f"the answer {quoted(side.answer)}", min(known)


RULE = Rule(CODE, check)
