# One file, whole or not at all. A reader sees the old bytes or the new ones, and a full disk leaves
# the old ones. No fsync: everything written here can be built again.
"""Write one file atomically."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

TEMPORARY_NAME = ".kb-writing"
"""What a file is called while it is being written. One writer a folder, so one name is enough."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, keeping the permissions of a file that is replaced.

    A symbolic link at `path` is replaced itself; what it leads to is not touched.
    """
    temporary = path.with_name(TEMPORARY_NAME)
    temporary.unlink(missing_ok=True)
    try:
        # "x" refuses whatever has appeared there since, a symbolic link too.
        with temporary.open("xb") as stream:
            stream.write(data)
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
