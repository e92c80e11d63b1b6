# From the tokens of markdown-it-py to our tree. Positions in a token count in the content of its
# block; here they become offsets in the text that was parsed.
"""Build the tree of nodes from tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


def build_places(
    content: str, lines: Sequence[tuple[int, str]], cursor: int | None = None
) -> Places:
    """Find the lines of a block's content in the lines of the text.

    `lines` are those of the block, as (offset, words). A `cursor` means a cell of a table, which
    is looked for from there on; anything else stands at the end of its line.
    """
    inside: list[int] = []
    outside: list[int] = []
    start = 0
    for piece, (offset, line) in zip(content.split("\n"), lines, strict=False):
        inside.append(start)
        outside.append(offset + _column(line, piece, cursor))
        start += len(piece) + 1
    return Places(tuple(inside) or (0,), tuple(outside) or (0,))


def _column(line: str, piece: str, cursor: int | None) -> int:
    words, whole = piece.rstrip(), line.rstrip()
    if cursor is None and whole.endswith(words):
        return len(whole) - len(words)
    start = cursor or 0
    found = line.find(words, start)
    if found < 0:  # a tab that became spaces
        bare = words.lstrip()
        found = line.find(bare, start) - (len(words) - len(bare))
    return max(found, start)


def build_inlines(tokens: Sequence[Token], places: Places) -> tuple[tuple[Inline, ...], int]:
    """Return the inline nodes, and the position of markers nested too deep (-1: none)."""
    stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    too_deep = -1
    skipped = 0
    for token in tokens:
        if token.nesting > 0:
            if len(stack) > MAX_DEPTH:
                skipped += 1
                too_deep = too_deep if too_deep >= 0 else int(token.meta.get("pos", 0))
            else:
                stack.append((token, []))
        elif token.nesting < 0:
            if skipped:
                skipped -= 1
            else:
                opening, children = stack.pop()
                assert opening is not None
                stack[-1][1].append(_pair(opening, tuple(children)))
        else:
            _append(stack[-1][1], token, places)
    return tuple(stack[0][1]), too_deep


def _pair(opening: Token, children: tuple[Inline, ...]) -> Inline:
    if opening.type == "link_open":
        return WebLink(str(opening.attrs["href"]), children)
    return Strong(children) if opening.type == "strong_open" else Emphasis(children)


def _append(into: list[Inline], token: Token, places: Places) -> None:
    if token.type == "kb_node":
        into.append(_placed(token.meta["node"], places))
    elif token.type == "code_inline":
        into.append(Code(token.content))
    elif token.type == "hardbreak":
        into.append(LineBreak())
    elif token.content:
        offset = places.offset(int(token.meta.get("pos", 0)))
        last = into[-1] if into else None
        if isinstance(last, Text) and last.offset + len(last.text) == offset:
            into[-1] = Text(last.text + token.content, last.offset)
        else:
            into.append(Text(token.content, offset))


def _placed(node: RecordLink | Citation | Picture, places: Places) -> Inline:
    if isinstance(node, Picture):
        return node
    if isinstance(node, RecordLink):
        return replace(node, offset=places.offset(node.offset))
    items = (replace(item, offset=places.offset(item.offset)) for item in node.items)
    return Citation(tuple(items))
