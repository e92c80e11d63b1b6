# One file, whole or not at all. A reader sees the old bytes or the new ones, and a full disk leaves
# the old ones. No fsync: everything written here can be built again.
"""Write one file atomically."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

TEMPORARY_NAME = ".kb-writing"
"""What a file is called while it is being written. One writer a folder, so one name is enough."""


def write_file(path: Path, data: bytes, *, temporary: str = TEMPORARY_NAME) -> None:
    """Write `data` to `path` in one step, keeping the permissions of a file that is replaced.

    A symbolic link at `path` is replaced itself; what it leads to is not touched. `temporary` is
    what the file is called, beside its place, until it is whole.
    """
    unfinished = path.with_name(temporary)
    unfinished.unlink(missing_ok=True)
    try:
        # "x" refuses whatever has appeared there since, a symbolic link too.
        with unfinished.open("xb") as stream:
            stream.write(data)
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, unfinished)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
