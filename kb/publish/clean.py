# Takes away what builds made, and nothing else: files by the manifest, a site by its mark. What is
# somebody's is named, or moved as a whole to a folder beside; it is never removed.
"""Remove what was built; set aside what was not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kb.publish.lock import held_lock
from kb.publish.manifest import NAME, NEW_NAME, read_manifest
from kb.publish.plan import Obstacle, make_plan
from kb.publish.site import is_built_site, remove_site
from kb.publish.swap import leftovers
from kb.publish.tree import PublishReport, alone, carry_out, remove_empty
from kb.read.listing import real_path


def clean_tree(root: Path, *, is_dry: bool = False) -> PublishReport:
    """Take out of `root` what the build put there; `is_dry`: only say what that is.

    The list of what that was goes last, folders left empty go too.
    """
    if not root.is_dir():
        return PublishReport()
    root = real_path(root)
    with alone(root):
        manifest = read_manifest(root)
        plan = make_plan((), root, manifest)
        if not is_dry and not plan.clashes:
            carry_out(plan)
            for name in (NAME, NEW_NAME):
                (root / name).unlink(missing_ok=True)
    removed = () if plan.clashes else tuple(sorted((*plan.stale, *plan.unfinished)))
    clashes, foreign = tuple(plan.clashes), tuple(sorted(plan.foreign))
    return PublishReport(removed=removed, foreign=foreign, clashes=clashes, fault=manifest.fault)


def clean_site(site: Path, *, is_dry: bool = False) -> tuple[Path, ...]:
    """Remove a built site and what killed builds left beside it; return the folders.

    Raises:
        BuildFailedError: a build is running.
    """
    site = real_path(site)
    found = [folder for folder, _ in leftovers(site)]
    if site.is_dir() and is_built_site(site) and not Path.cwd().is_relative_to(site):
        found.insert(0, site)
    if found and not is_dry:
        with held_lock(site.with_name(f"{site.name}.lock")):
            for folder in found:
                remove_site(folder)
    return tuple(found)


def set_aside(root: Path, *, is_dry: bool = False) -> tuple[Path, tuple[str, ...]]:
    """Move everything that no build wrote out of `root`, into a new folder beside it.

    Return that folder and the paths that were moved; links are moved as links. `is_dry`: only say
    what would be moved.
    """
    if not root.is_dir():
        return _free_beside(root), ()
    root = real_path(root)
    with alone(root):
        plan = make_plan((), root, read_manifest(root))
        in_the_way = {clash.path for clash in plan.clashes if clash.obstacle is Obstacle.FOREIGN}
        moving = tuple(sorted({*plan.foreign, *in_the_way}))
        target = _free_beside(root)
        if moving and not is_dry:
            target.mkdir()
            for path in moving:
                _move(root / path, target / path)
            remove_empty(root, moving)
    return target, moving


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(source, target)
    except OSError:
        # Another disk: a copy first, the removal of the original after it.
        shutil.move(source, target)


def _free_beside(root: Path) -> Path:
    number = 1
    while True:
        name = f"{root.name}.set-aside" + (f"-{number}" if number > 1 else "")
        target = root.with_name(name)
        if not target.exists() and not target.is_symlink():
            return target
        number += 1
