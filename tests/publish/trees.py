# Folders as values, so that tests compare them byte for byte.
"""Read and write small folders in tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.publish.manifest import NAME
from kb.publish.site import MARKER, mark_site

MARKS = frozenset({MARKER, NAME})
"""What the builder leaves to know its own by."""


def read_tree(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its bytes, but not the builder's marks."""
    return {name: data for name, data in read_all(root).items() if Path(name).name not in MARKS}


def read_all(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its bytes; of a link, what it says."""
    return {
        path.relative_to(root).as_posix(): (
            b"-> " + bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        )
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def make_site(root: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder that is known as a built site."""
    write_tree(root, files)
    mark_site(root)


def write_tree(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below `root`."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
