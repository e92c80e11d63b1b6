# markdown-it looks for the end of a link anew at each `[`, which takes the square of a text full of
# them. Here brackets meet their partners in one pass, as tokens are read: what is escaped, code,
# an address or one of our own marks holds no bracket.
"""Find the links of a paragraph, `[words](address)`, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from kb.prose.marks import CITATION, RECORD

AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
MAIL = re.compile(r"<([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")

_TICKS = re.compile(r"`+")
_SIGN = re.compile(r"[\\`<\[\]]")
_BLANKS = re.compile(r"[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link, as positions in the text."""

    label_end: int
    """Where its `]` stands."""
    end: int
    """Behind its `)`."""
    url: str
    title: str


class Ticks:
    """The runs of backticks of a text, by length."""

    def __init__(self, text: str) -> None:
        self._runs: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text):
            self._runs.setdefault(len(run[0]), []).append(run.start())

    def closing(self, length: int, after: int) -> int:
        """Return where the next run of `length` backticks begins at `after` or later, or -1."""
        alike = self._runs.get(length, [])
        index = bisect_left(alike, after)
        return alike[index] if index < len(alike) else -1


def find_links(text: str, ticks: Ticks) -> dict[int, Link]:
    """Return the links of `text` by the position of their `[`.

    The words of a link hold no other link, none of our own marks, and no `[[`.
    """
    links: dict[int, Link] = {}
    opened: list[int] = []
    barred = 0
    """How many of the opened brackets, from the outermost on, have a link inside."""
    last_close = text.rfind(")")
    sign = _SIGN.search(text)
    while sign is not None:
        place = sign.start()
        char = text[place]
        end = place + 1
        if char == "[":
            mark = RECORD.match(text, place) or CITATION.match(text, place)
            if mark is not None:
                barred, end = len(opened), mark.end()
            elif text.startswith("[[", place):
                barred, end = len(opened), place + 2
            else:
                # `[@` that is no citation is reported, and opens no link.
                opened.append(-1 if text.startswith("[@", place) else place)
        elif char == "]" and opened:
            start = opened.pop()
            can_link = start >= 0 and len(opened) >= barred
            link = _read_target(text, place) if can_link and place < last_close else None
            barred = min(barred, len(opened))
            if link is not None:
                links[start] = link
                barred, end = len(opened), link.end
        elif char != "]":
            end = _skip(text, place, ticks)
        sign = _SIGN.search(text, end)
    return links


def _skip(text: str, place: int, ticks: Ticks) -> int:
    """Return the end of what hides brackets at `place`: an escape, code or an address."""
    if text[place] == "\\":
        return place + 2
    if text[place] == "`":
        run = _TICKS.match(text, place)
        assert run is not None
        start = ticks.closing(len(run[0]), run.end())
        return run.end() if start < 0 else start + len(run[0])
    found = AUTOLINK.match(text, place) or MAIL.match(text, place)
    return found.end() if found is not None else place + 1


def _read_target(text: str, label_end: int) -> Link | None:
    """Return the link whose words end at `label_end`, if an address in parentheses follows."""
    if not text.startswith("(", label_end + 1):
        return None
    size = len(text)
    place = _after_blanks(text, label_end + 2)
    target = parseLinkDestination(text, place, size)
    url = title = ""
    if target.ok:
        url = target.str
        behind = _after_blanks(text, target.pos)
        named = parseLinkTitle(text, behind, size)
        place = behind
        if named.ok and behind > target.pos:
            title, place = named.str, _after_blanks(text, named.pos)
    if not text.startswith(")", place):
        return None
    return Link(label_end, place + 1, url, title)


def _after_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found is not None else place
