# Every command works on values: it reads a clean base, returns a plan of changes, and the plan is
# tried on a copy of the content before anything is written. Only `carry_out` touches the disk.
"""Try a plan of changes on a copy, show it, carry it out."""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checking import check
from kb.edit.files import Change, EditFile, iter_paths, read_file
from kb.edit.transaction import apply_changes, editing
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.read.listing import list_files, real_path
from kb.read.opening import read_bytes
from kb.read.walk import MAX_BYTES, show_path
from kb.resolve import Names, build_names
from kb.validate import Authored

_LINE = re.compile(r":[0-9]+\b|\bline [0-9]+\b")
"""A line of a file in a message."""


@dataclass(frozen=True, slots=True)
class Base:
    """A content folder without errors, ready to be edited."""

    content: Path
    kb: KnowledgeBase
    names: Names
    files: Mapping[str, EditFile]
    """Path as shown → the file."""
    problems: tuple[Problem, ...]
    """What the check said: warnings."""

    def file_of(self, authored: Authored) -> EditFile:
        """Return the file a record stands in."""
        return self.files[authored.document.path]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit would do."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know: what was counted, and what is left to do by hand."""
    problems: tuple[Problem, ...] = ()
    """What stands against the edit."""


def open_base(content: Path) -> Base | tuple[Problem, ...]:
    """Return the base of an edit, or the problems when the records have errors."""
    checked = check(content)
    if checked.kb is None or checked.has_errors:
        return checked.problems
    files = {show_path(path): read_file(path, content) for path in iter_paths(content)}
    names, _ = build_names(checked.kb.authored.values())
    return Base(content, checked.kb, names, files, checked.problems)


def try_changes(changes: tuple[Change, ...], content: Path) -> tuple[Problem, ...]:
    """Return what `kb check` would say after the changes; places are those of the real files."""
    root = real_path(content)
    with tempfile.TemporaryDirectory(prefix="kb-edit-") as folder:
        copy = real_path(Path(folder)) / "content"
        _copy_records(root, copy)
        for change in changes:
            path = copy / real_path(change.path).relative_to(root)
            if change.new is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change.new)
        problems = check(copy).problems
        prefix = copy.as_posix() + "/"
        return tuple(
            replace(
                problem,
                path=show_path(content / problem.path.removeprefix(prefix)),
                message=problem.message.replace(prefix, show_path(content) + "/"),
            )
            for problem in problems
        )


def _copy_records(root: Path, copy: Path) -> None:
    """Copy what is read of a content folder, and nothing else that may lie in it."""
    copy.mkdir()
    for path in list_files(root).files:
        data, fault = read_bytes(path, MAX_BYTES)
        if fault is None:
            target = copy / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def new_problems(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that were not there before, wherever those stood."""
    known = {_without_lines(problem) for problem in before}
    return tuple(problem for problem in after if _without_lines(problem) not in known)


def _without_lines(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.code, _LINE.sub(":", problem.message)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Return whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def show_diff(changes: tuple[Change, ...]) -> Iterator[str]:
    """Yield the lines of a unified diff; a file that moves shows as removed and added."""
    for change in changes:
        name = show_path(change.path)
        old, new = (_lines(data) for data in (change.old, change.new))
        before = "/dev/null" if change.old is None else name
        after = "/dev/null" if change.new is None else name
        yield from difflib.unified_diff(old, new, before, after, lineterm="")


def _lines(data: bytes | None) -> list[str]:
    return [] if data is None else data.decode("utf-8", "replace").splitlines()


def carry_out(plan: Plan, content: Path, by: str) -> None:
    """Write the changes of a plan, all or none; `by` names the command."""
    with editing(content):
        if plan.changes:
            apply_changes(plan.changes, content, by)
