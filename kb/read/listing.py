# Lists what lies below `content/` and trusts none of it: links are not followed, folders are not
# entered without end, and whatever is not read is named. A record that nobody reads is a record
# lost, so nothing is passed over in silence but what editors and systems put there (`.name`).
"""List the authored files, and name what is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.codes import problem_at
from kb.errors import ContentNotFoundError
from kb.ids import is_id, suggest
from kb.problems import Mark, Problem, escape_control, quoted

FOLDERS = ("entities", "incidents", "pages", "sources")
"""The folders of `content/`."""

MAX_FOLDERS = 8
"""Folders inside each other that are entered. Records lie in the second or third."""

_ENDINGS = (".yml", ".md")
_IGNORED = frozenset({"README.md", "CODEOWNERS"})
"""Files for people that may stand beside records."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies below a content folder."""

    files: tuple[Path, ...]
    """The records, in order of their paths. Each is an ordinary file, or was when it was listed."""
    problems: tuple[Problem, ...]
    """What is not read, and why."""


@dataclass(slots=True)
class _Lister:
    """Collects; lives as long as the listing."""

    content: Path
    files: list[tuple[tuple[str, ...], Path]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def enter(self, folder: Path, parts: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...]]]:
        """Take what lies in one folder; yield the folders in it that are to be entered."""
        for entry in _entries(folder):
            path, inside = folder / entry.name, (*parts, entry.name)
            try:
                if entry.is_symlink():
                    self._refuse_link(path, entry.name)
                elif entry.is_dir(follow_symlinks=False):
                    if self._is_entered(path, inside):
                        yield path, inside
                else:
                    self._take_file(path, inside, is_file=entry.is_file(follow_symlinks=False))
            except OSError as error:
                self.problems.append(unreadable(path, error))

    def _is_entered(self, path: Path, parts: tuple[str, ...]) -> bool:
        name = parts[-1]
        if name.startswith("."):
            return False
        if len(parts) >= MAX_FOLDERS:
            self.report(
                path, "KB123", f"{len(parts)} folders inside each other: nothing below is read",
                "move the records to the folder of their kind",
            )  # fmt: skip
            return False
        if len(parts) > 1 and name.endswith(_ENDINGS):
            message = f"{quoted(name)} is a folder where a record belongs"
            self.report(path, "KB123", message, "give the folder another name, or delete it")
        return True

    def _refuse_link(self, path: Path, name: str) -> None:
        if name in _IGNORED or (name.startswith(".") and not _is_hidden_record(name)):
            return
        target = real_path(path)
        if os.path.lexists(target) and not target.is_symlink():
            is_inside = target.is_relative_to(os.path.realpath(self.content))
            where = "to a place in it" if is_inside else "out of the content folder"
            message = f"the link leads {where}, and links are not followed"
        else:
            message = "the link leads nowhere, or in a circle"
        self.report(path, "KB125", message, "put the file or folder itself here")

    def _take_file(self, path: Path, parts: tuple[str, ...], *, is_file: bool) -> None:
        name = parts[-1]
        if name.startswith("."):
            if _is_hidden_record(name) and len(parts) > 1:
                message = f"{quoted(name)} is hidden by the dot in front of it: it is not read"
                self.report(path, "KB126", message, f"rename it to {name[1:]}, or delete it")
            return
        if name in _IGNORED:
            return
        if not is_file:
            self.report(path, "KB125", "this is no ordinary file", "delete it")
            return
        fault = _misplaced(path, parts)
        if fault is not None:
            self.problems.append(fault)
        else:
            self.files.append((parts, path))

    def report(self, path: Path, code: str, message: str, hint: str) -> None:
        """Add a problem of a path."""
        self.problems.append(problem_at(Mark(show_path(path)), code, message, hint))


def list_files(content: Path) -> Listing:
    """List every authored file below `content`.

    `content` itself may be a link: that is the choice of whoever names it.

    Raises:
        ContentNotFoundError: The folder does not exist or cannot be listed.
    """
    if not content.is_dir():
        raise ContentNotFoundError(f"there is no content folder {quoted(content, 200)}")
    lister = _Lister(content)
    folders: list[tuple[Path, tuple[str, ...]]] = [(content, ())]
    while folders:
        folder, parts = folders.pop()
        try:
            folders.extend(lister.enter(folder, parts))
        except OSError as error:
            if not parts:
                raise ContentNotFoundError(f"{quoted(content, 200)}: {reason(error)}") from error
            lister.problems.append(unreadable(folder, error))
    lister.files.sort(key=lambda found: found[0])
    problems = sorted(lister.problems, key=Problem.sort_key)
    return Listing(tuple(path for _, path in lister.files), tuple(problems))


def real_path(path: Path) -> Path:
    """Return a path with its links followed as far as they lead.

    `Path.resolve` raises a RuntimeError, which is no OSError, where links lead in a circle: such a
    path comes back as it is here, and is then found not to exist.
    """
    return Path(os.path.realpath(path))


def show_path(file: Path) -> str:
    """Return a path as a person would type it here; a link in it is not followed."""
    # As texts: this is asked several times of each file, and paths are slow to make.
    here = os.getcwd()
    full = os.path.abspath(file)
    if not _is_below(full, here):
        full = os.path.join(os.path.realpath(os.path.dirname(full)), os.path.basename(full))
        if not _is_below(full, here):
            return file.as_posix()
    return full[len(here) :].lstrip("/") or "."


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def reason(error: OSError) -> str:
    """Return what the system says of a failure."""
    return error.strerror or type(error).__name__


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that cannot be read."""
    hint = "check that it is there and that you may read it"
    return problem_at(Mark(show_path(path)), "KB130", f"it cannot be read: {reason(error)}", hint)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries


def _is_hidden_record(name: str) -> bool:
    """Say whether a name that begins with a dot is a record's, not an editor's or a system's."""
    stem, dot, ending = name[1:].rpartition(".")
    return f"{dot}{ending}" in _ENDINGS and is_id(stem)


def _misplaced(file: Path, parts: tuple[str, ...]) -> Problem | None:
    wrong = _misplaced_how(file, parts)
    return problem_at(Mark(show_path(file)), *wrong) if wrong is not None else None


def _misplaced_how(file: Path, parts: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Return code, message and hint."""
    if parts[0] not in FOLDERS or len(parts) == 1:
        near = suggest(parts[0], FOLDERS) if len(parts) > 1 else ""
        hint = near or f"records live in {', '.join(f'{name}/' for name in FOLDERS)}"
        return "KB123", f"no record belongs in {quoted('/'.join(parts))}", hint
    depth = 3 if parts[0] == "entities" else 2
    if len(parts) != depth:
        shape = "entities/KIND/ID.yml" if depth == 3 else f"{parts[0]}/NAME.yml"
        return "KB123", "the file is not where its kind lives", f"move it to {shape}"
    wanted = {"sources": (".yml",), "pages": (".md",)}.get(parts[0], _ENDINGS)
    if file.suffix not in wanted:
        hint = f"rename it to {escape_control(file.stem[:100])}{wanted[0]}"
        return "KB124", f"the ending {quoted(file.suffix)} is not read", hint
    if not is_id(file.stem):
        hint = "lower-case letters, digits and single hyphens, such as kent-councils-2024"
        return "KB126", f"the file name {quoted(file.stem)} is no id", hint
    return None
