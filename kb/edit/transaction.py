# Many files, all or none. New texts are written beside the old ones first and the old ones are set
# aside; only then are files put into place, one by one, under a journal. Whatever fails, the files
# that were put into place are taken back. A process that is killed half-way leaves its journal, and
# the next edit takes them back before it looks at anything. A file is replaced or taken back only
# when its bytes are those that the edit found or wrote: what a person did in between stays.
"""Write a set of changes in one transaction, and recover from one that was cut short."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.codes import problem_at
from kb.edit.files import Change
from kb.errors import BuildFailedError, EditError
from kb.problems import Mark, Problem, quoted
from kb.publish.lock import held_lock
from kb.publish.swap import exchange
from kb.read.listing import show_path
from kb.read.unfinished import (
    FOLDER,
    JOURNAL,
    LOCK,
    Entry,
    Journal,
    JournalError,
    State,
    digest,
    read_journal,
    state_of,
)

KEPT = ".kb-edit-kept"
"""What was set aside by an edit whose files were left as they stand; a number follows."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about an edit that was cut short."""

    by: str
    """The command that was cut short."""
    restored: tuple[str, ...] = ()
    """Files that are again as the edit found them; paths as a person would type them."""
    left: tuple[str, ...] = ()
    """Files that were left as they stand, because that was asked for."""
    kept_in: str = ""
    """Where the texts from before the edit are, of the files that were left."""
    problems: tuple[Problem, ...] = ()
    """Files that stand in the way: then nothing was touched."""


@contextmanager
def editing(content: Path) -> Iterator[None]:
    """Keep others from editing `content`.

    Raises:
        EditError: Somebody else is editing, or the folder cannot be written to.
    """
    try:
        with held_lock(content / LOCK):
            yield
    except BuildFailedError as error:
        raise EditError(f"somebody else is editing {quoted(content, 200)}: {error}") from error
    except OSError as error:
        raise EditError(f"{quoted(content, 200)} cannot be edited: {error}") from error


def recover(content: Path, keep: Iterable[Path] | None = ()) -> Recovery | None:
    """Put back what an edit that was cut short changed; call it inside `editing`.

    Args:
        content: The content folder.
        keep: Files to leave as they stand; None leaves all of them.

    Returns:
        What was done; None when there was nothing to do.

    Raises:
        EditError: The journal cannot be used.
    """
    journal = _read(content)
    if journal is None:
        shutil.rmtree(content / FOLDER, ignore_errors=True)
        return None
    wanted = None if keep is None else {os.path.realpath(path) for path in keep}
    left = [entry for entry in journal.entries
            if wanted is None or os.path.realpath(content / entry.name) in wanted]  # fmt: skip
    is_left = set(left)
    rest = [entry for entry in journal.entries if entry not in is_left]
    others = [entry for entry in rest if state_of(content, entry) is State.OTHER]
    if others:
        found = tuple(_in_the_way(content, journal, entry) for entry in others)
        return Recovery(journal.by, problems=found)
    restored = _restore(content, rest)
    kept_in = _keep(content, left)
    _end(content)
    return Recovery(journal.by, restored, tuple(show_path(content / e.name) for e in left), kept_in)


def _read(content: Path) -> Journal | None:
    try:
        return read_journal(content)
    except JournalError as error:
        raise EditError(
            f"{quoted(content / FOLDER, 200)} should tell of an edit that was cut short, but"
            f" {error}; look at what is in it, then move it away or delete it"
        ) from error


def _restore(content: Path, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Put back the files that hold the edit's new text, and return their paths as shown."""
    restored = []
    for entry in entries:
        if state_of(content, entry) is State.NEW:
            _put_back(content, entry)
            restored.append(show_path(content / entry.name))
    return tuple(restored)


def _end(content: Path) -> None:
    (content / FOLDER / JOURNAL).unlink()
    shutil.rmtree(content / FOLDER, ignore_errors=True)


def apply_changes(changes: Sequence[Change], content: Path, by: str = "an edit") -> None:
    """Write all changes, or none of them; call it inside `editing`.

    Raises:
        EditError: A file changed meanwhile or could not be written; all are as they were.
    """
    folder = content / FOLDER
    if folder.is_symlink() or (folder / JOURNAL).exists():
        raise EditError(f"an edit of {quoted(content, 200)} was cut short; run `kb recover` first")
    try:
        for change in changes:
            _check_unchanged(change)
        _set_aside(changes, content, by)
        for number, change in enumerate(changes):
            _put(change, folder / f"new-{number}")
        # Without its journal the change is made; until then it can be undone.
        (folder / JOURNAL).unlink()
    except BaseException as error:
        _undo(content, error)
        if isinstance(error, OSError):
            raise EditError(f"{error}; all files are as they were") from error
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _undo(content: Path, error: BaseException) -> None:
    """Put back what was written until something failed; what somebody saved meanwhile stays."""
    try:
        journal = _read(content)
        if journal is not None:
            _restore(content, journal.entries)
            _end(content)
        shutil.rmtree(content / FOLDER, ignore_errors=True)
    except (OSError, EditError) as second:
        hint = "the next editing command puts the files back"
        raise EditError(f"{error}, and then {second}; {hint}") from error


def _in_the_way(content: Path, journal: Journal, entry: Entry) -> Problem:
    number = entry.number
    before = f"the text before it is {show_path(content / FOLDER / f'old-{number}')}; "
    message = f"this file was changed after `{journal.by}` was cut short, and was not touched"
    hint = (
        f"{before if entry.old is not None else ''}`kb recover --keep FILE` leaves it as it stands"
        " and puts the others back"
    )
    return problem_at(Mark(show_path(content / entry.name)), "KB142", message, hint)


def _put_back(content: Path, entry: Entry) -> None:
    path = content / entry.name
    number = entry.number
    saved = content / FOLDER / f"new-{number}"
    if _is_saved_by_a_person(saved, entry):
        os.replace(saved, path)
        return
    if entry.old is None:
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, content)
        return
    aside = content / FOLDER / f"old-{number}"
    if aside.is_symlink() or digest(aside.read_bytes()) != entry.old:
        raise EditError(f"{quoted(aside, 200)} is not the text that was set aside; nothing is lost:"
                        f" put {quoted(path, 200)} back by hand")  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    back = content / FOLDER / "back"
    shutil.copy2(aside, back)
    os.replace(back, path)


def _is_saved_by_a_person(saved: Path, entry: Entry) -> bool:
    """Say whether a file that made way for a new one was neither of the edit's two texts.

    Somebody saved it in the moment before; the edit was killed before it could look.
    """
    if entry.old is None or saved.is_symlink() or not saved.is_file():
        return False
    return digest(saved.read_bytes()) not in (entry.old, entry.new)


def _keep(content: Path, left: Sequence[Entry]) -> str:
    """Keep the texts from before the edit of files that are left as they stand."""
    wanted = [entry for entry in left if entry.old is not None]
    if not wanted:
        return ""
    number = 1
    while (content / f"{KEPT}-{number}").exists():
        number += 1
    folder = content / f"{KEPT}-{number}"
    for entry in wanted:
        target = folder / entry.name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(content / FOLDER / f"old-{entry.number}", target)
    return show_path(folder)


def _check_unchanged(change: Change) -> None:
    if _bytes_at(change.path) != change.old:
        what = "is already there" if change.old is None else "was changed meanwhile"
        raise EditError(f"{quoted(change.path, 200)} {what}; all files are as they were")


def _bytes_at(path: Path) -> bytes | None:
    if path.is_symlink():
        raise EditError(f"{quoted(path, 200)} is a link; all files are as they were")
    return path.read_bytes() if path.exists() else None


def _set_aside(changes: Sequence[Change], content: Path, by: str) -> None:
    folder = content / FOLDER
    folder.mkdir(exist_ok=True)
    entries = []
    for number, change in enumerate(changes):
        if change.old is not None:
            shutil.copy2(change.path, folder / f"old-{number}")
        if change.new is not None:
            _write(folder / f"new-{number}", change.new)
            if change.old is not None:
                shutil.copymode(change.path, folder / f"new-{number}")
        entries.append(
            Entry(number, _name_of(change, content), _known(change.old), _known(change.new))
        )
    _write(folder / "journal.new", Journal(by, tuple(entries)).as_json())
    os.replace(folder / "journal.new", folder / JOURNAL)
    _sync(folder)


def _name_of(change: Change, content: Path) -> str:
    parent = Path(os.path.realpath(change.path.parent))
    return (parent / change.path.name).relative_to(os.path.realpath(content)).as_posix()


def _known(data: bytes | None) -> str | None:
    return None if data is None else digest(data)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder last, whatever happens to the machine."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(change: Change, new: Path) -> None:
    """Put one file into place, unless somebody has saved it in the meantime."""
    path = change.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if change.old is None:
        _put_where_nothing_is(change, new)
    elif change.new is None:
        os.replace(path, new)
        if new.read_bytes() != change.old:
            os.replace(new, path)
            _check_unchanged(change)
    elif exchange(new, path):
        if new.read_bytes() != change.old:
            exchange(new, path)
            _check_unchanged(change)
    else:
        _check_unchanged(change)
        os.replace(new, path)


def _put_where_nothing_is(change: Change, new: Path) -> None:
    try:
        os.link(new, change.path)  # fails where a file has appeared; a rename would replace that
    except FileExistsError:
        _check_unchanged(change)
        raise
    except OSError:  # a file system without hard links
        _check_unchanged(change)
        os.replace(new, change.path)


def _remove_empty(folder: Path, content: Path) -> None:
    """Remove a folder that an undone edit has made, when it is below a folder of records."""
    if len(folder.relative_to(content).parts) < 2:
        return
    try:
        folder.rmdir()
    except OSError:
        return  # something is in it
