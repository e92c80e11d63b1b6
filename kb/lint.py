# The runner of the house rules: which there are is found in kb.rules. It judges nothing itself; it
# leaves out what the editors of a record accepted.
"""Run all house rules and leave out what the editors accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes import problem_at
from kb.ids import suggest
from kb.index import KnowledgeBase
from kb.problems import Findings, Problem, Severity, quoted
from kb.rules import CATALOGUE, RULES, AnyRule, DayRule, LastRule, Rule
from kb.rules.shared.accepting import Accepting


def lint(
    kb: KnowledgeBase, *, today: dt.date | None = None, rules: tuple[AnyRule, ...] = RULES
) -> tuple[Problem, ...]:
    """Return the findings of the house rules; those that depend on `today` are `info`."""
    accepting = Accepting(kb, CATALOGUE)
    left = Findings()
    for problem in _iter_found(kb, today, rules):
        if problem.severity is Severity.ERROR or not accepting.accepts(problem):
            left.add(problem)
    left.extend(_iter_unknown(accepting))
    for rule in rules:
        if isinstance(rule, LastRule):
            left.extend(rule.check(accepting))
    return left.all()


def _iter_found(
    kb: KnowledgeBase, today: dt.date | None, rules: tuple[AnyRule, ...]
) -> Iterator[Problem]:
    for rule in rules:
        if isinstance(rule, Rule):
            yield from rule.check(kb)
        elif isinstance(rule, DayRule) and today is not None:
            yield from rule.check(kb, today)


def _iter_unknown(accepting: Accepting) -> Iterator[Problem]:
    """Yield what was accepted under a code that does not exist."""
    for authored, index, code in accepting.iter_unknown():
        hint = suggest(code, tuple(CATALOGUE)) or "see `kb explain`"
        mark = authored.mark("accepted", index, "code")
        yield problem_at(mark, "KB212", f"{quoted(code)} is no problem code", hint)
