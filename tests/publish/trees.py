# Folders as values, so that tests compare them byte for byte.
"""Read and write small folders in tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def read_tree(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def write_tree(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below `root`."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
