# The ways out of the tree. They trust nothing: whatever the parser said, every sign of an author's
# text that could mean something is written as a character reference, and addresses are checked
# again. What comes from the lookup is HTML that the builder itself made.
# Markdown is written in a subset on which Python-Markdown and comrak agree: emphasis, code and line
# breaks as HTML, one line a paragraph, four columns a level of a list.
"""Emit prose as HTML, as Markdown and as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import quote

from kb.prose.characters import mask_hidden
from kb.prose.nodes import (
    Block,
    Citation,
    CitationItem,
    Code,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Picture,
    Prose,
    Quotation,
    RecordLink,
    Strong,
    Table,
    Text,
    WebLink,
)
from kb.prose.urls import is_picture, is_safe_relative, is_safe_url

Inlines = tuple[Inline, ...]

_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]<>#&|~:$^=+!@\"]|(?<=www)\.|--+|[^\S ]")
_HTML_SIGNS = re.compile(r"[\\`*_{}\[\]|~:$^!@]")
"""Signs inside of our own HTML that Python-Markdown would read before it sees the tag."""
_FIRST_SIGN = re.compile(r"[^\w\s<\[&(\"'\x80-\U0010ffff]|(?<=\d)[.)](?=\s|\Z)")
_FIRST_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_SEPARATOR = "<!-- -->"
"""Keeps two lists or quotations apart that would become one."""


class Lookup(Protocol):
    """What the emitters ask of the page being made."""

    def record_url(self, target: str, local: str | None) -> str | None:
        """Return where a link to a record leads; nothing: print its words only."""

    def record_name(self, target: str) -> str:
        """Return the name of a record."""

    def picture_url(self, path: str) -> str:
        """Return the address of a picture of the site, as seen from the page."""

    def mention(self, link: RecordLink, linked: str, bare: str) -> str:
        """Return a link to a record as the page shows it: `linked`, or its `bare` words."""

    def citation_html(self, item: CitationItem) -> str:
        """Return the number of a cited source, as inline HTML."""


# Plain text -----------------------------------------------------------------------------------


def to_plain(prose: Prose, name_of: Callable[[str], str] | None = None) -> str:
    """Return the words alone: no citations; a link is its words, or its target's name."""
    lines: list[str] = []
    for block in prose.blocks:
        lines.extend(_plain_block(block, name_of or str))
    return "\n".join(line for line in lines if line)


def _plain_block(block: Block, name_of: Callable[[str], str]) -> list[str]:
    if isinstance(block, Paragraph | Heading):
        return [plain_inlines(block.children, name_of).strip(" ")]
    if isinstance(block, CodeBlock):
        return [mask_hidden(block.text)]
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        return ["\t".join(plain_inlines(cell, name_of).strip(" ") for cell in row) for row in rows]
    nested = [block.blocks] if isinstance(block, Quotation) else block.items
    return [line for blocks in nested for part in blocks for line in _plain_block(part, name_of)]


def plain_inlines(inlines: Inlines, name_of: Callable[[str], str] = str) -> str:
    """Return the words of inline nodes; the space before a citation goes with it."""
    words = ""
    for inline in inlines:
        if isinstance(inline, Text | Code):
            words += mask_hidden(inline.text)
        elif isinstance(inline, RecordLink):
            words += mask_hidden(inline.label or name_of(inline.target))
        elif isinstance(inline, LineBreak):
            words += " "
        elif isinstance(inline, Picture):
            words += mask_hidden(inline.words)
        elif isinstance(inline, Citation):
            words = words.rstrip(" ")
        else:
            words += plain_inlines(inline.children, name_of)
    return words


# Inline nodes ---------------------------------------------------------------------------------


def _escape_html(text: str) -> str:
    """Write signs of HTML and of templates as character references."""
    flat = html.escape(mask_hidden(text)).replace("\n", " ").replace("\t", " ")
    return flat.replace("{", "&#123;").replace("}", "&#125;")


def _escape_markdown(text: str) -> str:
    """Write as character references what any dialect of Markdown could read as a sign."""
    flat = mask_hidden(text).replace("\n", " ").replace("\t", " ")
    return _MARKDOWN_SIGNS.sub(_reference, flat)


def _reference(match: re.Match[str]) -> str:
    return "".join(_NAMED.get(char) or f"&#{ord(char)};" for char in match[0])


_NAMED: Mapping[str, str] = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _inlines(inlines: Inlines, lookup: Lookup, *, is_markdown: bool, in_link: bool = False) -> str:
    escape = _escape_markdown if is_markdown else _escape_html
    out = ""
    for inline in inlines:
        if isinstance(inline, Text):
            out += escape(inline.text)
        elif isinstance(inline, Code):
            out += f"<code>{escape(inline.text)}</code>"
        elif isinstance(inline, LineBreak):
            out += "<br>"
        elif isinstance(inline, Picture):
            out += _picture(inline, lookup, is_markdown=is_markdown)
        elif isinstance(inline, Citation):
            out = out.rstrip(" ") + _citation(inline, lookup, is_markdown=is_markdown)
        elif isinstance(inline, RecordLink):
            label = escape(inline.label or lookup.record_name(inline.target))
            url = None if in_link else lookup.record_url(inline.target, inline.local)
            is_safe = url is not None and is_safe_relative(url)
            linked = _link(label, url or "", is_markdown=is_markdown) if is_safe else label
            out += lookup.mention(inline, linked, label)
        elif isinstance(inline, WebLink):
            is_safe = not in_link and is_safe_url(inline.url)
            label = _inlines(inline.children, lookup, is_markdown=is_markdown, in_link=True)
            is_safe = is_safe and bool(label.strip())
            out += _link(label, inline.url, is_markdown=is_markdown) if is_safe else label
        else:
            tag = "strong" if isinstance(inline, Strong) else "em"
            inner = _inlines(inline.children, lookup, is_markdown=is_markdown, in_link=in_link)
            out += f"<{tag}>{inner}</{tag}>"
    return out


def _citation(citation: Citation, lookup: Lookup, *, is_markdown: bool) -> str:
    numbers = (lookup.citation_html(item) for item in citation.items)
    found = " ".join(number for number in numbers if number).replace("\n", " ")
    return _HTML_SIGNS.sub(_reference, found) if is_markdown else found


def _picture(picture: Picture, lookup: Lookup, *, is_markdown: bool) -> str:
    url = lookup.picture_url(picture.path)
    if not (is_picture(picture.path) and is_safe_relative(url)):
        escape = _escape_markdown if is_markdown else _escape_html
        return escape(picture.words)
    if is_markdown:
        # In this form MkDocs says so when there is no such file.
        return f"![{_escape_markdown(picture.words)}]({url})"
    return f'<img src="{html.escape(url)}" alt="{_escape_html(picture.words)}">'


def _link(label: str, url: str, *, is_markdown: bool) -> str:
    plain = quote(url, safe="%/:?#@!$&+,;=~.-_")
    if is_markdown:
        return f"[{label}]({plain.replace('&', '&amp;')})"
    rel = ' rel="noopener"' if ":" in url else ""
    return f'<a href="{html.escape(plain)}"{rel}>{label}</a>'


# HTML -----------------------------------------------------------------------------------------


def to_html(prose: Prose, lookup: Lookup, *, inline: bool = False) -> str:
    """Return blocks of HTML, one a line and never a blank line; `inline`: one run of words."""
    if inline:
        return " ".join(part for block in prose.blocks for part in _flat_block(block, lookup))
    return "\n".join(_html_block(block, lookup) for block in prose.blocks)


def _html_line(inlines: Inlines, lookup: Lookup) -> str:
    return _inlines(inlines, lookup, is_markdown=False).strip(" ")


def _flat_block(block: Block, lookup: Lookup) -> list[str]:
    if isinstance(block, Paragraph | Heading):
        return [_html_line(block.children, lookup)]
    if isinstance(block, CodeBlock):
        return [f"<code>{_escape_html(block.text)}</code>"]
    if isinstance(block, Table):
        cells = [cell for row in (block.header, *block.rows) for cell in row]
        return [_html_line(cell, lookup) for cell in cells]
    nested = [block.blocks] if isinstance(block, Quotation) else block.items
    return [flat for blocks in nested for part in blocks for flat in _flat_block(part, lookup)]


def _html_block(block: Block, lookup: Lookup) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_html_line(block.children, lookup)}</p>"
    if isinstance(block, Heading):
        tag = f"h{_level(block)}"
        return f"<{tag}>{_html_line(block.children, lookup)}</{tag}>"
    if isinstance(block, CodeBlock):
        return _code_block(block)
    if isinstance(block, Quotation):
        inner = "".join(_html_block(part, lookup) for part in block.blocks)
        return f"<blockquote>{inner}</blockquote>"
    if isinstance(block, Table):
        return _html_table(block, lookup)
    tag, start = ("ol", f' start="{block.start}"' if block.start != 1 else "")
    if not block.is_ordered:
        tag, start = "ul", ""
    items = "".join(f"<li>{_html_item(item, block, lookup)}</li>" for item in block.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _html_item(item: tuple[Block, ...], block: ListBlock, lookup: Lookup) -> str:
    out = ""
    for part in item:
        if block.is_tight and isinstance(part, Paragraph):
            out += _html_line(part.children, lookup)
        else:
            out += _html_block(part, lookup)
    return out


def _html_table(block: Table, lookup: Lookup) -> str:
    def row(cells: tuple[Inlines, ...], tag: str) -> str:
        inner = (_html_line(cell, lookup) for cell in cells)
        return "<tr>" + "".join(f"<{tag}>{words}</{tag}>" for words in inner) + "</tr>"

    body = "".join(row(cells, "td") for cells in block.rows)
    head = f"<thead>{row(block.header, 'th')}</thead>"
    return f"<table>{head}{f'<tbody>{body}</tbody>' if body else ''}</table>"


def _code_block(block: CodeBlock) -> str:
    lines = ("&#9;".join(map(_escape_html, line.split("\t"))) for line in block.text.split("\n"))
    return f"<pre><code>{'&#10;'.join(lines)}</code></pre>"


def _level(block: Heading) -> int:
    return min(max(block.level, 2), 6)


# Markdown -------------------------------------------------------------------------------------


def to_markdown(prose: Prose, lookup: Lookup) -> str:
    """Return Markdown that every renderer reads alike, without a blank line at either end."""
    return "\n".join(_markdown_blocks(prose.blocks, lookup, is_nested=False))


def _markdown_blocks(blocks: tuple[Block, ...], lookup: Lookup, *, is_nested: bool) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        new = _markdown_block(block, lookup, is_nested=is_nested)
        if not new:
            continue
        if lines:
            lines.append("")
            is_mergeable = isinstance(before, ListBlock | Quotation)
            if is_mergeable and isinstance(block, ListBlock | Quotation):
                lines += [_SEPARATOR, ""]
        lines += new
        before = block
    return lines


def _markdown_block(block: Block, lookup: Lookup, *, is_nested: bool) -> list[str]:
    if isinstance(block, Paragraph):
        return [line] if (line := _markdown_line(block.children, lookup)) else []
    if isinstance(block, Heading):
        line = _inlines(block.children, lookup, is_markdown=True).strip(" ")
        return [f"{'#' * _level(block)} {line}"] if line else []
    if isinstance(block, CodeBlock):
        if not is_nested:
            return [_HTML_SIGNS.sub(_reference, _code_block(block))]
        lines = (_escape_markdown(line) for line in block.text.split("\n"))
        return [f"<code>{'<br>'.join(lines)}</code>"]
    if isinstance(block, Quotation):
        inner = _markdown_blocks(block.blocks, lookup, is_nested=True)
        return [f"> {line}".rstrip() for line in inner]
    if isinstance(block, Table):
        return _markdown_table(block, lookup)
    return _markdown_list(block, lookup)


def _markdown_line(inlines: Inlines, lookup: Lookup) -> str:
    """Return a paragraph whose first signs cannot begin a list, a heading or a box."""
    line = _inlines(inlines, lookup, is_markdown=True).strip(" ")
    if not line:
        return ""
    if line.startswith("!["):
        return line
    number = _FIRST_NUMBER.match(line)
    if number:
        return f"{number[1]}&#{ord(number[2])};{line[number.end() :]}"
    return f"&#{ord(line[0])};{line[1:]}" if _FIRST_SIGN.match(line) else line


def _markdown_list(block: ListBlock, lookup: Lookup) -> list[str]:
    lines: list[str] = []
    number = block.start
    for item in block.items:
        marker = f"{number}.".ljust(3) + " " if block.is_ordered else "-   "
        inner = _markdown_blocks(item, lookup, is_nested=True)
        if not inner:
            continue
        number += 1
        if block.is_tight:
            inner = [line for line in inner if line]
        if lines and not block.is_tight:
            lines.append("")
        first, *rest = inner
        lines.append(marker + first)
        lines += [f"    {line}".rstrip() for line in rest]
    return lines


def _markdown_table(block: Table, lookup: Lookup) -> list[str]:
    def row(cells: tuple[Inlines, ...]) -> str:
        inner = (_inlines(cell, lookup, is_markdown=True).strip(" ") for cell in cells)
        return f"| {' | '.join(inner)} |"

    rule = f"| {' | '.join('---' for _ in block.header)} |"
    return [row(block.header), rule, *(row(cells) for cells in block.rows)]
