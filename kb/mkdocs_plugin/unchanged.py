# Under `serve` a save changes a few pages of many. A page whose Markdown and surroundings are those
# of the last build is neither parsed nor put into its template again: its finished text is kept
# here and handed to MkDocs at the end. Deleted and renamed pages need nothing: MkDocs asks for no
# others. What every page shows (navigation, theme, banner) is one digest: when it changes, all are
# made anew.
"""Keep finished pages between two builds of one server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from kb.artifact import Artifact

TEMPLATE = "unchanged.html"
"""An empty template of kb/theme: what stands on the page is put in afterwards."""


@dataclass(slots=True)
class PageCache:
    """Finished pages of the last build, by source path."""

    surroundings: bytes = b""
    digests: dict[str, bytes] = field(default_factory=dict)
    """Source path → digest of the Markdown that the finished page was made of."""
    outputs: dict[str, str] = field(default_factory=dict)
    current: dict[str, bytes] = field(default_factory=dict)
    """Source path → digest of the Markdown of the build under way."""

    def begin(self, artifacts: Iterable[Artifact], surroundings: bytes) -> None:
        """Start a build: forget all pages when what surrounds them has changed."""
        if surroundings != self.surroundings:
            self.digests.clear()
            self.outputs.clear()
            self.surroundings = surroundings
        self.current = {item.path: digest(item.data) for item in artifacts}

    def is_unchanged(self, path: str) -> bool:
        """Return whether the finished page of the last build can be used again."""
        found = self.current.get(path)
        return found is not None and path in self.outputs and self.digests.get(path) == found

    def keep(self, path: str, output: str) -> None:
        """Keep a finished page."""
        if path in self.current:
            self.digests[path] = self.current[path]
            self.outputs[path] = output


def digest(data: bytes) -> bytes:
    """Return the digest of some bytes."""
    return blake2b(data, digest_size=16).digest()


def digest_of_files(folders: Iterable[Path], *more: object) -> bytes:
    """Return one digest of all files below `folders`, and of what else surrounds a page."""
    state = blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                state.update(str(path).encode())
                state.update(path.read_bytes())
    state.update(repr(more).encode())
    return state.digest()
