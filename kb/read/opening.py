# One file, opened as if somebody hostile had put it there and somebody careless was saving it: no
# link is followed, no pipe is waited for, no more is read than a record may have, and a file that
# changes under the reader's eyes is read again or named, never taken half old and half new.
"""Read the bytes of one authored file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kb.codes import problem_at
from kb.problems import Mark, Problem
from kb.read.listing import show_path, unreadable

_TRIES = 3
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_bytes(file: Path, limit: int) -> tuple[bytes, Problem | None]:
    """Return the bytes of a file of at most `limit` bytes, or the problem that stands against it.

    A link in the last part of the path is not followed.
    """
    try:
        for _ in range(_TRIES):
            data, size = _read_once(file, limit)
            if size > limit:
                message = f"the file has {size:,} bytes, over {limit:,}"
                return b"", problem_at(
                    Mark(show_path(file)), "KB102", message, "split it; no record is that long"
                )
            if data is not None:
                return data, None
    except _NoFileError:
        return b"", problem_at(
            Mark(show_path(file)), "KB125", "this is no ordinary file", "delete it"
        )
    except OSError as error:
        return b"", unreadable(file, error)
    message = "the file changed while it was read, several times"
    return b"", problem_at(
        Mark(show_path(file)), "KB130", message, "wait until it is written, then try again"
    )


class _NoFileError(Exception):
    """It is a pipe, a device or a socket."""


def _read_once(file: Path, limit: int) -> tuple[bytes | None, int]:
    """Return bytes and size; no bytes when the file changed meanwhile or is too large."""
    descriptor = os.open(file, _FLAGS)
    with open(descriptor, "rb", closefd=True) as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise _NoFileError
        if before.st_size > limit:
            return None, before.st_size
        data = stream.read(limit + 1)
        after = os.fstat(descriptor)
    if len(data) > limit:
        return None, len(data)
    is_same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    return (data if is_same and len(data) == after.st_size else None), len(data)
