# Authored files as they are on the disk, and the texts the tree works on: line ends and a byte
# order mark are set aside and put back, so that an edit changes what it means to change only.
"""Read authored files for editing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kb.edit.yamltree.patch import Span, replace_spans
from kb.errors import UsageError
from kb.problems import Problem, quoted
from kb.read.listing import list_files
from kb.read.loader import read_yaml
from kb.read.nodes import Place, RawNode
from kb.read.opening import read_bytes
from kb.read.spans import find_spots
from kb.read.walk import MAX_BYTES, RawDocument, parse_document
from kb.refs import Loc

_BOM = b"\xef\xbb\xbf"


class Change(NamedTuple):
    """What happens to one file."""

    path: Path
    old: bytes | None
    """What is there now; None when there must be nothing."""
    new: bytes | None
    """What will be there; None when the file goes."""


@dataclass(frozen=True, slots=True)
class EditFile:
    """One authored file with its text."""

    path: Path
    data: bytes
    document: RawDocument
    problems: tuple[Problem, ...]
    """What stands against reading it."""
    text: str
    """Its text with `\\n` line ends and no byte order mark."""
    base: int
    """Where the YAML begins in the text: behind the first `---` of a front matter."""

    @property
    def node(self) -> RawNode:
        """Return the YAML."""
        assert self.document.node is not None
        return self.document.node

    @property
    def body_start(self) -> int:
        """Return where the Markdown below a front matter begins in the text."""
        return len(self.text) - len(self.document.body or "")

    def encode(self, text: str) -> bytes:
        """Return a text as bytes, with the line ends and mark of this file."""
        is_crlf = b"\r\n" in self.data and self.data.count(b"\r\n") == self.data.count(b"\n")
        data = text.replace("\n", "\r\n").encode() if is_crlf else text.encode()
        return _BOM + data if self.data.startswith(_BOM) else data

    def place(self, loc: Loc) -> Place:
        """Return the place of the value at `loc`, or of its nearest parent."""
        place = self.node.place
        for step in loc:
            below = place.children
            if isinstance(below, dict) and isinstance(step, str) and step in below:
                place = below[step]
            elif isinstance(below, list) and isinstance(step, int) and step < len(below):
                place = below[step]
            else:
                break
        return place

    def source_index(self, loc: Loc, offset: int) -> int:
        """Return where character `offset` of the decoded text at `loc` stands in the file."""
        place = self.place(loc)
        spots = find_spots(self.node.source, place.start, place.end, place.style, place.text or "")
        return self.base + spots[min(offset, len(spots) - 1)]

    def replaced(self, spans: Iterable[Span]) -> str:
        """Return the text with pieces replaced."""
        return replace_spans(self.text, spans)

    def with_yaml(self, yaml: str) -> str:
        """Return the text with another YAML in the place of its own."""
        return self.text[: self.base] + yaml + self.text[self.base + len(self.node.source) :]

    def edited(self, text: str) -> EditFile:
        """Return the file as it would be with another text, which must be readable."""
        yaml, body = text, None
        if self.document.body is not None:
            end = text.index("\n---", self.base - 1) + 1
            yaml, line_end = text[self.base : end], text.find("\n", end)
            body = text[line_end + 1 :] if line_end >= 0 else ""
        node, problems = read_yaml(yaml, self.document.path, line_offset=1 if self.base else 0)
        assert node is not None
        assert not problems
        return replace(self, document=replace(self.document, node=node, body=body), text=text)


def read_file(path: Path, content: Path) -> EditFile:
    """Read one authored file; one that cannot be read has a problem and no text."""
    data, fault = read_bytes(path, MAX_BYTES)
    document, problems = parse_document(path, content, data)
    problems = problems if fault is None else (fault,)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    base = text.find("\n") + 1 if path.suffix == ".md" else 0
    return EditFile(path, data, document, problems, text, base)


def iter_paths(content: Path, wanted: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the authored files below `content`, or those of them that are asked for.

    Raises:
        UsageError: a path that is asked for is no authored file.
    """
    files = list_files(content).files
    known = {os.path.realpath(path): path for path in files}
    if not tuple(wanted := tuple(wanted)):
        yield from files
        return
    for path in wanted:
        full = os.path.realpath(path)
        found = [known[file] for file in known if file == full or file.startswith(full + os.sep)]
        if not found:
            raise UsageError(f"{quoted(path, 200)} is no record of {quoted(content, 200)}")
        yield from found
