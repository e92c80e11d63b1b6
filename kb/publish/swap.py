# Builds beside the live site and replaces it in whole at the end. Whatever happens before (a bug,
# a full disk, Ctrl-C, a killed process) leaves the live site byte for byte as it was; what such an
# end leaves lying about is cleaned up by the next build. Linux exchanges two folders in one step;
# elsewhere it takes two renames, and the next build mends a crash between them.
"""Replace a live site in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BuildFailedError
from kb.publish.atomic import TEMPORARY_NAME
from kb.publish.lock import held_lock
from kb.publish.site import MARKER, check_target, is_built_site, mark_site, remove_site
from kb.read.listing import real_path

_BUILDING = "building"
_PREVIOUS = "previous"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
# The kernel or the file system does not know the exchange: two renames will do.
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})


@contextmanager
def building_beside(live: Path, apart: Iterable[Path] = ()) -> Iterator[Path]:
    """Give an empty folder beside `live`, and swap it in when the block ends well.

    The folder holds the mark of a site already. `apart` are folders of people's work.

    Raises:
        BuildFailedError: another build is running, `live` is not a site's folder, nothing was
            built, or a file could not be written. `live` is as it was.
    """
    live = real_path(live)
    apart = tuple(apart)
    check_target(live, apart)
    try:
        live.parent.mkdir(parents=True, exist_ok=True)
        with held_lock(live.with_name(f"{live.name}.lock")):
            _clean_up(live)
            with _fresh_folder(live) as beside:
                yield beside
                if all(entry.name == MARKER for entry in beside.iterdir()):
                    raise BuildFailedError(f"nothing was built; {live} is as it was")
                # A build takes its time: meanwhile somebody may have put something there.
                check_target(live, apart)
                swap_in(beside, live)
    except OSError as error:
        raise BuildFailedError(f"{error}; {live} is as it was") from error


def swap_in(beside: Path, live: Path) -> None:
    """Put `beside` where `live` is; what was live is at `beside` or gone afterwards."""
    if not live.exists():
        os.rename(beside, live)
    elif not exchange(beside, live):
        _rename_twice(beside, live)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    renameat2.argtypes = (
        *(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p),
        ctypes.c_uint,
    )
    paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    if renameat2(*paths, _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _rename_twice(beside: Path, live: Path) -> None:
    previous = _sibling(live, _PREVIOUS)
    try:
        os.rename(live, previous)
        os.rename(beside, live)
    except BaseException:
        if previous.exists() and not live.exists():
            os.rename(previous, live)
        raise
    _discard(previous)


def _sibling(live: Path, role: str) -> Path:
    """Return a free name beside `live`: the process id, and a number if that is taken."""
    base = f"{live.name}.{role}-{os.getpid()}"
    candidate = live.with_name(base)
    number = 0
    while candidate.exists() or candidate.is_symlink():
        number += 1
        candidate = live.with_name(f"{base}-{number}")
    return candidate


@contextmanager
def _fresh_folder(live: Path) -> Iterator[Path]:
    beside = _sibling(live, _BUILDING)
    beside.mkdir()
    try:
        mark_site(beside)
        if live.exists():
            shutil.copymode(live, beside)
        yield beside
    finally:
        # After a swap this is the old site; after a failure, what was built so far.
        _discard(beside)


def _clean_up(live: Path) -> None:
    """Remove what builds that were cut short left, and mend a swap that was cut in half.

    A folder that only has such a name, and is neither a site nor empty, is somebody's.
    """
    for folder, role in leftovers(live):
        if role == _PREVIOUS and not live.exists():
            os.rename(folder, live)
        else:
            _discard(folder)


def leftovers(live: Path) -> list[tuple[Path, str]]:
    """Return what builds of `live` that were cut short left beside it, each with its role."""
    pattern = re.compile(rf"{re.escape(live.name)}\.({_BUILDING}|{_PREVIOUS})-[0-9]+(-[0-9]+)?")
    found = []
    for folder in sorted(live.parent.iterdir()) if live.parent.is_dir() else ():
        match = pattern.fullmatch(folder.name)
        if match is None or folder.is_symlink() or not folder.is_dir():
            continue
        if is_built_site(folder) or all(item.name == TEMPORARY_NAME for item in folder.iterdir()):
            found.append((folder, match[1]))
    return found


def _discard(folder: Path) -> None:
    """Remove a folder of ours; what cannot be removed now is left to the next build."""
    with contextlib.suppress(OSError):
        remove_site(folder)
