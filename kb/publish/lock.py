# One build at a time. The lock is the kernel's (flock), so it ends with the process however that
# ends; the file only carries it, and says who holds it. The file is removed on release: hence the
# second look after locking, whether the file locked is still the one at that path.
"""Keep two builds from writing one site."""

from __future__ import annotations

import fcntl
import os
import platform
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BuildFailedError
from kb.problems import quoted

_SAID = re.compile(rb"(?:process \d+ on [^\n]*\n?)?")
"""What stands in a lock file: nothing yet, or who holds it."""
_LONGEST = 400


@contextmanager
def held_lock(path: Path) -> Iterator[None]:
    """Hold the lock at `path`.

    Raises:
        BuildFailedError: somebody else holds it, and the message says who; or what lies there is
            no lock of ours: it would be lost.
    """
    descriptor = _locked(path)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {platform.node()}\n".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Say whether somebody holds the lock at `path` now; nothing is changed by asking."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _locked(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still_at(path, descriptor):
                _check_ours(path, descriptor)
                return descriptor
        except BlockingIOError as error:
            holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
            os.close(descriptor)
            raise BuildFailedError(
                f"another build is running: {quoted(holder or 'unknown', 120)} holds {path}"
            ) from error
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _check_ours(path: Path, descriptor: int) -> None:
    """Refuse what is no lock file: it would be emptied now and removed afterwards."""
    found = os.fstat(descriptor)
    is_ours = stat.S_ISREG(found.st_mode) and found.st_size <= _LONGEST
    if not (is_ours and _SAID.fullmatch(os.pread(descriptor, _LONGEST, 0))):
        raise BuildFailedError(f"{quoted(path, 200)} is no lock of a build: move it away")


def _is_still_at(path: Path, descriptor: int) -> bool:
    """Say whether the locked file is the one at `path`, not one its last holder removed."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False
