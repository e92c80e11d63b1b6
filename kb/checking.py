# The first half of the program as named steps: authored YAML goes in, an immutable knowledge base
# and every problem come out. It knows nothing of pages, so that a check need not load them.
"""From a content folder to a knowledge base and its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.codes import problem_at
from kb.index import KnowledgeBase, build_knowledge_base
from kb.lint import lint
from kb.problems import Findings, Mark, Problem, Severity, sort_problems
from kb.publish.lock import is_held
from kb.read.unfinished import LOCK, find_unfinished
from kb.read.walk import Content, read_content, show_path
from kb.resolve import resolve_records
from kb.validate import validate_content

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


def be_silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A content folder that was read and checked."""

    kb: KnowledgeBase | None
    """The knowledge base; None when an error left holes in it."""
    problems: tuple[Problem, ...]
    """Every finding, in order of place."""
    counts: Mapping[str, int]
    """How many files, records, claims … there are."""

    @property
    def has_errors(self) -> bool:
        """Return whether any finding is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check(
    content: Path,
    *,
    today: dt.date | None = None,
    may_be_empty: bool = True,
    progress: Progress = be_silent,
) -> Checked:
    """Read, validate, resolve, index and lint a content folder.

    Args:
        content: The content folder.
        today: The day for findings that depend on it; without it there are none.
        may_be_empty: Whether a base without any incident is all right.
        progress: Told of every step.
    """
    progress("read", 0, 1)
    found = read_content(content)
    unfinished = find_unfinished(content, is_locked=is_held(content / LOCK))
    problems = [*unfinished, *found.problems]
    if not may_be_empty:
        problems.extend(_find_nothing(content, found))
    progress("validate", 0, 1)
    records, faults = validate_content(found.documents)
    problems.extend(faults)
    progress("resolve", 0, 1)
    resolved, faults = resolve_records(records)
    has_holes = any(problem.severity is Severity.ERROR for problem in problems)
    problems.extend(_without_echoes(faults, has_holes=has_holes))
    kb = None
    if not any(problem.severity is Severity.ERROR for problem in problems):
        progress("index", 0, 1)
        kb = build_knowledge_base(resolved)
        progress("lint", 0, 1)
        problems.extend(lint(kb, today=today))
    counts = _counts(len(found.documents), kb)
    return Checked(kb, _listed(problems), counts)


def _listed(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order of place, those past the limit as one a code."""
    listed = Findings()
    listed.extend(sort_problems(problems))
    return sort_problems(listed.all())


def _find_nothing(content: Path, found: Content) -> tuple[Problem, ...]:
    """Return the problem of a base without incidents: more often lost than meant."""
    if any(document.folder == "incidents" for document in found.documents):
        return ()
    number = len(found.documents)
    others = f"; there {'is' if number == 1 else 'are'} {number} other file{'s' * (number != 1)}"
    message = f"there is no incident in this folder{others if number else ', and nothing else'}"
    hint = "look where the records have gone; if it is meant to be so, say `--allow-empty`"
    return (problem_at(Mark(show_path(content)), "KB143", message, hint),)


_ECHOES = frozenset({"KB304", "KB305", "KB306", "KB309", "KB311"})


def _without_echoes(faults: tuple[Problem, ...], *, has_holes: bool) -> tuple[Problem, ...]:
    # A record that could not be read is missing from the register: names that lead to it would be
    # reported as unknown although they are right. They are checked once the record can be read.
    if not has_holes:
        return faults
    return tuple(fault for fault in faults if fault.code not in _ECHOES)


def _counts(files: int, kb: KnowledgeBase | None) -> dict[str, int]:
    if kb is None:
        return {"files": files}
    return {
        "files": files,
        "incidents": len(kb.incidents),
        "entities": len(kb.entities),
        "sources": len(kb.sources),
        "claims": len(kb.claims),
        "disputes": len(kb.disputes),
        "events": len(kb.timeline),
    }
