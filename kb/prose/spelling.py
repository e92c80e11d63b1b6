# One name has many spellings that readers cannot tell apart: a curly or a straight apostrophe, a
# hyphen that may break or not, a space that may, an é of one or of two characters. Names are
# compared without these differences; what an author wrote stays as it is on the page, so every
# character of the plain spelling knows where in the text it came from.
"""Spell a text in one way, so that names can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_APOSTROPHES = "’‘‛ʼ′＇"
_HYPHENS = "‐‑‒–−﹣－"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGNS: Mapping[int, str] = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_INVISIBLE, "")
)
_COMBINED = (
    "\u0300-\u036f\u0591-\u06ed\u0900-\u0dff\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
"""Where characters stand that may melt into the one before them."""
_PIECE = re.compile(
    rf"(?P<space>\s[\s{_INVISIBLE}]*)|(?P<nothing>[{_INVISIBLE}]+)|(?P<sign>.[{_COMBINED}{_INVISIBLE}]*)"
)


_HARD = re.compile(rf"[{_COMBINED}{_INVISIBLE}]|\s\s|[^\S ]")
"""What does not become exactly one character of the plain spelling."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text in plain spelling."""

    text: str
    places: tuple[int, ...] | None
    """Where each of its characters begins in the authored text, and where that ends; none where
    both are the same."""

    def place(self, index: int) -> int:
        """Return the place in the authored text of a character of this one."""
        return index if self.places is None else self.places[index]


def spell(text: str) -> Spelled:
    """Return a text in plain spelling."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return Spelled(text, None)
    if not _HARD.search(text):
        plain = text.translate(_SIGNS)
        if unicodedata.is_normalized("NFC", plain):
            return Spelled(plain, None)
    out: list[str] = []
    places: list[int] = []
    for start, part in _iter_parts(text):
        out.append(part)
        places += [start] * len(part)
    return Spelled("".join(out), (*places, len(text)))


def name_key(text: str) -> str:
    """Return what two spellings of one name have in common, whatever their case."""
    return spell(text).text.strip().casefold()


def _iter_parts(text: str) -> Iterator[tuple[int, str]]:
    for found in _PIECE.finditer(text):
        if found["space"]:
            yield found.start(), " "
        elif found["sign"]:
            yield found.start(), unicodedata.normalize("NFC", found["sign"].translate(_SIGNS))
