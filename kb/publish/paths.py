# What an output path may look like. A path is refused when it could leave the output root, or when
# a checkout or a copy of the output on another system could not hold it (Windows' reserved names,
# file systems that ignore case). It only looks at names: the disk is the business of tree.py.
"""Check the paths of output files before anything is written."""

from __future__ import annotations

import unicodedata

from kb.errors import DuplicateArtifactError, UnsafePathError
from kb.problems import quoted

_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_RESERVED_CHARACTERS = frozenset('<>:"|?*\\')
_LONGEST_NAME = 255


def safe_parts(path: str) -> tuple[str, ...]:
    """Return the folders and the file name of `path`.

    Raises:
        UnsafePathError: `path` is empty, absolute, leads upwards, or is not portable.
    """
    parts = tuple(path.split("/"))
    for part in parts:
        if fault := _fault(part):
            raise UnsafePathError(f"output path {quoted(path, 200)} {fault}")
    return parts


def _fault(part: str) -> str:
    if part == "":
        return "is absolute or has an empty part"
    if part in {".", ".."}:
        return f"has a part {part!r}"
    if any(ord(char) < 0x20 or ord(char) == 0x7F for char in part):
        return "holds a control character"
    if bad := sorted(_RESERVED_CHARACTERS.intersection(part)):
        return f"holds {bad[0]!r}, which not every file system takes"
    if part[-1] in ". ":
        return "has a part that ends in a dot or a space"
    if part.split(".", 1)[0].rstrip().lower() in _RESERVED_NAMES:
        return "has a part that is reserved on Windows"
    try:
        is_too_long = len(part.encode()) > _LONGEST_NAME
    except UnicodeEncodeError:
        return "is not valid Unicode"
    return f"has a part longer than {_LONGEST_NAME} bytes" if is_too_long else ""


class PathRegister:
    """The output paths claimed so far."""

    def __init__(self) -> None:
        """Start with none."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, path: str) -> tuple[str, ...]:
        """Register `path` and return its parts.

        Raises:
            UnsafePathError: `path` may not be written.
            DuplicateArtifactError: `path` is taken, be it in other letter case, or is a folder.
        """
        parts = safe_parts(path)
        folded = [_fold("/".join(parts[:depth])) for depth in range(1, len(parts) + 1)]
        *folders, file = folded
        taken = self._files.get(file) or self._folders.get(file)
        for folder in folders:
            taken = taken or self._files.get(folder)
        if taken:
            raise DuplicateArtifactError(_clash(path, taken))
        self._files[file] = path
        for folder in folders:
            self._folders.setdefault(folder, path)
        return parts

    def has_file(self, path: str) -> bool:
        """Say whether exactly `path` was claimed."""
        return self._files.get(_fold(path)) == path


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _clash(path: str, taken: str) -> str:
    if path == taken:
        return f"two artifacts claim {quoted(path, 200)}"
    return (
        f"artifact {quoted(path, 200)} clashes with {quoted(taken, 200)}: "
        "a file and a folder of one name, or the same name in other letters"
    )
