# The first half of the program as named steps: authored YAML goes in, an immutable knowledge base
# and every problem come out. It knows nothing of pages, so that a check need not load them.
"""From a content folder to a knowledge base and its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.codes import problem_at
from kb.ids import shown_names
from kb.index import KnowledgeBase, build_knowledge_base
from kb.lint import lint
from kb.problems import Findings, Mark, Problem, Severity, escape_control, sort_problems
from kb.publish.lock import is_held
from kb.read.unfinished import LOCK, find_unfinished
from kb.read.walk import Content, read_content, show_path
from kb.resolve import find_unread, resolve_records, sound_part
from kb.rules import RULES
from kb.validate import validate_content

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


def be_silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


_SHOWN = 5
"""Records that are named where they were not judged; the others are counted."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What was left out of the judgement, since it cannot be read or names what cannot."""

    records: tuple[str, ...] = ()
    """Records as a person calls them: ids, `@citekey`, and files of which no more is known."""
    rules: tuple[str, ...] = ()
    """Codes of the rules that ask for all records."""

    def __bool__(self) -> bool:
        return bool(self.records)

    def explain(self) -> str:
        """Return it as one line; "" where everything was judged."""
        if not self.records:
            return ""
        count = len(self.records)
        names = shown_names([escape_control(name) for name in self.records], _SHOWN)
        what, whose = ("1 record was", "it") if count == 1 else (f"{count:,} records were", "each")
        return (
            f"{what} not judged, since something of {whose} cannot be read or leads nowhere:"
            f" {names}; nor were the rules that ask for all records: {', '.join(self.rules)}"
        )


EVERYTHING_JUDGED = Unjudged()


@dataclass(frozen=True, slots=True)
class Checked:
    """A content folder that was read and checked."""

    kb: KnowledgeBase | None
    """The knowledge base; None when an error left holes in it."""
    problems: tuple[Problem, ...]
    """Every finding, in order of place."""
    counts: Mapping[str, int]
    """How many files, records, claims … there are."""
    unjudged: Unjudged = EVERYTHING_JUDGED
    """What the findings do not speak of."""

    @property
    def has_errors(self) -> bool:
        """Return whether any finding is an error."""
        return _has_error(self.problems)


def check(
    content: Path,
    *,
    today: dt.date | None = None,
    may_be_empty: bool = True,
    progress: Progress = be_silent,
) -> Checked:
    """Read, validate, resolve, index and lint a content folder.

    A record that cannot be read stops none of the others: they go through every step.

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
    spoilt = {problem.path for problem in found.problems if problem.severity is Severity.ERROR}
    unread = find_unread(found.documents, records, spoilt)
    resolved, faults = resolve_records(records, unread)
    problems.extend(faults)
    is_whole = not _has_error(problems)
    left_out: tuple[str, ...] = ()
    if not is_whole:
        resolved, left_out = sound_part(resolved)
    unjudged = _unjudged((*unread.shown, *left_out))
    progress("index", 0, 1)
    kb = build_knowledge_base(resolved)
    progress("lint", 0, 1)
    rules = tuple(rule for rule in RULES if rule.code.code not in unjudged.rules)
    problems.extend(lint(kb, today=today, rules=rules))
    whole = kb if is_whole else None
    return Checked(whole, _listed(problems), _counts(len(found.documents), whole), unjudged)


def _unjudged(records: tuple[str, ...]) -> Unjudged:
    if not records:
        return EVERYTHING_JUDGED
    return Unjudged(records, tuple(sorted(rule.code.code for rule in RULES if rule.code.needs_all)))


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


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
