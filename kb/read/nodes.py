# What the reader hands on: plain values on one side, a parallel tree of places on the other, so
# that validation works on ordinary dicts and lists and still finds every position afterwards.
"""Plain values of a YAML document that know where they were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kb.problems import Mark
from kb.read.lines import find_line
from kb.read.spans import find_spots
from kb.refs import Loc


class Place(NamedTuple):
    """Where one value stands in the source text; lines and columns start at 0 here."""

    line: int
    column: int
    start: int
    """Index of the first character in the source text."""
    style: str
    """How a scalar is written: `'`, `"`, `|`, `>`, or empty for a plain one."""
    text: str | None
    """The scalar as decoded text, before it became a number or a truth value."""
    children: dict[str, Place] | list[Place] | None
    """Places of what a mapping or a list holds."""
    end: int
    """Index after the last character of a scalar."""
    key_line: int = -1
    """Line of the key that leads here; -1 when there is none."""
    key_column: int = 0


@dataclass(frozen=True, slots=True)
class RawNode:
    """One YAML document: its plain value, and where each part of it stands."""

    value: Any
    """Dicts, lists, texts, numbers, truth values and None, all the way down."""
    path: str
    """The file, as a person would type it."""
    source: str = field(repr=False)
    """The text the document was read from, with `\\n` line ends."""
    place: Place = field(repr=False)
    """The tree of places, parallel to `value`."""
    line_offset: int = 0
    """Lines of the file above `source` (front matter starts below a `---`)."""

    def plain(self) -> Any:
        """Return a fresh deep copy of the value."""
        return _copy(self.value)

    def mark_of(self, loc: Loc) -> Mark:
        """Return the position of the value at `loc`, or of its nearest existing parent."""
        place, _ = self._find(loc)
        return self._mark(place.line, place.column)

    def key_mark_of(self, loc: Loc) -> Mark:
        """Return the position of the key at `loc`; without a key, that of the value."""
        place, _ = self._find(loc)
        if place.key_line < 0:
            return self._mark(place.line, place.column)
        return self._mark(place.key_line, place.key_column)

    def inside(self, loc: Loc, offset: int) -> Mark:
        """Return the position in the file of character `offset` of the decoded text at `loc`."""
        place, is_there = self._find(loc)
        if not is_there or place.text is None:
            return self._mark(place.line, place.column)
        spots = find_spots(self.source, place.start, place.end, place.style, place.text)
        index = spots[max(0, min(offset, len(spots) - 1))]
        return self._mark(*find_line(self.source, index))

    def _mark(self, line: int, column: int) -> Mark:
        return Mark(self.path, line + self.line_offset + 1, column + 1)

    def _find(self, loc: Loc) -> tuple[Place, bool]:
        place = self.place
        for step in loc:
            below = place.children
            if isinstance(below, dict) and isinstance(step, str) and step in below:
                place = below[step]
            elif isinstance(below, list) and isinstance(step, int) and 0 <= step < len(below):
                place = below[step]
            else:
                return place, False
        return place, True


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value
