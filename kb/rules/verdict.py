"""Every dispute says in one sentence how it stands."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

MOST_WORDS = 25

CODE = Code(
    "KB581", Severity.ERROR, "a dispute without a verdict",
    "The verdict stands wherever the question does: in lists, previews, feeds and searches."
    " Settled or misread, it answers the question; compatible, it says how both hold; open, who"
    f" says what. One sentence of at most {MOST_WORDS} words: reasons belong into `assessment`.",
    "claims: [{id: said}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: open, assessment: It is not known,\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', claims: [denied]}]}",
    "claims: [{id: said}, {id: denied}]\n"
    "disputes:\n"
    "  - {id: d, question: 'Did it run the IT?', outcome: open, assessment: It is not known,\n"
    "     verdict: 'One outlet says so; the company denies it.',\n"
    "     sides: [{answer: 'Yes', claims: [said]}, {answer: 'No', claims: [denied]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield disputes without a verdict, and verdicts that are too long."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        authored = kb.authored[entry.record_id]
        name = quoted(entry.dispute.id)
        if not entry.verdict:
            hint = "write `verdict:`, one sentence that answers the question"
            if entry.outcome == "open":
                hint = "write `verdict:`, one sentence: who says what"
            yield CODE.problem_at(authored.mark(*entry.loc), f"{name} has no verdict", hint)
        elif (number := len(entry.verdict.split())) > MOST_WORDS:
            message = f"the verdict of {name} has {number} words"
            hint = f"say it in {MOST_WORDS}; the reasons belong into `assessment`"
            yield CODE.problem_at(authored.mark(*entry.loc, "verdict"), message, hint)


RULE = Rule(CODE, check)
