# What the build knows of a folder it shares with people: the files it wrote, and with which bytes.
# It is written twice a publishing: before the first change with the old and the new digests (so
# that a killed build never takes its own pages for somebody's), and after the last with the new
# ones. A seal over it tells a list that was damaged or edited by hand from ours: such a list proves
# nothing, and what nobody can prove to be the build's is never replaced and never removed.
"""The list of files that the build wrote into a folder."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.errors import UnsafePathError
from kb.publish.atomic import write_file
from kb.publish.paths import safe_parts

NAME = ".kb-manifest.json"
"""The list, in the folder it speaks of."""
NEW_NAME = f"{NAME}.new"
"""What the list is called while it is being written."""

_SCHEMA = "kb-manifest/1"
_HEAD = '{"schema": "kb-manifest/'
"""How every list begins, also one of another version or one that was cut off."""
_ABOUT = "Path and SHA-256 of what the build wrote here and may replace. Not for editing."
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 64_000_000
"""Bytes; a longer list is none of ours."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the build wrote into a folder."""

    files: Mapping[str, tuple[str, ...]]
    """Path → the digests its bytes may have: one, or two while a build is writing."""
    is_open: bool = False
    """True when a build began to write and has not ended."""
    fault: str = ""
    """Why the list in the folder cannot be trusted; `files` is empty then."""
    is_foreign: bool = False
    """True when what lies at its name is somebody's and must not be replaced."""

    def owns(self, path: str, target: Path) -> bool:
        """Say whether `target` is a plain file with bytes that the build wrote at `path`."""
        digests = self.files.get(path)
        return bool(digests) and is_plain(target) and digest_of(target) in (digests or ())


def is_plain(target: Path) -> bool:
    """Say whether there is a plain file at `target`, not a link to one."""
    try:
        return stat.S_ISREG(target.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def digest(data: bytes) -> str:
    """Return the digest by which a file's bytes are known."""
    return hashlib.sha256(data).hexdigest()


def digest_of(target: Path) -> str:
    """Return the digest of a file's bytes."""
    with target.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(root: Path) -> Manifest:
    """Return the list in `root`; an empty one where there is none or it proves nothing."""
    path = root / NAME
    if not path.is_symlink() and not path.exists():
        return Manifest({})
    if not is_plain(path):
        return Manifest({}, fault="is no plain file", is_foreign=True)
    if path.stat().st_size > _LARGEST:
        return Manifest({}, fault="is too long to be the build's", is_foreign=True)
    text = path.read_bytes().decode("utf-8", "replace")
    found = _read(text)
    if found is not None:
        return found
    return Manifest({}, fault="is not as the build wrote it", is_foreign=not is_ours(text))


def is_ours(text: str) -> bool:
    """Say whether a file that is no whole list began as one: then nobody's words are lost."""
    return text.startswith(_HEAD) or _HEAD.startswith(text)


def _read(text: str) -> Manifest | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("schema") != _SCHEMA:
        return None
    files, is_open = found.get("files"), found.get("writing")
    if not isinstance(files, dict) or not isinstance(is_open, bool):
        return None
    if not all(_is_entry(path, digests) for path, digests in files.items()):
        return None
    clean = {path: tuple(digests) for path, digests in files.items()}
    return Manifest(clean, is_open) if found.get("seal") == _seal(clean, is_open=is_open) else None


def _is_entry(path: str, digests: object) -> bool:
    try:
        safe_parts(path)
    except UnsafePathError:
        return False
    return (
        isinstance(digests, list)
        and len(digests) > 0
        and all(isinstance(item, str) and _DIGEST.fullmatch(item) for item in digests)
    )


def write_manifest(root: Path, files: Mapping[str, tuple[str, ...]], *, is_open: bool) -> None:
    """Write the list, in one step."""
    ordered = {path: list(files[path]) for path in sorted(files)}
    found = {
        "schema": _SCHEMA,
        "about": _ABOUT,
        "seal": _seal(files, is_open=is_open),
        "writing": is_open,
        "files": ordered,
    }
    data = json.dumps(found, ensure_ascii=True, indent=0).replace("{\n", "{", 1)
    write_file(root / NAME, f"{data}\n".encode(), temporary=NEW_NAME)


def _seal(files: Mapping[str, tuple[str, ...]], *, is_open: bool) -> str:
    plain = [is_open, sorted((path, list(digests)) for path, digests in files.items())]
    return digest(json.dumps(plain, ensure_ascii=True).encode())
