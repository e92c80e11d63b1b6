# From the tokens of markdown-it-py to our tree. Positions in a token count in the content of its
# block; here they become offsets in the text that was parsed.
"""Build the tree of nodes from tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from markdown_it.token import Token

from kb.prose.nodes import (
    Citation,
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Picture,
    RecordLink,
    Strong,
    Text,
    WebLink,
)

_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ \t]*")
_LEAD = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])))*[ \t]*")
MAX_DEPTH = 12
"""Emphasis in emphasis: deeper markers are left out, or the tree could not be walked."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the content of one block stands in the text: a pair of starts for each line."""

    inside: tuple[int, ...]
    """Start of each line in the content."""
    outside: tuple[int, ...]
    """Start of the same line in the text."""

    def offset(self, position: int) -> int:
        """Return the place in the text of a position in the content."""
        line = bisect_right(self.inside, position) - 1
        return self.outside[line] + position - self.inside[line]


def build_places(content: str, lines: Sequence[tuple[int, str]]) -> Places:
    """Find the lines of a block's content in the lines of the text.

    `lines` are those of the block, as (offset, words); each piece stands at the end of its line.
    """
    inside: list[int] = []
    outside: list[int] = []
    start = 0
    # The library strips a paragraph of every kind of blank, and so of lines of no-break spaces.
    words = dropwhile(lambda line: not line[1].strip(), lines) if content.strip() else lines
    for piece, (offset, line) in zip(content.split("\n"), words, strict=False):
        inside.append(start)
        outside.append(offset + _column(line, piece))
        start += len(piece) + 1
    return Places(tuple(inside) or (0,), tuple(outside) or (0,))


def _column(line: str, piece: str) -> int:
    words, whole = piece.rstrip(), line.rstrip()
    if whole.endswith(words):
        return len(whole) - len(words)
    found = line.find(words)
    if found < 0:  # a tab that became spaces
        bare = words.lstrip()
        found = line.find(bare) - (len(words) - len(bare))
    return max(found, 0)


def find_cells(line: str, *, is_nested: bool) -> tuple[int, ...]:
    """Return where the words of each cell begin in a row of a table.

    Args:
        is_nested: whether signs of quotations and lists may stand before the row.
    """
    first = _after(_LEAD if is_nested else _BLANKS, line, 0)
    first += line.startswith("|", first)
    starts = [first, *(pipe.end() for pipe in _PIPE.finditer(line, first))]
    return tuple(_after(_BLANKS, line, start) for start in starts)


def _after(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found is not None else start


def build_inlines(tokens: Sequence[Token], places: Places) -> tuple[tuple[Inline, ...], int]:
    """Return the inline nodes, and the position of markers nested too deep (-1: none)."""
    stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    words = _Words(places)
    too_deep = -1
    skipped = 0
    for token in tokens:
        if token.nesting == 0:
            words.take(token, stack[-1][1])
            continue
        words.end(stack[-1][1])
        if token.nesting > 0:
            if len(stack) > MAX_DEPTH:
                skipped += 1
                too_deep = too_deep if too_deep >= 0 else int(token.meta.get("pos", 0))
            else:
                stack.append((token, []))
        elif skipped:
            skipped -= 1
        else:
            opening, children = stack.pop()
            assert opening is not None
            stack[-1][1].append(_pair(opening, tuple(children)))
    words.end(stack[-1][1])
    return tuple(stack[0][1]), too_deep


def _pair(opening: Token, children: tuple[Inline, ...]) -> Inline:
    if opening.type == "link_open":
        return WebLink(str(opening.attrs["href"]), children)
    return Strong(children) if opening.type == "strong_open" else Emphasis(children)


@dataclass(slots=True)
class _Words:
    """Joins text that came in many tokens: one by one, that takes the square of their number."""

    places: Places
    offset: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)

    def take(self, token: Token, into: list[Inline]) -> None:
        """Take a token without children; what it ends goes `into` the list of its parent."""
        if token.type in _NODES:
            self.end(into)
            into.append(_NODES[token.type](token, self.places))
        elif token.content:
            self._add(int(token.meta.get("pos", 0)), token.content, into)
        else:
            for place, text in token.meta.get("parts", ()):
                self._add(place, text, into)

    def _add(self, place: int, text: str, into: list[Inline]) -> None:
        offset = self.places.offset(place)
        if self.parts and self.offset + self.length != offset:
            self.end(into)
        if not self.parts:
            self.offset, self.length = offset, 0
        self.parts.append(text)
        self.length += len(text)

    def end(self, into: list[Inline]) -> None:
        """Give out the text that was taken."""
        if self.parts:
            into.append(Text("".join(self.parts), self.offset))
            self.parts.clear()


_NODES: Mapping[str, Callable[[Token, Places], Inline]] = {
    "kb_node": lambda token, places: _placed(token.meta["node"], places),
    "code_inline": lambda token, places: Code(token.content),
    "hardbreak": lambda token, places: LineBreak(),
}


def _placed(node: RecordLink | Citation | Picture, places: Places) -> Inline:
    if isinstance(node, Picture):
        return node
    if isinstance(node, RecordLink):
        return replace(node, offset=places.offset(node.offset))
    items = (replace(item, offset=places.offset(item.offset)) for item in node.items)
    return Citation(tuple(items))
