"""What editors accept occurs."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.accepting import Accepting
from kb.rules.shared.entry import LastRule

CODE = Code(
    "KB591", Severity.WARNING, "an accepted finding that does not occur",
    "The reason for it is gone: so should the entry be.",
    "accepted: [{code: KB514, reason: It quotes a title}]\n"
    "claims: [{id: c}]",
    "accepted: [{code: KB514, reason: It quotes a title}]\n"
    "claims: [{id: c}]\n"
    "topics: [{id: t, question: On the councils, answer: Three., claims: [c]}]",
    needs_all=True,
)  # fmt: skip


def check(accepting: Accepting) -> Iterator[Problem]:
    """Yield accepted findings that no rule had."""
    for authored, index, code in accepting.iter_unused():
        message = f"the accepted finding {quoted(code)} does not occur here"
        yield CODE.problem_at(
            authored.mark("accepted", index), message, "remove it from `accepted`"
        )


RULE = LastRule(CODE, check)
