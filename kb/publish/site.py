# A site is replaced in whole, so the folder must be one: missing, empty, or known to be a built site
# by the mark that every build leaves in it (or, for sites from before there was a mark, by files
# that only such a site has). Anything else may be somebody's work and is refused.
"""Tell a built site from any other folder."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kb.errors import BuildFailedError
from kb.problems import quoted
from kb.publish.atomic import write_file
from kb.publish.manifest import is_plain
from kb.read.listing import real_path

MARKER = ".kb-site"
"""The mark of a built site; hidden, so that MkDocs leaves it when it empties the folder."""

_TEXT = "This folder is a built site of incident-kb. A build replaces it whole.\n"
_BEGINNING = "This folder is a built site of incident-kb."
_LOOKED_AT = 200_000
"""Bytes of a page in which a generator would name itself."""


def mark_site(folder: Path) -> None:
    """Leave the mark in a folder."""
    path = folder / MARKER
    if not (is_plain(path) and path.read_bytes() == _TEXT.encode()):
        write_file(path, _TEXT.encode())


def is_built_site(folder: Path) -> bool:
    """Say whether a folder is a site that we or MkDocs built."""
    marker = folder / MARKER
    if is_plain(marker):
        with marker.open("rb") as stream:
            return stream.read(200).startswith(_BEGINNING.encode())
    pages = (folder / "index.html", folder / "404.html")
    if not all(is_plain(page) for page in pages):
        return False
    if is_plain(folder / "assets/kb/kb.css"):
        return True
    return is_plain(folder / "sitemap.xml") and any(_is_by_mkdocs(page) for page in pages)


def _is_by_mkdocs(page: Path) -> bool:
    with page.open("rb") as stream:
        return b"mkdocs" in stream.read(_LOOKED_AT).lower()


def check_target(site: Path, apart: Iterable[Path] = ()) -> None:
    """Refuse a folder that is no site: it would be replaced in whole.

    `apart` are folders of people's work that a site may neither hold nor lie in.

    Raises:
        BuildFailedError: the folder is no place for a site; the message says why.
    """
    site = real_path(site)
    if site.exists() and not site.is_dir():
        raise BuildFailedError(f"{quoted(site, 200)} is not a folder")
    if Path.cwd().is_relative_to(site):
        raise BuildFailedError(f"{quoted(site, 200)} holds the working directory")
    for folder in (real_path(item) for item in apart):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            message = f"{quoted(site, 200)} and {quoted(folder, 200)} must lie apart: a site is"
            raise BuildFailedError(f"{message} replaced whole")
    if (site / ".git").exists():
        raise BuildFailedError(f"{quoted(site, 200)} is a git work tree and would be replaced")
    try:
        is_site = not site.is_dir() or is_built_site(site)
        first = None if is_site else min((entry.name for entry in site.iterdir()), default=None)
    except OSError as error:
        raise BuildFailedError(f"{quoted(site, 200)} cannot be read: {error.strerror}") from error
    if site.is_dir() and not os.access(site, os.W_OK | os.X_OK):
        raise BuildFailedError(f"{quoted(site, 200)} may not be written to: check its rights")
    if first is not None:
        raise BuildFailedError(
            f"{quoted(site, 200)} is no site that a build made (it holds {quoted(first)}) and"
            " would be replaced whole: name another folder, or empty this one yourself"
        )


def remove_site(folder: Path) -> None:
    """Remove a built site, its mark last: one that is cut short is known as one still."""
    with contextlib.suppress(OSError):
        mark_site(folder)
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != MARKER:
            entry.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
