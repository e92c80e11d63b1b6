# Every shape is harmless text that repeats itself: what is asked is how the time grows with it.
"""Shapes of content that benchmarks/growth.py measures, each of any size."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.prose.size import find_excess

PROSE = 100_000
"""Bytes of one text at 4x."""
Files = Mapping[str, str]
"""Path below `content/` → text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape, and how big it is measured."""

    name: str
    make: Callable[[int], Files]
    """The content of a size."""
    size: int
    """The size of 4x: bytes of a text, or records."""
    target: float = 0
    """CPU seconds that 4x may take; 0: only its growth is judged."""


HEAD = """schema: {kind}/1
id: {name}
created: 2026-11-25
updated: 2026-11-25
"""
SOURCE = """- id: {name}
  title: "Statement number {name}"
  publisher: Outlet {name}
  issued: 2024-01-19
  kind: official-statement
  origin: primary
  reliability: B
  read: copy
"""
INCIDENT = (
    HEAD.format(kind="incident", name="hit")
    + "title: A hit on a council\ndetermination: confirmed\ntypes: [unknown]\n"
)
CLAIM = """  - id: c{n}
    text: "It said {n}."
    asserted_by: council
    cites: [statement]
"""


def entity(name: str, label: str, more: str = "") -> str:
    """Return the file of an organisation."""
    return (
        HEAD.format(kind="entity", name=name)
        + f"kind: organization\nname: {label}\norg_kind: company\ndescription: A body.\n{more}"
    )


BASE: Files = {
    "sources/all.yml": SOURCE.format(name="statement"),
    "entities/organization/council.yml": entity("council", "Dover District Council"),
}


def incident(more: str, summary: str = "summary: It happened.\n") -> Files:
    """Return a small base with one incident that says `more`."""
    return {**BASE, "incidents/hit.yml": INCIDENT + summary + more}


# Prose ----------------------------------------------------------------------------------------

PIECES: Mapping[str, str] = {
    "[": "[", "[[": "[[", "[@": "[@", "](": "](", "![": "![", "[a](": "[a](", "[[a|": "[[a|",
    "[@a, ": "[@a, ", "[^a]": "[^a]", "^[": "^[", "][": "][", "[a][b]": "[a][b] ", "]": "]",
    "links": "[[council]] ", "labels": "[[council|the council]] ", "citations": "[@statement] ",
    "locators": "[@statement, p. 1] ", "many cited": "[@statement; @statement, p. 1] ",
    "unknown links": "[[nobody-here]] ", "unknown citations": "[@nobody-here] ",
    "bad links": "[[a#]] ", "bad citations": "[see @statement] ", "sub links": "[[council#a]] ",
    "[ @": "[ @", "[-@a ": "[-@a ", "[a @b c": "[a @b c", "[a;@b ": "[a;@b ",
    "*": "*", "**": "**", "_": "_", "***": "*** ", "**a": "**a", "*a_": "*a_", "a*b ": "a*b ",
    "*a **a ": "*a **a ", "** a": "** a", "_a": "_a ", "*a*": "*a* ", "*a": "*a ", "a**": "a** ",
    "<": "<", "<a": "<a", "<b> ": "<b> ", "</": "</", "<!--": "<!--", "<!-- a -->": "<!-- a -->",
    "<a@": "<a@", "<a.b": "<a.b", "<http:": "<http:", "<https://e.org> ": "<https://e.org> ",
    "<?": "<?", "--8<--": "--8<--", "-": "-", "8<": "8<", "\\<": "\\<a",
    "&": "&", "&amp;": "&amp;", "&#": "&#", "&lt;a": "&lt;a", "&#x200b;": "&#x200b;", "&a": "&a",
    "$": "$", "$$": "$$", "~~": "~~", "~": "~", "^": "^", "==": "==", "++": "++",
    "backslash": "\\", "backslashes": "\\\\ ", "\\*": "\\*", "\\[": "\\[",
    "backslash break": "a\\\n",
    "`": "`", "`a`": "`a` ", "``a": "``a ", "`a": "`a` `` ",
    "{{": "{{", "{%": "{%", "{#": "{#", "{": "{", "{: .a}": "{: .a}", "{a=": "{a=", "{#a}": "{#a} ",
    "!": "!", "!!! a": "!!! a\n", "::: a": "::: a\n", "[a]: b": "[a]: b\n", "*[a]: b": "*[a]: b\n",
    "(": "(", ")": ")", "[](": "[](", "[a](b) ": "[a](b) ", "[a](https://e.org) ":
    "[a](https://e.org/a) ", "[a](<": "[a](<", "[a](b '": "[a](b '", "[a](b(": "[a](b(",
    "[a](https://e.org 't') ": "[a](https://e.org 't') ", "((": "[a](((((",
    "addresses": "https://example.org/a ", "www": "www.example.org ", "mail": "a@example.org ",
    "mail without end": "a.", "@": "@", "a@": "a@", "a@a.": "a@a.", "telephone": "+44 1227 123456 ",
    "digits": "1", "digits and blanks": "1 ", "brackets and digits": "(1) ",
    "names": "Dover District Council ", "half names": "Dover District ", "words": "word ",
    "long word": "a", "wide": "漢", "combining": "e\u0301", "marks": "\u0301", "emoji": "😀",
    "joiners": "a\u200d", "zero width": "\u200b", "direction": "\u202e", "soft hyphen": "\u00ad",
    "blanks": " ", "blank lines": "a\n\n", "tabs": "a\t", "lines": "a\n", "breaks": "a  \n",
    "empty lines": "\n", "dots": ".", "quotes": "'", "double quotes": '"', "smart": "“a” ",
    "headings": "## a\n\n", "#": "#", "# ": "# a\n", "underlined": "a\n===\n", "a\n---": "a\n---\n",
    "rules": "---\n\n", "***\n": "***\n\n", "fences": "```\na\n```\n", "open fences": "```a\n\n",
    "~~~": "~~~\n", "tables": "| a | b |\n|---|---|\n| 1 | 2 |\n\n", "rows": "| 1 | 2 |\n",
    "|": "|", "|-": "|-", "a|": "a|", "list": "- a\n", "loose list": "- a\n\n", "numbers": "1. a\n",
    "list in list": "- a\n  - b\n", "list signs": "- ", "plus signs": "+ ", "stars": "* ",
    "1. 1.": "1. ", "quote": "> a\n", "quote signs": "> ", ">": ">", "quote lines": "> a\n\n",
    "quote and list": "> - a\n", "lazy": "> a\nb\n", "- >": "- > ", "list and blank": "-\n\n",
    "tabs in list": "-\ta\n", "mixed": "[[a *b* `c` <d> &e; ",
    # as many lines, signs and cells as one text may have
    "full list": "- aaaaaaaaaa\n", "full list in list": "- aaaaaaaaaa\n  - bbbbbbbb\n",
    "full loose list": "- aaaaaaaaaaaaaaaaaaaaaaa\n\n", "full quotes": "> - aaaaaaaa\n",
    "full breaks": "aaaaaaaaaa  \n", "full emphasis": "*aaaaaaa* ",
    "full strong": "**aaaaaaaaaaaa** ", "full links": "[aaaa](bbbb) ",
    "full headings": "## aaaaaaaaaaaaaaaaaaaa\n\n", "full mixture": "- *aaa* `bbb` [c](d)\n",
}  # fmt: skip
"""Name → what is repeated."""


def full_table(size: int) -> str:
    """Return a table of 20 columns with a word in each cell."""
    return f"{'|a' * 20}|\n{'|-' * 20}|\n" + f"{'|aaaaaaaa' * 20}|\n" * (size // 182)


def ticks(size: int) -> str:
    """Return runs of backticks, each longer than the one before."""
    runs, length, number = [], 0, 1
    while length < size:
        runs.append("`" * number)
        length += number + 1
        number += 1
    return " ".join(runs)


def stairs(sign: str) -> Callable[[int], str]:
    """Return lists or quotations that go one deeper a line."""

    def make(size: int) -> str:
        lines, length, depth = [], 0, 0
        while length < size:
            indent = "  " * depth if sign == "- " else sign * depth
            lines.append(f"{indent}{sign}a")
            length += len(lines[-1]) + 1
            depth += 1
        return "\n".join(lines)

    return make


def wide_table(size: int) -> str:
    """Return a table with one row and as many columns as fit."""
    columns = size // 12
    return f"{'|a' * columns}|\n{'|---' * columns}|\n{'|b' * columns}|"


def short_rows(size: int) -> str:
    """Return a table with a wide head and many rows of one cell."""
    columns = max(int((size / 2) ** 0.5), 2)
    return f"{'|a' * columns}|\n{'|-' * columns}|\n" + "|b|\n" * (size // 4)


MADE: Mapping[str, Callable[[int], str]] = {
    "growing ticks": ticks,
    "list stairs": stairs("- "),
    "quote stairs": stairs("> "),
    "wide table": wide_table,
    "short rows": short_rows,
    "full table": full_table,
    "one strong": lambda size: f"**{'a ' * (size // 2)}**",
    "ticks at both ends": lambda size: "`" * (size // 2) + " a " + "`" * (size // 2),
    "open and close": lambda size: "*a " * (size // 6) + "a* " * (size // 6),
    "open and close 2": lambda size: "**a *b " * (size // 14) + "c* d** " * (size // 14),
    "brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "brackets and link": lambda size: "[" * (size // 2) + "](https://e.org)" * (size // 32),
    "links in links": lambda size: "[a" * (size // 20) + "](https://e.org) " * (size // 20),
    "parentheses": lambda size: f"[a]({'(' * (size // 2)}{')' * (size // 2)})",
    "a in _": lambda size: "_" * (size // 2) + "a" + "_" * (size // 2),
    "cells": lambda size: f"|a|\n|-|\n|{'x|' * (size // 2)}",
    "deep quote, many lines": lambda size: ("> " * 30 + "a\n") * (size // 62),
    "deep list, many lines": lambda size: "".join(
        "  " * (n % 12) + "- a\n" for n in range(size // 16)
    ),
}


def in_scalar(style: str, text: str) -> Files:
    """Return an incident whose summary is `text`, written in one of YAML's styles."""
    if style == "double":
        value = json.dumps(text, ensure_ascii=False)
    elif style == "single":
        value = "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
    elif style == "plain":
        value = "A " + " ".join(text.split())
    else:
        value = style + "\n" + textwrap.indent(_lines(text), "  ")
    return incident("", f"summary: {value}\n")


def _lines(text: str) -> str:
    if "\n" in text:
        return "A\n" + text
    return "A\n" + "\n".join(text[at : at + 90] for at in range(0, len(text), 90))


def in_body(text: str) -> Files:
    """Return an incident with `text` below its front matter."""
    head = f"---\n{INCIDENT}summary: It happened.\n---\n"
    return {**BASE, "incidents/hit.md": f"{head}{text}\n"}


def in_page(text: str) -> Files:
    """Return a page written by hand."""
    head = "---\nid: words\ntitle: Words\ncreated: 2026-11-25\nupdated: 2026-11-25\n---\n"
    return {**BASE, "pages/words.md": f"{head}{text}\n"}


CARRIERS: Mapping[str, Callable[[str], Files]] = {
    "double": lambda text: in_scalar("double", text),
    "single": lambda text: in_scalar("single", text),
    "plain": lambda text: in_scalar("plain", text),
    "folded": lambda text: in_scalar(">", text),
    "literal": lambda text: in_scalar("|", text),
    "body": in_body,
    "page": in_page,
}


def _most(text: Callable[[int], str]) -> int:
    """Return how big a shape of prose is measured: 100 kB, or as much as one text may have."""
    size = PROSE
    while find_excess(text(size)) is not None:
        size = size * 24 // 25
    return size


def iter_prose(carriers: tuple[str, ...]) -> Iterator[Shape]:
    """Yield every shape of prose in each of the carriers."""

    def shape(name: str, text: Callable[[int], str], carrier: str) -> Shape:
        put = CARRIERS[carrier]
        return Shape(f"prose/{carrier}/{name}", lambda size: put(text(size)), _most(text), target=1)

    for carrier in carriers:
        for name, piece in PIECES.items():
            count = len(piece.encode())

            def repeat(size: int, piece: str = piece, count: int = count) -> str:
                return "A " + piece * (size // count)

            yield shape(name, repeat, carrier)
        for name, make in MADE.items():
            yield shape(name, make, carrier)
