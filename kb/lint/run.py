"""Run all house rules and leave out what the editors accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from kb.codes import problem_at
from kb.index import KnowledgeBase
from kb.lint import claims, contradictions, duplicates, incidents, sources
from kb.problems import Problem, Severity, quoted
from kb.validate import Authored

Rule = Callable[[KnowledgeBase], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *claims.RULES, *contradictions.RULES, *incidents.RULES, *sources.RULES, *duplicates.RULES,
)  # fmt: skip


def lint(kb: KnowledgeBase, *, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return the findings of all house rules; those that depend on `today` are `info`."""
    found = [problem for rule in RULES for problem in rule(kb)]
    if today is not None:
        found.extend(_iter_overdue(kb, today))
    return tuple(_without_accepted(kb, found))


def _iter_overdue(kb: KnowledgeBase, today: dt.date) -> Iterator[Problem]:
    for authored in kb.authored.values():
        day = authored.record.last_reviewed
        if day is not None and day.earliest is not None and (today - day.earliest).days > 365:
            message = f"{quoted(authored.record.id)} was last reviewed on {day.text}"
            yield problem_at(
                authored.mark("last_reviewed"), "KB590", message, "check it against its sources"
            )


def _without_accepted(kb: KnowledgeBase, found: list[Problem]) -> Iterator[Problem]:
    used: set[tuple[str, int]] = set()
    for problem in found:
        key = _accepting(kb, problem) if problem.severity is not Severity.ERROR else None
        if key is None:
            yield problem
        else:
            used.add(key)
    for name, authored in kb.authored.items():
        for index, item in enumerate(authored.record.accepted):
            if (name, index) not in used:
                message = f"the accepted finding {quoted(item.code)} does not occur here"
                mark = authored.mark("accepted", index)
                yield problem_at(mark, "KB591", message, "remove it from `accepted`")


def _accepting(kb: KnowledgeBase, problem: Problem) -> tuple[str, int] | None:
    for name, authored in kb.authored.items():
        if not authored.record.accepted or authored.document.path != problem.path:
            continue
        for index, item in enumerate(authored.record.accepted):
            fits = item.code == problem.code and _is_at(authored, item.at, problem)
            if fits:
                return name, index
    return None


def _is_at(authored: Authored, local: str | None, problem: Problem) -> bool:
    if authored.loc and authored.mark().line > problem.line:
        return False
    if local is None:
        return True
    for part in ("claims", "events", "disputes", "questions", "topics"):
        items = getattr(authored.record, part, ())
        for index, item in enumerate(items):
            if item.id != local:
                continue
            start = authored.mark(part, index).line
            has_next = index + 1 < len(items)
            end = authored.mark(part, index + 1).line if has_next else None
            return problem.line >= start and (end is None or problem.line < end)
    return False
