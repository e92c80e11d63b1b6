"""A dispute is decided by something that was public by then."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.entry import Rule

CODE = Code(
    "KB565", Severity.WARNING, "a dispute decided before what holds was public",
    "`decided` is the day on which it became clear in public. Before any of the claims that hold"
    " was public, it was not: mend the day, or name the claim that decided it in `holds`.",
    "claims:\n"
    "  - {id: said, asserted: 2024-01-10}\n"
    "  - {id: denied, asserted: 2024-02-13}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', claims: [said, denied], outcome: settled,\n"
    "     holds: [denied], decided: 2024-01-25, assessment: It is not.}",
    "claims:\n"
    "  - {id: said, asserted: 2024-01-10}\n"
    "  - {id: denied, asserted: 2024-02-13}\n"
    "disputes:\n"
    "  - {id: d, question: 'Is it so?', claims: [said, denied], outcome: settled,\n"
    "     holds: [denied], decided: 2024-02, assessment: It is not.}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield disputes that were surely decided before any claim that holds was public."""
    for entry in kb.disputes.values():
        decided = entry.dispute.decided if entry.dispute is not None else None
        last = loose_bounds(decided)[1] if decided is not None else None
        firsts = [kb.claims[ref].known.earliest for ref in entry.holds if ref in kb.claims]
        days = [day for day in firsts if day is not None]
        if last is None or decided is None or len(days) < len(firsts) or not days:
            continue
        if last < min(days):
            mark = kb.authored[entry.record_id].mark(*entry.loc, "decided")
            name = entry.ref.split("#")[1]
            message = (
                f"{quoted(name)} was decided on {decided.text}, but what holds was first public on"
                f" {min(days)}"
            )
            yield CODE.problem_at(mark, message, "mend the day, or `holds`")


RULE = Rule(CODE, check)
