# A place is an index in a text until somebody wants to see it. Counting line breaks from the start
# of the text for each one makes a file with many problems take the square of its length: the starts
# of its lines are found once.
"""Where the lines of a text begin, and in which of them an index stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache

_BREAK = re.compile("\n")


@lru_cache(maxsize=4)
def line_starts(text: str) -> array[int]:
    """Return the index at which each line of `text` begins."""
    return array("I", [0, *(found.end() for found in _BREAK.finditer(text))])


def find_line(text: str, index: int) -> tuple[int, int]:
    """Return line and column of an index in `text`, both counted from 0."""
    starts = line_starts(text)
    line = bisect_right(starts, index) - 1
    return line, index - starts[line]


def line_bounds(text: str, index: int) -> tuple[int, int]:
    """Return where the line that holds `index` begins and ends, its break left out."""
    starts = line_starts(text)
    line = bisect_right(starts, index) - 1
    return starts[line], starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
