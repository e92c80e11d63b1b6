"""Run all house rules and leave out what the editors accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from kb.codes import problem_at
from kb.index import KnowledgeBase
from kb.lint import claims, disputes, duplicates, incidents, sources
from kb.lint.accepted import Accepting
from kb.problems import Findings, Problem, Severity, quoted
from kb.rules import RULES as FILED

Rule = Callable[[KnowledgeBase], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *claims.RULES, *disputes.RULES, *incidents.RULES, *sources.RULES, *duplicates.RULES,
    *(rule.check for rule in FILED),
)  # fmt: skip


def lint(kb: KnowledgeBase, *, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return the findings of all house rules; those that depend on `today` are `info`."""
    accepting = Accepting(kb)
    left = Findings()
    for problem in _iter_found(kb, today):
        if problem.severity is Severity.ERROR or not accepting.accepts(problem):
            left.add(problem)
    left.extend(accepting.iter_unused())
    return left.all()


def _iter_found(kb: KnowledgeBase, today: dt.date | None) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule(kb)
    if today is not None:
        yield from _iter_overdue(kb, today)


def _iter_overdue(kb: KnowledgeBase, today: dt.date) -> Iterator[Problem]:
    for authored in kb.authored.values():
        day = authored.record.last_reviewed
        if day is not None and day.earliest is not None and (today - day.earliest).days > 365:
            message = f"{quoted(authored.record.id)} was last reviewed on {day.text}"
            yield problem_at(
                authored.mark("last_reviewed"), "KB590", message, "check it against its sources"
            )
