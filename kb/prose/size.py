# markdown-it keeps a token of several hundred bytes for each line of a list and each sign, and
# works some 50 microseconds on it: what one text may cost is bounded here, before it is read.
"""How big one text may be."""

from __future__ import annotations

from collections.abc import Iterator

from kb.prose.nodes import Fault

MAX_LENGTH = 200_000
"""Characters of one text."""
MAX_LINES = 8_000
"""Lines of one text."""
MAX_SIGNS = 24_000
"""Signs of one text that may mean something: brackets, stars, bars and the like."""
MAX_CELLS = 12_000
"""Cells of one text's tables: a row with fewer cells than its head is filled up."""

_SIGNS = "!$&*<[]\\^_`{|~"
_UNDER_HEAD = "-:| \t>*+.)0123456789"
"""Characters of the line under a table's head, in lists and quotations too."""
_SMALL = 500
"""Characters in which no limit can be reached: not even cells, which grow with the square."""


def find_excess(text: str) -> Fault | None:
    """Return the fault of a text that is too big to be read, or nothing."""
    if len(text) <= _SMALL:
        return None
    for number, most, things in _iter_sizes(text):
        if number > most:
            message = f"a text of {number:,} {things}, over {most:,}"
            return Fault(0, "KB424", message, "split it: nobody reads that much in one go")
    return None


def _iter_sizes(text: str) -> Iterator[tuple[int, int, str]]:
    yield len(text), MAX_LENGTH, "characters"
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    yield breaks + 1, MAX_LINES, "lines"
    yield sum(text.count(sign) for sign in _SIGNS), MAX_SIGNS, "signs of Markdown"
    if "|" in text:
        yield _count_cells(text), MAX_CELLS, "cells of tables"


def _count_cells(text: str) -> int:
    """Return how many cells there can be: the widest table, from its head to the text's end."""
    lines = text.splitlines()
    sizes = (
        line.count("|") * (len(lines) - index)
        for index, line in enumerate(lines)
        if "|" in line and "-" in line and not line.strip(_UNDER_HEAD)
    )
    return max(sizes, default=0)
