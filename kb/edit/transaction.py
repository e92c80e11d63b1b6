# Many files, all or none. New texts are written beside the old ones first and the old ones are set
# aside; only then are files renamed into place, one by one, under a journal. Whatever fails, the
# files that were renamed are put back. A process that is killed half-way leaves its journal, and
# the next edit puts the files back before it does anything else.
"""Write a set of changes in one transaction."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.edit.files import Change
from kb.errors import BuildFailedError, EditError
from kb.problems import quoted
from kb.publish.lock import held_lock

FOLDER = ".kb-edit"
"""Holds the journal and the files set aside, in the content folder; readers pass it over."""

_JOURNAL = "journal.json"


@contextmanager
def editing(content: Path) -> Iterator[bool]:
    """Keep others from editing `content`, and undo what a killed edit left half-done.

    Yields:
        Whether something had to be undone.

    Raises:
        EditError: Somebody else is editing, or the files could not be put back.
    """
    try:
        with held_lock(content / ".kb-edit.lock"):
            yield recover(content)
    except BuildFailedError as error:
        raise EditError(f"somebody else is editing {quoted(content, 200)}: {error}") from error
    except OSError as error:
        raise EditError(f"{quoted(content, 200)} cannot be edited: {error}") from error


def apply_changes(changes: Sequence[Change], content: Path) -> None:
    """Write all changes, or none of them.

    Raises:
        EditError: A file changed meanwhile or could not be written; all are as they were.
    """
    folder = content / FOLDER
    try:
        for change in changes:
            _check_unchanged(change)
        _set_aside(changes, content, folder)
        for number, change in enumerate(changes):
            _put(change, folder / f"new-{number}")
        # Without its journal the change is made; until then it can be undone.
        (folder / _JOURNAL).unlink()
    except BaseException as error:
        _undo(content, error)
        if isinstance(error, OSError):
            raise EditError(f"{error}; all files are as they were") from error
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _undo(content: Path, error: BaseException) -> None:
    try:
        recover(content)
    except OSError as second:
        hint = "the next editing command puts the files back"
        raise EditError(f"{error}, and then {second}; {hint}") from error


def recover(content: Path) -> bool:
    """Put back what an edit that did not end well changed; return whether there was anything."""
    folder = content / FOLDER
    journal = folder / _JOURNAL
    was_cut = journal.exists()
    if was_cut:
        for number, (name, was_there) in enumerate(json.loads(journal.read_text("utf-8"))):
            path = content / name
            if was_there:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / f"old-{number}", folder / "back")
                os.replace(folder / "back", path)
            else:
                path.unlink(missing_ok=True)
        journal.unlink()
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
    return was_cut


def _check_unchanged(change: Change) -> None:
    now = change.path.read_bytes() if change.path.exists() else None
    if now != change.old:
        what = "is already there" if change.old is None else "was changed meanwhile"
        raise EditError(f"{quoted(change.path, 200)} {what}; all files are as they were")


def _set_aside(changes: Sequence[Change], content: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    names = []
    for number, change in enumerate(changes):
        if change.old is not None:
            shutil.copy2(change.path, folder / f"old-{number}")
        if change.new is not None:
            _write(folder / f"new-{number}", change.new)
            if change.old is not None:
                shutil.copymode(change.path, folder / f"new-{number}")
        name = change.path.resolve().relative_to(content.resolve()).as_posix()
        names.append((name, change.old is not None))
    _write(folder / "journal.new", json.dumps(names).encode())
    os.replace(folder / "journal.new", folder / _JOURNAL)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put(change: Change, new: Path) -> None:
    if change.new is None:
        change.path.unlink()
        return
    change.path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(new, change.path)
