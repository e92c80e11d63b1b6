# Authored Markdown becomes a tree here, once. Whatever is not words, links or citations is refused
# with its position, and stays in the tree as plain text: a tree never holds markup. Most prose is a
# plain line with a link or two; it takes a short way round the Markdown parser.
"""Parse prose and say what in it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from kb.prose.characters import has_hidden, iter_hidden, mask_hidden
from kb.prose.faults import Faults
from kb.prose.marks import CITATION, RECORD, read_citation, read_record_link
from kb.prose.nodes import (
    Block,
    CodeBlock,
    Fault,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Prose,
    Quotation,
    Table,
    Text,
)
from kb.prose.rules import build_parser
from kb.prose.size import find_excess
from kb.prose.tree import Places, build_inlines, build_places, find_cells

_MAX_BLOCKS = 5
"""Lists in lists in quotations: deeper ones are refused."""

_MARKS = f"{RECORD.pattern}|{CITATION.pattern}"
_OWN = re.compile(_MARKS)
_LINE = re.compile(
    r"""(?!\d{1,9}[.)](?:[ ]|\Z))(?:[^\W_]|["'“‘(]|MARK)"""
    r"""(?:[^\n\t!$&*<\[\\\]^_`{]|MARK)*""".replace("MARK", _MARKS)
)
"""A line without a sign of Markdown, but for our own marks."""
_SIGN = re.compile(r"[\n!$&*<\[\\\]^_`{]")
"""A sign that means something between words."""
_BLOCK_SYNTAX = re.compile(
    r"""^[ \t]*(?:
        (?P<admonition>(?:!!!|\?\?\?\+?|===[!+]?)[ \t]*["'\w] | :::+[ \t]*[\w{] | ///+[ \t]*\w)
      | (?P<reference>\*?\[(?![\[@^])[^\]\n]+\]:[ \t]*\S+[ \t]*(?:$|["'(]) | \*\[[^\]\n]+\]:)
    )""",
    re.MULTILINE | re.VERBOSE,
)


def parse_prose(
    text: str, *, allow_headings: bool = False, allow_tables: bool = False
) -> tuple[Prose, tuple[Fault, ...]]:
    """Return the tree of `text`, and what in it is refused, in order of place."""
    if excess := find_excess(text):
        return Prose(), (excess,)
    line = _parse_line(text)
    if line is not None:
        return line, ()
    clean = mask_hidden(text.replace("\r\n", " \n").replace("\r", "\n"))
    reader = _Reader(clean, allow_headings, allow_tables)
    reader.faults.extend(iter_hidden(text))
    tokens: list[Token] = []
    parser = build_parser()
    parser.block.parse(clean, parser, {}, tokens)
    prose = Prose(tuple(reader.read_blocks(tokens)))
    return prose, reader.faults.all()


def _parse_line(text: str) -> Prose | None:
    """Return the tree of a plain line, with our own marks at most; else nothing."""
    words = text.rstrip()
    if _LINE.fullmatch(words) is None or has_hidden(text):
        return None
    inlines: list[Inline] = []
    end = 0
    for match in _OWN.finditer(words):
        read = read_record_link if match[0].startswith("[[") else read_citation
        node = read(match, match.start())
        if isinstance(node, Fault):
            return None
        if match.start() > end:
            inlines.append(Text(words[end : match.start()], end))
        inlines.append(node)
        end = match.end()
    if end < len(words):
        inlines.append(Text(words[end:], end))
    return Prose((Paragraph(tuple(inlines)),))


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one text. It lives as long as the parse."""

    text: str
    allow_headings: bool
    allow_tables: bool
    faults: Faults = field(default_factory=Faults)
    lines: list[tuple[int, str]] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        start = 0
        for line in self.text.split("\n"):
            self.lines.append((start, line))
            start += len(line) + 1

    def read_blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of a run of tokens of one level."""
        index = 0
        while index < len(tokens):
            end = _end_of(tokens, index)
            yield from self._read_block(tokens[index], tokens[index + 1 : end])
            index = end + 1

    def _read_block(self, token: Token, inner: Sequence[Token]) -> Iterator[Block]:
        kind = token.type
        if kind == "paragraph_open":
            if inner[0].content:
                yield Paragraph(self._inlines(inner[0]))
        elif kind == "heading_open":
            if inner[0].content:
                yield self._heading(token, inner[0])
        elif kind == "fence":
            yield CodeBlock(token.content.rstrip("\n"))
        elif kind == "hr":
            self._fault(token, "KB421", "a line across the page", "use a heading, or nothing")
        elif kind == "table_open":
            yield from self._table(token, inner)
        else:
            self.depth += 1
            if self.depth == _MAX_BLOCKS + 1:
                hint = "write paragraphs, or one list"
                self._fault(token, "KB422", "lists or quotations nested too deep", hint)
            yield from self._nested(token, inner)
            self.depth -= 1

    def _nested(self, token: Token, inner: Sequence[Token]) -> Iterator[Block]:
        if token.type == "blockquote_open":
            if blocks := tuple(self.read_blocks(inner)):
                yield Quotation(blocks)
            return
        items: list[tuple[Block, ...]] = []
        index = 0
        while index < len(inner):
            end = _end_of(inner, index)
            if item := tuple(self.read_blocks(inner[index + 1 : end])):
                items.append(item)
            index = end + 1
        is_tight = not any(
            part.type == "paragraph_open" and not part.hidden and part.level == token.level + 2
            for part in inner
        )
        is_ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1))
        if items:
            yield ListBlock(tuple(items), is_ordered, start, is_tight)

    def _heading(self, token: Token, inline: Token) -> Block:
        level = int(token.tag[1])
        children = self._inlines(inline)
        if not self.allow_headings:
            hint = "leave it out: this text is part of a section"
            self._fault(token, "KB410", "a heading where none may stand", hint)
            return Paragraph(children)
        if level == 1:
            hint = "begin with `##`: the title of the page is its first heading"
            self._fault(token, "KB410", "a heading of the first level", hint)
        return Heading(max(level, 2), children)

    def _table(self, token: Token, inner: Sequence[Token]) -> Iterator[Block]:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        cells: list[tuple[Inline, ...]] = []
        starts: tuple[int, ...] = ()
        for part in inner:
            if part.type == "tr_open":
                offset, line = self.lines[part.map[0] if part.map else 0]
                cells, starts = (
                    [],
                    tuple(offset + start for start in find_cells(line, is_nested=self.depth > 0)),
                )
            elif part.type == "tr_close":
                rows.append(tuple(cells))
            elif part.type == "inline":
                start = starts[min(len(cells), len(starts) - 1)]
                cells.append(self._inlines(part, Places((0,), (start,))))
        if self.allow_tables and self.depth == 0 and len(rows) > 1:
            yield Table(rows[0], tuple(rows[1:]))
            return
        hint = "write a list: tables stand on pages written by hand, outside of lists"
        if self.allow_tables and len(rows) == 1:
            hint = "give it a row below its head, or write a list"
        self._fault(token, "KB411", "a table where none may stand", hint)
        yield from (Paragraph(cell) for row in rows for cell in row)

    def _inlines(self, token: Token, places: Places | None = None) -> tuple[Inline, ...]:
        if not token.content:
            return ()
        first, last = token.map or (0, len(self.lines))
        places = places or build_places(token.content, self.lines[first:last])
        for fault in _iter_block_syntax(token.content):
            self.faults.add(replace(fault, offset=places.offset(fault.offset)))
        if _SIGN.search(token.content) is None:
            return (Text(token.content, places.offset(0)),)
        parser = build_parser()
        children: list[Token] = []
        env = {"faults": self.faults, "places": places, "pictures": self.allow_tables}
        parser.inline.parse(token.content, parser, env, children)
        inlines, too_deep = build_inlines(children, places)
        if too_deep >= 0:
            message, hint = "emphasis nested too deep", "leave some of the `*` out"
            self.faults.add(Fault(places.offset(too_deep), "KB422", message, hint))
        return inlines

    def _fault(self, token: Token, code: str, message: str, hint: str) -> None:
        offset, line = self.lines[token.map[0] if token.map else 0]
        indent = len(line) - len(line.lstrip(" \t"))
        self.faults.add(Fault(offset + indent, code, message, hint))


def _end_of(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at `index`: itself for a single one."""
    depth = 0
    for end in range(index, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens)


def _iter_block_syntax(content: str) -> Iterator[Fault]:
    for match in _BLOCK_SYNTAX.finditer(content):
        start = match.end() - len(match[0].lstrip())
        if match["admonition"]:
            message = "the syntax of a box or tab of another Markdown dialect"
            yield Fault(start, "KB413", message, "write a paragraph")
        else:
            message = "the definition of a reference or an abbreviation"
            yield Fault(start, "KB418", message, "write [words](https://…), or [@key]")
