# What publishing will do to a folder that people may put things into, decided before anything is
# touched. A file is the build's when the manifest says so and its bytes still are those the build
# wrote; everything else is somebody's, and where that stands in the way, nothing is done at all.
# Links are looked at and never followed. Only names and bytes are read here; nothing is written.
"""Plan what is written and removed in a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kb.artifact import Artifact
from kb.errors import PublishError
from kb.problems import quoted
from kb.publish.atomic import TEMPORARY_NAME
from kb.publish.manifest import NAME, NEW_NAME, Manifest, digest, is_ours, is_plain
from kb.publish.paths import PathRegister

LEFT_ALONE = frozenset({".gitignore", NAME, NEW_NAME})
"""Names at the top of the folder that no artifact may have and that nobody is told of."""


class Obstacle(StrEnum):
    """What stands where the build wants to write."""

    FOREIGN = "foreign"
    """A file that no build is known to have written."""
    CHANGED = "changed"
    """A file that a build wrote and that was changed since."""
    LINK = "link"
    SPECIAL = "special"
    """No file, no folder, no link: a pipe, a socket, a device."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something of somebody's that is in the way."""

    path: str
    """What is in the way, relative to the folder."""
    obstacle: Obstacle
    artifact: str
    """What was to be written."""


class Kind(StrEnum):
    """What a name in a folder stands for, links not followed."""

    FILE = "file"
    LINK = "link"
    FOLDER = "folder"
    SPECIAL = "special"


@dataclass(slots=True)
class Plan:
    """What is to be done in a folder. It lives as long as one publishing."""

    root: Path
    manifest: Manifest
    writes: list[Artifact] = field(default_factory=list)
    """New and changed files."""
    unchanged: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Files of the build that are no longer made."""
    unfinished: list[str] = field(default_factory=list)
    """Half-written files that a killed build left."""
    foreign: list[str] = field(default_factory=list)
    """Files and links of somebody's; they stay."""
    clashes: list[Clash] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    """Path of each artifact → digest of its bytes."""


def kind_of(target: Path) -> Kind | None:
    """Return what is at `target`; nothing where there is nothing."""
    try:
        mode = target.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISLNK(mode):
        return Kind.LINK
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(mode) else Kind.SPECIAL


def scan(root: Path) -> Iterator[tuple[str, Kind]]:
    """Yield everything below `root` but folders, relative; links are not followed."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
        for name in names:
            kind = kind_of(folder / name)
            if kind is Kind.FOLDER:
                waiting.append(folder / name)
            elif kind is not None:
                yield (folder / name).relative_to(root).as_posix(), kind


def make_plan(artifacts: Iterable[Artifact], root: Path, manifest: Manifest) -> Plan:
    """Compare what is to be in `root` with what is there.

    Raises:
        UnsafePathError: an artifact would land outside `root`, or its path is not portable.
        DuplicateArtifactError: two artifacts claim one file.
        PublishError: an artifact has a name that is the folder's own.
    """
    plan = Plan(root, manifest)
    register = PathRegister()
    present = dict(scan(root))
    look = _Look(plan, present)
    for artifact in artifacts:
        parts = register.claim(artifact.path)
        if artifact.path in LEFT_ALONE or parts[-1] == TEMPORARY_NAME:
            raise PublishError(f"artifact {quoted(artifact.path, 200)} is a file to be left alone")
        plan.digests[artifact.path] = digest(artifact.data)
        look.at(artifact, parts)
    if manifest.is_foreign:
        plan.clashes.append(Clash(NAME, Obstacle.FOREIGN, NAME))
    if not _may_replace_list(root / NEW_NAME):
        plan.clashes.append(Clash(NEW_NAME, Obstacle.FOREIGN, NAME))
    _sort_rest(plan, present, register)
    return plan


class _Look:
    """Looks at the place of one artifact after the other."""

    def __init__(self, plan: Plan, present: Mapping[str, Kind]) -> None:
        self.plan = plan
        self.present = present
        self.way: dict[str, Clash | None] = {}
        """Folder → what is in the way there."""

    def at(self, artifact: Artifact, parts: tuple[str, ...]) -> None:
        """Decide what becomes of an artifact."""
        target = self.plan.root.joinpath(*parts)
        clash = self._on_the_way(artifact.path, parts) or self._at_the_end(artifact, target)
        if clash is not None:
            self.plan.clashes.append(clash)
        elif has_bytes(target, artifact.data):
            self.plan.unchanged.append(artifact.path)
        else:
            self.plan.writes.append(artifact)

    def _on_the_way(self, path: str, parts: tuple[str, ...]) -> Clash | None:
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folder not in self.way:
                self.way[folder] = self._in_place_of_folder(folder, path)
            if self.way[folder] is not None:
                return self.way[folder]
        return None

    def _in_place_of_folder(self, folder: str, path: str) -> Clash | None:
        target = self.plan.root / folder
        kind = kind_of(target)
        if kind in (None, Kind.FOLDER) or self._is_own(folder, target):
            return None
        return Clash(folder, self._obstacle(folder, kind), path)

    def _at_the_end(self, artifact: Artifact, target: Path) -> Clash | None:
        path, kind = artifact.path, kind_of(target)
        if kind is None:
            return self._half_written(path)
        if kind is Kind.FOLDER:
            return self._inside(path)
        if kind is Kind.FILE and has_bytes(target, artifact.data):
            return None
        if self._is_own(path, target):
            return self._half_written(path)
        return Clash(path, self._obstacle(path, kind), path)

    def _inside(self, path: str) -> Clash | None:
        """Look for somebody's file in a folder that stands where a file goes."""
        for below, kind in self.present.items():
            if below.startswith(f"{path}/") and not self._is_own(below, self.plan.root / below):
                return Clash(below, self._obstacle(below, kind), path)
        return None

    def _half_written(self, path: str) -> Clash | None:
        """Look for somebody's file under the name a file has while it is written."""
        folder = path.rpartition("/")[0]
        beside = f"{folder}/{TEMPORARY_NAME}" if folder else TEMPORARY_NAME
        kind = kind_of(self.plan.root / beside)
        if kind is None or self._is_own(beside, self.plan.root / beside):
            return None
        return Clash(beside, self._obstacle(beside, kind), path)

    def _is_own(self, path: str, target: Path) -> bool:
        if path.rpartition("/")[2] == TEMPORARY_NAME:
            return self.plan.manifest.is_open and is_plain(target)
        return self.plan.manifest.owns(path, target)

    def _obstacle(self, path: str, kind: Kind | None) -> Obstacle:
        if kind is Kind.LINK:
            return Obstacle.LINK
        if kind is Kind.SPECIAL:
            return Obstacle.SPECIAL
        is_known = path in self.plan.manifest.files
        return Obstacle.CHANGED if is_known else Obstacle.FOREIGN


def _sort_rest(plan: Plan, present: Mapping[str, Kind], register: PathRegister) -> None:
    """Sort what is there and is no artifact: the build's own goes, the rest stays."""
    for path, kind in present.items():
        target = plan.root / path
        if register.has_file(path) or path in LEFT_ALONE:
            continue
        if path.rpartition("/")[2] == TEMPORARY_NAME and plan.manifest.is_open:
            is_own, found = kind is Kind.FILE, plan.unfinished
        else:
            is_own, found = plan.manifest.owns(path, target), plan.stale
        (found if is_own else plan.foreign).append(path)


def _may_replace_list(target: Path) -> bool:
    """Say whether a half-written list may go: it is none, or the beginning of one."""
    if kind_of(target) is None:
        return True
    return is_plain(target) and is_ours(target.read_bytes()[:100].decode("utf-8", "replace"))


def has_bytes(target: Path, data: bytes) -> bool:
    """Say whether `target` is a plain file of exactly `data`."""
    try:
        found = target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    is_same_size = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
    return is_same_size and target.read_bytes() == data
