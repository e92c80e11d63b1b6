# Makes a folder hold exactly the given artifacts. Unchanged files keep their time stamp (MkDocs and
# web servers look at it), files no longer produced go. Nothing outside the folder is touched, not
# even through a symbolic link inside it. One writer at a time is assumed: see lock.py.
"""Publish artifacts into a folder."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.artifact import Artifact
from kb.errors import PublishError, UnsafePathError
from kb.problems import quoted
from kb.publish.atomic import write_file
from kb.publish.paths import PathRegister

_KEEP = frozenset({".gitignore"})


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did to a folder; paths relative to it, sorted."""

    written: tuple[str, ...]
    """New and changed files."""

    unchanged: tuple[str, ...]
    """Files that already held the right bytes."""

    removed: tuple[str, ...]
    """Files that are no longer produced."""


def publish_tree(
    artifacts: Iterable[Artifact], root: Path, *, keep: frozenset[str] = _KEEP
) -> PublishReport:
    """Make `root` hold exactly `artifacts`, and what `keep` names (files or folders, relative).

    Artifacts are written as they come. When one is refused, those before it are written already,
    and nothing has been removed but what stood in their way.

    Raises:
        UnsafePathError: an artifact would land outside `root`, or its path is not portable.
        DuplicateArtifactError: two artifacts claim one file.
        PublishError: `root` is not a folder, or an artifact is in `keep`.
    """
    root = _ready(root)
    register = PathRegister()
    folders: set[Path] = {root}
    written: list[str] = []
    unchanged: list[str] = []
    for artifact in artifacts:
        parts = register.claim(artifact.path)
        if _is_kept(artifact.path, keep):
            raise PublishError(f"artifact {quoted(artifact.path, 200)} is a file to be left alone")
        target = root.joinpath(*parts)
        _make_folders(root, parts[:-1], folders)
        if _has_bytes(target, artifact.data):
            unchanged.append(artifact.path)
            continue
        if target.is_dir() and not target.is_symlink():
            _remove_folder(target, root, keep)
        write_file(target, artifact.data)
        written.append(artifact.path)
    removed = tuple(_remove_stale(root, register, keep))
    return PublishReport(tuple(sorted(written)), tuple(sorted(unchanged)), tuple(sorted(removed)))


def _ready(root: Path) -> Path:
    """Return `root` as it really is; a link at the root itself is the user's own choice."""
    root = root.resolve()
    if root.exists() and not root.is_dir():
        raise PublishError(f"{quoted(root, 200)} is not a folder")
    root.mkdir(parents=True, exist_ok=True)
    return root


def _is_kept(path: str, keep: frozenset[str]) -> bool:
    return path in keep or any(path.startswith(f"{name}/") for name in keep)


def _has_bytes(target: Path, data: bytes) -> bool:
    """Say whether `target` is a plain file of exactly `data`."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return False
    is_same_size = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
    return is_same_size and target.read_bytes() == data


def _make_folders(root: Path, names: tuple[str, ...], known: set[Path]) -> None:
    folder = root
    for name in names:
        folder = folder / name
        if folder in known:
            continue
        if folder.is_symlink():
            place = quoted(folder.relative_to(root).as_posix(), 200)
            raise UnsafePathError(f"{place} in {quoted(root, 200)} is a symbolic link")
        if folder.exists() and not folder.is_dir():
            folder.unlink()
        folder.mkdir(exist_ok=True)
        known.add(folder)


def _remove_folder(folder: Path, root: Path, keep: frozenset[str]) -> None:
    """Remove a folder that stands where a file goes now."""
    place = folder.relative_to(root).as_posix()
    if any(name.startswith(f"{place}/") for name in keep):
        raise PublishError(f"artifact {quoted(place, 200)} would replace a file to be left alone")
    shutil.rmtree(folder)


def _remove_stale(root: Path, register: PathRegister, keep: frozenset[str]) -> Iterator[str]:
    """Remove what is neither claimed nor kept, then folders left empty; yield the files."""
    for name, folders, files in os.walk(root, topdown=False, followlinks=False):
        folder = Path(name)
        inside = folder.relative_to(root).as_posix()
        if inside != "." and _is_kept(inside, keep):
            continue
        links = [entry for entry in folders if (folder / entry).is_symlink()]
        for entry in (*files, *links):
            path = (folder / entry).relative_to(root).as_posix()
            if not register.has_file(path) and not _is_kept(path, keep):
                (folder / entry).unlink()
                yield path
        if folder != root and not any(folder.iterdir()):
            folder.rmdir()
