# Newcomers write sentences, and YAML reads signs in them. Each trap says what YAML made of the
# line and shows the line in quotes, which mends nearly all of them. Reports are (line, column,
# code, message, hint) with lines and columns from 0, as PyYAML counts.
"""The traps YAML sets for prose, and what to say about each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Protocol

from kb.problems import escape_control, quoted
from kb.read.lines import line_bounds
from kb.read.nodes import Place

RECORD_LINK = re.compile(r"\[\[[^\[\]\n,]+\]\]")
CUT = re.compile(r"[ \t]+(?=#[^\s#])")
"""Blanks before a comment that has no blank after its `#`."""
SMART_QUOTES = "“”„‟‘’‚«»"
WRAPPED = re.compile(r"[“”„‟][^“”„‟]*[“”„‟]|[‘’‚][^‘’‚]*[‘’‚]", re.DOTALL)

_LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)"""
    r"""(?:(?P<key>[^\s:#'"\[\]{},&*!|>%@`][^:\n]*|"[^"\n]*"|'[^'\n]*'):[ \t]+)?"""
    r"""(?P<value>\S[^\n]*)?"""
)


class Report(NamedTuple):
    """What to report: place, code and words."""

    line: int
    column: int
    code: str
    message: str
    hint: str


class Point(Protocol):
    """A mark of PyYAML."""

    line: int
    column: int
    index: int


class Line(NamedTuple):
    """One line of the text, taken apart."""

    start: int
    """Index of its first character."""
    text: str
    key: str
    """The key as written, empty when the line has none."""
    value: str
    """What follows the key, or the dashes of a list."""
    value_column: int


def read_line(text: str, index: int) -> Line:
    """Return the line that holds `index`, taken apart into key and value."""
    return _take_apart(text, *line_bounds(text, index))


@lru_cache(maxsize=4)
def _take_apart(text: str, start: int, end: int) -> Line:
    # A file may be one long line with a trap in each of its words: it is taken apart once.
    line = text[start:end]
    found = _LINE.match(line)
    if not found or found["value"] is None:
        return Line(start, line, (found and found["key"]) or "", "", len(line))
    return Line(start, line, found["key"] or "", found["value"].rstrip(), found.start("value"))


def in_quotes(text: str, index: int) -> str:
    """Return the hint that shows the value of the line at `index` in quotes."""
    line = read_line(text, index)
    value = shorten(line.value)
    if '"' in value or "\\" in value:
        value = "'" + value.replace("'", "''") + "'"
    else:
        value = f'"{value}"'
    shown = f"{shorten(line.key.strip())}: {value}" if line.key else value
    return f"put the value in quotes: {escape_control(shown)}"


def shorten(text: str) -> str:
    """Return a text as a hint may repeat it: a hint for each word must not hold the whole line."""
    return text if len(text) <= 60 else text[:59] + "…"


def too_deep(line: int, column: int, limit: int) -> Report:
    """Report lists and mappings nested without end."""
    message = f"more than {limit} lists or mappings inside each other"
    return Report(line, column, "KB117", message, "no record needs that: check the brackets")


def record_link(text: str, place: Place) -> Report:
    """Report `[[id]]` outside quotes."""
    message = "this looks like a record link, but YAML reads `[[` as a list in a list"
    hint = in_quotes(text, place.start)
    return Report(place.line, place.column, "KB121", message, hint)


def collection_key(text: str, place: Place) -> Report:
    """Report a list or mapping where a key belongs."""
    sign = text[place.start : place.start + 1]
    message = f"a list or mapping stands where a key belongs ({quoted(sign)})"
    hint = "keys are words; a text that starts with [ or { needs quotes around it"
    return Report(place.line, place.column, "KB118", message, hint)


def alias(text: str, start: Point, name: str) -> Report:
    """Report `*name`."""
    message = f"`*` starts an alias in YAML: {quoted('*' + name)}"
    hint = f"write the value out, or, if this is text, {in_quotes(text, start.index)}"
    return Report(start.line, start.column, "KB113", message, hint)


def anchor(text: str, start: Point, name: str) -> Report:
    """Report `&name`."""
    message = f"`&` starts an anchor in YAML: {quoted('&' + name)}"
    hint = f"delete it, or, if this is text, {in_quotes(text, start.index)}"
    return Report(start.line, start.column, "KB112", message, hint)


def tag(text: str, start: Point, name: str) -> Report:
    """Report `!name`."""
    message = f"`!` starts a tag in YAML: {quoted(name)}"
    hint = f"delete it, or, if this is text, {in_quotes(text, start.index)}"
    return Report(start.line, start.column, "KB111", message, hint)


def cut(text: str, place: Place, line: int, column: int) -> Report:
    """Report a value that a comment cuts short."""
    start, end = line_bounds(text, place.end)
    rest = text[start + column : min(end, start + column + 100)]
    message = f"the value is cut here: YAML takes {quoted(rest)} for a comment"
    hint = in_quotes(text, place.end) + ", or put a blank after the # of a comment"
    return Report(line, column, "KB120", message, hint)


def smart_quotes(text: str, line: int, column: int, index: int) -> Report:
    """Report typographic quotes used as if they were YAML's."""
    sign = text[index]
    message = f"{quoted(sign)} is no quote in YAML: it becomes part of the text"
    hint = "use straight quotes: \" or '"
    return Report(line, column, "KB129", message, hint)
