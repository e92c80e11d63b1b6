# Puts artifacts into a folder that people may put things into as well. What the build wrote is
# known by its manifest; unchanged files keep their time stamp (MkDocs looks at it), files no longer
# made go, and what is somebody's stays. Nothing outside the folder is touched, not even through a
# link inside it. The manifest is written before and after, so that a build can be killed anywhere.
"""Publish artifacts into a folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.artifact import Artifact
from kb.errors import PublishError
from kb.problems import quoted
from kb.publish.atomic import write_file
from kb.publish.manifest import Manifest, read_manifest, write_manifest
from kb.publish.plan import Clash, Kind, Plan, kind_of, make_plan
from kb.read.listing import real_path


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did to a folder; paths relative to it, sorted."""

    written: tuple[str, ...] = ()
    """New and changed files."""

    unchanged: tuple[str, ...] = ()
    """Files that already held the right bytes."""

    removed: tuple[str, ...] = ()
    """Files that are no longer made."""

    foreign: tuple[str, ...] = ()
    """Files and links that no build is known to have made, or that were changed since: kept."""

    clashes: tuple[Clash, ...] = ()
    """What is in the way; where there is any, nothing was written or removed."""

    fault: str = ""
    """Why the manifest that was there could not be trusted."""


def publish_tree(artifacts: Iterable[Artifact], root: Path) -> PublishReport:
    """Put `artifacts` into `root`, and take out what an earlier publishing put there alone.

    Raises:
        UnsafePathError: an artifact would land outside `root`, or its path is not portable.
        DuplicateArtifactError: two artifacts claim one file.
        PublishError: `root` is not a folder, or an artifact has a name that is the folder's own.
    """
    root = ready_folder(root)
    with alone(root):
        manifest = read_manifest(root)
        plan = make_plan(artifacts, root, manifest)
        if not plan.clashes:
            carry_out(plan)
    return PublishReport(
        written=tuple(sorted(artifact.path for artifact in plan.writes if not plan.clashes)),
        unchanged=tuple(sorted(plan.unchanged)),
        removed=() if plan.clashes else tuple(sorted((*plan.stale, *plan.unfinished))),
        foreign=tuple(sorted(plan.foreign)),
        clashes=tuple(sorted(set(plan.clashes), key=lambda clash: (clash.path, clash.artifact))),
        fault=manifest.fault,
    )


def own_files(root: Path) -> frozenset[str]:
    """Return the files in `root` that a build wrote and nobody changed since."""
    if not root.is_dir():
        return frozenset()
    manifest = read_manifest(root)
    return frozenset(path for path in manifest.files if manifest.owns(path, root / path))


def ready_folder(root: Path) -> Path:
    """Return `root` as it really is, made where there is none; a link is the user's own choice."""
    root = real_path(root)
    if root.exists() and not root.is_dir():
        raise PublishError(f"{quoted(root, 200)} is not a folder")
    root.mkdir(parents=True, exist_ok=True)
    return root


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until nobody else publishes into `root`: `kb serve` may run beside `kb build`."""
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Some network file systems have no locks; there one writer at a time is assumed.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def carry_out(plan: Plan) -> None:
    """Do what a plan without clashes says."""
    new = {path: (found,) for path, found in plan.digests.items()}
    if new == plan.manifest.files and not plan.manifest.is_open and not plan.writes:
        return
    if plan.writes or plan.stale or plan.unfinished:
        write_manifest(plan.root, _both(plan.manifest, new), is_open=True)
    for path in (*plan.unfinished, *plan.stale):
        (plan.root / path).unlink()
    remove_empty(plan.root, (*plan.unfinished, *plan.stale))
    for artifact in plan.writes:
        target = plan.root / artifact.path
        _make_folders(plan.root, target.parent)
        if kind_of(target) is Kind.FOLDER:
            _remove_hollow(target)
        write_file(target, artifact.data)
    write_manifest(plan.root, new, is_open=False)


def _both(old: Manifest, new: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return what any file may hold while the build writes: the old bytes or the new ones."""
    paths = {*old.files, *new}
    return {
        path: tuple(dict.fromkeys((*old.files.get(path, ()), *new.get(path, ())))) for path in paths
    }


def _make_folders(root: Path, folder: Path) -> None:
    """Make the folders down to `folder`. The plan has seen that there is no link among them."""
    for step in reversed([folder, *folder.parents]):
        if step != root and step.is_relative_to(root):
            step.mkdir(exist_ok=True)


def remove_empty(root: Path, paths: Iterable[str]) -> None:
    """Remove the folders that these files leave empty."""
    for path in paths:
        for folder in (root / path).parents:
            if folder == root or (folder.exists() and any(folder.iterdir())):
                break
            if folder.exists():
                folder.rmdir()


def _remove_hollow(folder: Path) -> None:
    """Remove a folder that holds nothing but folders."""
    for below in sorted(folder.iterdir()):
        _remove_hollow(below)
    folder.rmdir()
