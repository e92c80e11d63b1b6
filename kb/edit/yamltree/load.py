# From the reader's places to a tree with comments. Between two scalars there is nothing but blanks,
# signs of structure and comments (anchors and tags are refused by the reader), so a `#` there is a
# comment. A comment on a line of its own belongs to what stands below it, unless it is indented
# deeper: then it ends the list or mapping it is aligned with.
"""Load an authored YAML text as a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kb.edit.yamltree.tree import Branch, Document, Node, Scalar, Slot, block_scalar, quoted_scalar
from kb.read.nodes import Place, RawNode

_COLON = re.compile(r"[ \t]*:|\s+:(?=\s)")
_HEADER = re.compile(r"([|>])([-+]?)([0-9]?)([-+]?)[ \t]*(#[^\n]*)?")
_QUOTED_KEY = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_TRAILING = re.compile(r"(?:[ \t]*\n)*(?P<indent>[ \t]*)(?P<comment>#[^\n]*)")
_MODELINE = re.compile(r"#\s*(?:yaml-language-server:|\$schema|vim:|-\*-)")


class _Comment(NamedTuple):
    text: str
    """Empty for a blank line."""
    is_own: bool
    """True when nothing else stands on its line."""


@dataclass(slots=True)
class _Loader:
    """Reads one text. It lives as long as the reading."""

    source: str
    position: int = 0
    last: Slot | None = None
    """What a comment at the end of this line belongs to."""
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.source))]

    def read(self, value: Any, place: Place, column: int) -> Node:
        """Read one value; `column` is where its slot begins."""
        if isinstance(place.children, dict | list):
            if place.start < len(self.source) and self.source[place.start] in "[{":
                return self._read_flow(value, place)
            if isinstance(place.children, dict):
                return self._read_mapping(value, place, column)
            return self._read_list(value, place, column)
        return self._read_scalar(value, place, column)

    def _read_mapping(self, value: Any, place: Place, parent: int) -> Branch:
        branch = Branch(is_mapping=True)
        assert isinstance(place.children, dict)
        for key, child in place.children.items():
            self._read_pair(branch, key, value[key], child)
        self._close(branch, place.column, parent)
        return branch

    def _read_pair(self, branch: Branch, key: str, value: Any, child: Place) -> None:
        start = self.lines[child.key_line] + child.key_column
        above = self._gap(start)
        found = _QUOTED_KEY.match(self.source, start) if self.source[start] in "\"'" else None
        end = found.end() if found else start + len(key)
        slot = Slot(Scalar(None), key, self.source[start:end], above, start=start)
        colon = _COLON.match(self.source, end)
        self.position = colon.end() if colon else end
        self.last = slot
        branch.slots.append(slot)
        slot.node = self.read(value, child, child.key_column)
        self._finish(slot)

    def _read_list(self, value: Any, place: Place, parent: int) -> Branch:
        branch = Branch(is_mapping=False)
        assert isinstance(place.children, list)
        for item, child in zip(value, place.children, strict=True):
            dash = self._find("-")
            slot = Slot(Scalar(None), above=self._gap(dash), start=dash)
            self.position = dash + 1
            self.last = slot
            branch.slots.append(slot)
            slot.node = self.read(item, child, place.column)
            self._finish(slot)
        self._close(branch, place.column, parent)
        return branch

    def _read_flow(self, value: Any, place: Place) -> Branch:
        branch = Branch(is_mapping=isinstance(place.children, dict), is_flow=True)
        holder = self.last
        self._hand_up(self._gap(place.start))
        self.position = place.start + 1
        if isinstance(place.children, dict):
            for key, child in place.children.items():
                self._read_pair(branch, key, value[key], child)
        else:
            assert isinstance(place.children, list)
            for item, child in zip(value, place.children, strict=True):
                slot = Slot(Scalar(None), above=self._gap(child.start), start=child.start)
                branch.slots.append(slot)
                self.last = slot
                slot.node = self.read(item, child, child.column)
                self._finish(slot)
        close = self._find("}" if branch.is_mapping else "]")
        branch.below = self._gap(close)
        self.position = close + 1
        self.last = holder
        return branch

    def _read_scalar(self, value: Any, place: Place, column: int) -> Scalar:
        self._hand_up(self._gap(place.start))
        raw = self.source[place.start : place.end]
        self.position = place.end
        if place.style in ("|", ">"):
            return self._read_block(value, place, raw, column)
        first, *rest = raw.split("\n")
        if not rest:
            return Scalar(value, place.style, [first])
        *middle, last = rest
        lines = [first.rstrip(), *(line.strip() for line in middle), last.lstrip()]
        return Scalar(value, place.style, lines)

    def _read_block(self, value: Any, place: Place, raw: str, column: int) -> Scalar:
        header = _HEADER.match(raw)
        assert header is not None
        if header[5] and self.last is not None:
            self.last.beside = header[5].rstrip()
        is_kept = "+" in (header[2], header[4])
        if not is_kept:
            self.position = place.start + len(raw.rstrip())
        if not str(value).strip():
            return quoted_scalar(str(value))
        if place.style == "|":
            return block_scalar(str(value))
        # The lines of a folded text are its author's: they are kept, without the indentation.
        lines = raw[header.end() :].split("\n")[1:]
        first = next(line for line in lines if line.strip())
        indent = column + int(header[3]) if header[3] else len(first) - len(first.lstrip(" "))
        while lines and len(lines[-1].rstrip(" ")) == 0 and len(lines[-1]) <= indent:
            lines.pop()
            if is_kept:
                break
        sign = header[2] or header[4] or ("" if str(value).endswith("\n") else "-")
        return Scalar(value, place.style, [place.style + sign, *(line[indent:] for line in lines)])

    def _hand_up(self, found: list[str]) -> None:
        """Keep comments between a key and its value: above the key."""
        if self.last is not None:
            self.last.above.extend(line for line in found if line)

    def _finish(self, slot: Slot) -> None:
        slot.end = self.position
        if isinstance(slot.node, Scalar):
            self.last = slot

    def _find(self, sign: str) -> int:
        """Return the index of the next sign of structure, behind comments."""
        index = self.position
        while self.source[index] != sign:
            index = self.source.index("\n", index) if self.source[index] == "#" else index + 1
        return index

    def _gap(self, end: int) -> list[str]:
        """Read up to `end`; return the comment lines that belong to what comes next."""
        above: list[str] = []
        for comment in self._iter_gap(self.position, end):
            if comment.is_own or self.last is None:
                above.append(comment.text)
            else:
                if self.last.beside:
                    self.last.above.append(self.last.beside)
                self.last.beside = comment.text
        self.position = end
        return above

    def _iter_gap(self, index: int, end: int) -> list[_Comment]:
        found: list[_Comment] = []
        begin = self.source.rfind("\n", 0, index) + 1
        is_used = bool(self.source[begin:index].strip())
        while index < end:
            char = self.source[index]
            if char == "\n":
                if not is_used:
                    found.append(_Comment("", is_own=True))
                is_used = False
            elif char == "#":
                stop = self.source.find("\n", index)
                stop = len(self.source) if stop < 0 else stop
                found.append(_Comment(self.source[index:stop].rstrip(), is_own=not is_used))
                index, is_used = stop, True
                continue
            elif char not in " \t":
                is_used = True
            index += 1
        return found

    def _close(self, branch: Branch, column: int, parent: int) -> None:
        """Take the comment lines that end a block, and a comment at the end of its last line."""
        stop = self.source.find("\n", self.position)
        stop = len(self.source) if stop < 0 else stop
        rest = self.source[self.position : stop]
        if rest.lstrip().startswith("#"):
            branch.below += self._gap(stop)
        if self.source[self.position : stop].strip():
            return
        while match := _TRAILING.match(self.source, self.position):
            indent = len(match["indent"])
            is_line = "\n" in match[0] or self.position == 0
            if not is_line or indent < column or indent <= parent:
                return
            branch.below += self._gap(match.end())


def load_tree(node: RawNode) -> Document:
    """Return the tree of a text that was read without a problem."""
    loader = _Loader(node.source)
    root = loader.read(node.value, node.place, -1)
    assert isinstance(root, Branch)
    document = Document(root)
    _remember(root)
    if root.slots:
        _take_head(document, root.slots[0])
    return document


def _remember(branch: Branch) -> None:
    """Note what was loaded, so that a patch sees what an edit changed."""
    branch.loaded = tuple(branch.slots)
    for slot in branch.slots:
        slot.loaded = slot.node
        if isinstance(slot.node, Branch):
            _remember(slot.node)


def _take_head(document: Document, first: Slot) -> None:
    # What stands above a blank line at the top speaks of the whole file, and so does a modeline.
    cut = 0
    for index, line in enumerate(first.above):
        if not line or _MODELINE.match(line):
            cut = index + 1
    document.head, first.above = first.above[:cut], first.above[cut:]
