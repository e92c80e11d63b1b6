# For a folder that is kept by git, where a list of what the build wrote would be in everybody's
# way: there a file is known by what stands in it.
"""Replace files that are recognised as ours, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kb.artifact import Artifact
from kb.errors import PublishError
from kb.problems import quoted
from kb.publish.atomic import TEMPORARY_NAME, write_file
from kb.publish.paths import PathRegister
from kb.publish.plan import Kind, has_bytes, kind_of
from kb.read.listing import real_path


def replace_known(
    artifacts: Iterable[Artifact], folder: Path, is_ours: Callable[[Artifact, bytes], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write files into `folder`; return those that changed, and those that are in the way.

    What is there already must be ours, as `is_ours` says of its bytes. Where anything else is in
    the way, nothing is written. Links are not followed; nothing is ever removed.

    Raises:
        PublishError: `folder` is not a folder, or an artifact has no plain name.
    """
    folder = real_path(folder)
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{quoted(folder, 200)} is not a folder")
    register = PathRegister()
    changed: list[Artifact] = []
    in_the_way: list[str] = []
    for artifact in artifacts:
        if len(register.claim(artifact.path)) > 1:
            raise PublishError(f"{quoted(artifact.path, 200)} is no plain name")
        target = folder / artifact.path
        kind = kind_of(target)
        if kind is Kind.FILE and has_bytes(target, artifact.data):
            continue
        if kind is None or (kind is Kind.FILE and is_ours(artifact, target.read_bytes())):
            changed.append(artifact)
        else:
            in_the_way.append(artifact.path)
    if changed and kind_of(folder / TEMPORARY_NAME) not in (None, Kind.FILE):
        in_the_way.append(TEMPORARY_NAME)
    if in_the_way:
        return (), tuple(sorted(in_the_way))
    folder.mkdir(parents=True, exist_ok=True)
    for artifact in changed:
        write_file(folder / artifact.path, artifact.data)
    return tuple(sorted(artifact.path for artifact in changed)), ()
