"""A dispute has two sides at least, each with its answer."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB582", Severity.ERROR, "a dispute without two sides",
    "A side is an answer in a few words, with the claims that give it; what only explains stands in"
    " `context`. Where all claims give one answer, nobody disagrees: that is a topic or an open"
    " question.",
    "claims: [{id: said}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'One outlet says so; the company denies it.', context: [said, denied]}",
    "claims: [{id: said}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'One outlet says so; the company denies it.',\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', claims: [denied]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield disputes with fewer than two sides, and sides without an answer of their own."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        authored = kb.authored[entry.record_id]
        if len(entry.sides) < 2:
            number = ("no side", "one side")[len(entry.sides)]
            message = f"{quoted(entry.dispute.id)} has {number}"
            hint = "write `sides`: one item for each answer, with the claims that give it"
            yield CODE.problem_at(authored.mark(*entry.loc), message, hint)
        seen: set[str] = set()
        for index, side in enumerate(entry.sides):
            mark = authored.mark(*entry.loc, "sides", index)
            if not side.answer:
                message = f"a side of {quoted(entry.dispute.id)} has no answer"
                yield CODE.problem_at(mark, message, "write `answer:`, a few words such as `No`")
            elif side.answer.casefold() in seen:
                message = f"two sides of {quoted(entry.dispute.id)} answer {quoted(side.answer)}"
                yield CODE.problem_at(mark, message, "make one side of the two")
            seen.add(side.answer.casefold())


RULE = Rule(CODE, check)
