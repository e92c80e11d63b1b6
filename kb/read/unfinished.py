# An edit of several files keeps a journal while it writes (kb.edit.transaction). One that is found
# later tells of an edit that was cut short: some records may hold new text and some old. It is read
# here, so that a check can name it; what to do about it is the business of kb.edit. A journal can
# also come with somebody's pull request, so nothing in it is believed: not its shape, and no path
# that leads anywhere but to a record.
"""Find out whether an edit of the records was cut short."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from kb.codes import problem_at
from kb.problems import Mark, Problem, quoted
from kb.read.listing import FOLDERS, show_path
from kb.read.opening import read_bytes

FOLDER = ".kb-edit"
"""Holds the journal and the files set aside, in the content folder; readers pass it over."""
JOURNAL = "journal.json"
LOCK = ".kb-edit.lock"
"""The lock file beside it, held while somebody is editing."""

_MEMORY = ".kb"
"""Where importers keep what they remember, in the content folder."""
_FORMAT = 2
_LARGEST = 50_000_000


class State(StrEnum):
    """How a file stands to an edit that was cut short."""

    OLD = "old"
    """As the edit found it."""
    NEW = "new"
    """As the edit wrote it."""
    OTHER = "other"
    """As somebody made it since."""


class JournalError(Exception):
    """The journal cannot be used: it is damaged, or was not written by an edit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an edit."""

    number: int
    """Its place in the journal, by which what was set aside of it is called."""
    name: str
    """Its path below the content folder."""
    old: str | None
    """Digest of what was there; None when there was nothing."""
    new: str | None
    """Digest of what the edit writes; None when the file goes."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What an edit set out to do."""

    by: str
    """The command, such as `kb mv`."""
    entries: tuple[Entry, ...]

    def as_json(self) -> bytes:
        """Return the bytes of the journal's file."""
        rows = [{"name": e.name, "old": e.old, "new": e.new} for e in self.entries]
        return json.dumps({"format": _FORMAT, "by": self.by, "files": rows}).encode()


def digest(data: bytes) -> str:
    """Return what the journal knows a file by."""
    return hashlib.sha256(data).hexdigest()


def read_journal(content: Path) -> Journal | None:
    """Return the journal of an edit that is under way or was cut short; None when there is none.

    Raises:
        JournalError: There is something in its place that no edit of ours has left.
    """
    folder = content / FOLDER
    if folder.is_symlink():
        raise JournalError("its folder is a link")
    path = folder / JOURNAL
    if not path.exists() and not path.is_symlink():
        return None
    data, fault = read_bytes(path, _LARGEST)
    if fault is not None:
        raise JournalError(fault.message)
    try:
        found = json.loads(data)
        is_ours = found["format"] == _FORMAT
        entries = tuple(_entry(number, row) for number, row in enumerate(found["files"]))
        return Journal(_word(found["by"]), entries) if is_ours else _refuse()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise JournalError("it is damaged, or of another version of this program") from error


def state_of(content: Path, entry: Entry) -> State:
    """Return how a file stands to the edit: by its bytes, never by its date."""
    path = content / entry.name
    if not os.path.realpath(path.parent).startswith(os.path.realpath(content) + os.sep):
        return State.OTHER  # somebody has put a link where a folder was
    if not path.exists() and not path.is_symlink():
        found = None
    else:
        data, fault = read_bytes(path, _LARGEST)
        if fault is not None:
            return State.OTHER
        found = digest(data)
    if found == entry.old:
        return State.OLD
    return State.NEW if found == entry.new else State.OTHER


def find_unfinished(content: Path, *, is_locked: bool = False) -> tuple[Problem, ...]:
    """Return the problem of an edit that was cut short, or is under way (`is_locked`)."""
    mark = Mark(f"{show_path(content / FOLDER)}/{JOURNAL}")
    try:
        journal = read_journal(content)
    except JournalError as error:
        message = f"here should be the journal of an edit that was cut short, but {error}"
        hint = "if you did not expect it, delete the folder; if you did, look at the files in it"
        return (problem_at(mark, "KB141", message, f"{hint} first"),)
    if journal is None:
        return ()
    states = [state_of(content, entry) for entry in journal.entries]
    number = sum(state is State.NEW for state in states)
    if is_locked:
        message, hint = f"`{journal.by}` is changing the records", "try again when it has ended"
    else:
        changed = _changed(journal, states)
        message = (
            f"`{journal.by}` was cut short: {number} of {len(states)} files hold its new text"
            f"{changed}"
        )
        hint = "run `kb recover`, which puts back what the edit changed and nothing else"
    return (problem_at(mark, "KB141", message, hint),)


def _changed(journal: Journal, states: list[State]) -> str:
    names = [entry.name for entry, state in zip(journal.entries, states, strict=True)
             if state is State.OTHER]  # fmt: skip
    if not names:
        return ""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f", and somebody has changed {', '.join(names[:3])}{more} since"


def _refuse() -> Journal:
    raise ValueError


def _entry(number: int, row: Any) -> Entry:
    name, old, new = row["name"], row["old"], row["new"]
    for value in (old, new):
        if value is not None and (not isinstance(value, str) or len(value) != 64):
            raise ValueError
    if not _is_record_path(name):
        raise ValueError
    return Entry(number, name, old, new)


def _is_record_path(name: str) -> bool:
    """Say whether a path leads to where records, or the memory of imports, lie."""
    parts = PurePosixPath(name).parts
    is_plain = "/".join(parts) == name and ".." not in parts and "\x00" not in name
    return is_plain and 2 <= len(parts) <= 4 and parts[0] in (*FOLDERS, _MEMORY)


def _word(by: str) -> str:
    return quoted(by, 40).strip("'")
