# Names of entities in prose become links by themselves: the longest name at a place, whole words
# only. Which of several mentions is the link is decided where the page is read as a whole. A name
# that may mean two entities is never linked, and keeps shorter names inside it from being linked.
# Overlapping matches are taken and then filtered: an automaton that chooses by itself loses
# "Lazarus" where "Lazarus Gro" began to match. The searched text is never lower-cased as a whole:
# "İ".lower() has two characters.
"""Find names in prose and link them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

import ahocorasick  # type: ignore[import-not-found]

from kb.prose.emit import plain_inlines
from kb.prose.longer_names import goes_on
from kb.prose.nodes import (
    Citation,
    Emphasis,
    Inline,
    Prose,
    RecordLink,
    Strong,
    Text,
)
from kb.prose.spelling import Spelled, spell
from kb.prose.walk import Inlines, map_lines

_MIN_LETTERS = 4
_OBJECT = "\ufffc"
"""Stands for what is not text: no name reaches over it."""
_AFTER = re.compile(r"[.@][^\W_]")
"""Behind a name: it is part of a host name or an address."""


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """One name under which an entity may be found in prose."""

    text: str
    id: str
    is_case_sensitive: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a line of text."""

    start: int
    end: int
    id: str | None
    """The entity; none where the name may mean several, or is a part of a longer one."""


@dataclass(frozen=True, slots=True)
class AliasIndex:
    """All names, ready to be searched for at once."""

    exact: Any
    """Automaton over names as written (None: there are none)."""
    folded: Any
    """Automaton over names whose case does not count (None: there are none)."""

    @classmethod
    def build(cls, entries: Iterable[AliasEntry]) -> AliasIndex:
        """Build the index; names shared by several entities are kept, but mean none."""
        # A name of several entities means none: which they are need not be kept.
        exact: dict[str, str | None] = {}
        folded: dict[str, str | None] = {}
        by_fold: dict[str, str | None] = {}
        for entry in entries:
            text = spell(entry.text).text.strip()
            if not text:
                continue
            into, key = (exact, text) if entry.is_case_sensitive else (folded, _fold(text))
            _join(into, key, entry.id)
            _join(by_fold, _fold(text), entry.id)
        for text in exact:
            if (key := _fold(text)) in folded:
                _join(exact, text, folded[key])
        for text in folded:
            _join(folded, text, by_fold[text])
        return cls(_automaton(exact), _automaton(folded))

    def find(self, text: str) -> tuple[Match, ...]:
        """Return the names in `text`: whole words, the longest first, none over another."""
        spelled = spell(text)
        found = list(_iter_whole(self.exact, spelled.text, spelled, text))
        if self.folded is not None:
            found += _iter_whole(self.folded, _fold(spelled.text), spelled, text)
        if not found:
            return ()
        # At one place the name whose case counts goes first: the sort keeps that order.
        found.sort(key=lambda match: (match.start, -match.end))
        chosen: list[Match] = []
        for match in found:
            if not chosen or match.start >= chosen[-1].end:
                chosen.append(match)
        return tuple(chosen)


def _join(names: dict[str, str | None], text: str, name: str | None) -> None:
    """Let a text mean `name`, or none where it meant another."""
    names[text] = name if names.get(text, name) == name else None


def _automaton(names: dict[str, str | None]) -> Any:
    if not names:
        return None
    automaton = ahocorasick.Automaton()
    for text, name in names.items():
        automaton.add_word(text, (len(text), name))
    automaton.make_automaton()
    return automaton


def _fold(text: str) -> str:
    """Return `text` in lower case and of the same length."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _iter_whole(automaton: Any, searched: str, spelled: Spelled, text: str) -> Iterator[Match]:
    if automaton is None:
        return
    for last, (length, name) in automaton.iter(searched):
        start, end = spelled.place(last + 1 - length), spelled.place(last + 1)
        if _is_whole(text, start, end):
            yield Match(start, end, None if goes_on(text, end) else name)


def _is_whole(text: str, start: int, end: int) -> bool:
    if start > 0 and (_is_word(text[start - 1]) or text[start - 1] in "@#\\"):
        return False
    return end >= len(text) or not (_is_word(text[end]) or _AFTER.match(text, end))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def is_linkable_by_default(text: str, words: frozenset[str]) -> bool:
    """Return whether a name may be linked without its author asking for it.

    Short names and single words of the dictionary ("Royal", "Progress") mean too much else.
    """
    letters = sum(char.isalnum() for char in text)
    has_letter = any(char.isalpha() for char in text)
    if letters < _MIN_LETTERS or not has_letter:
        return False
    word = text.strip().casefold()
    return word not in words and word.removesuffix("s") not in words


def read_common_words() -> frozenset[str]:
    """Return common English words of four letters or more, in lower case."""
    file = resources.files("kb.prose") / "words.txt"
    lines = file.read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def link_names(prose: Prose, index: AliasIndex) -> Prose:
    """Return prose with every name of an entity as a link, headings left as they are."""
    linked = map_lines(prose, lambda inlines: _link_line(inlines, index), in_headings=False)
    is_same = all(new is old for new, old in zip(linked.blocks, prose.blocks, strict=True))
    return prose if is_same else linked


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text node and where it stands in the plain text of its line."""

    start: int
    text: Text
    run: int
    """Equal for text nodes next to each other: a name may reach over them."""


def _link_line(inlines: Inlines, index: AliasIndex) -> Inlines:
    """Return one paragraph or cell with its names linked."""
    flat = _flatten(inlines)
    chosen = [
        match for match in index.find(flat.text) if match.id is not None and flat.is_one_run(match)
    ]
    return _rebuild(inlines, chosen, _Cursor()) if chosen else inlines


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of a line in one string, and what in it is what."""

    text: str
    pieces: tuple[_Piece, ...]

    def is_one_run(self, match: Match) -> bool:
        """Return whether a name stands in text nodes that follow each other."""
        first = bisect_right(self.pieces, match.start, key=lambda piece: piece.start) - 1
        covered = 0
        runs: set[int] = set()
        for index in range(max(first, 0), len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= match.end:
                break
            end = piece.start + len(piece.text.text)
            if end > match.start:
                runs.add(piece.run)
                covered += min(match.end, end) - max(match.start, piece.start)
        return len(runs) == 1 and covered == match.end - match.start


def _flatten(inlines: Inlines) -> _Flat:
    words: list[str] = []
    pieces: list[_Piece] = []
    length = run = 0

    def visit(inner: Inlines) -> None:
        nonlocal length, run
        for inline in inner:
            if isinstance(inline, Emphasis | Strong):
                run += 1
                visit(inline.children)
                run += 1
                continue
            if isinstance(inline, Text):
                text = inline.text
                pieces.append(_Piece(length, inline, run))
            else:
                run += 1
                text = _words_of(inline)
            words.append(text)
            length += len(text)

    visit(inlines)
    return _Flat("".join(words), tuple(pieces))


def _words_of(inline: Inline) -> str:
    return _OBJECT if isinstance(inline, Citation) else plain_inlines((inline,))


@dataclass(slots=True)
class _Cursor:
    """How far the plain text of a line has been walked."""

    place: int = 0


def _rebuild(inlines: Inlines, chosen: list[Match], cursor: _Cursor) -> Inlines:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong):
            out.append(replace(inline, children=_rebuild(inline.children, chosen, cursor)))
        elif isinstance(inline, Text):
            out += _split(inline, chosen, cursor.place, out)
            cursor.place += len(inline.text)
        else:
            out.append(inline)
            cursor.place += len(_words_of(inline))
    return tuple(out)


def _split(text: Text, chosen: list[Match], start: int, out: list[Inline]) -> Iterator[Inline]:
    """Yield the parts of a text node; a name that reaches over several nodes grows in `out`."""
    place, end = start, start + len(text.text)

    def part(first: int, last: int) -> str:
        return text.text[first - start : last - start]

    first = bisect_right(chosen, start, key=lambda match: match.end)
    for index in range(first, len(chosen)):
        match = chosen[index]
        if match.start >= end:
            break
        if match.start > place:
            yield Text(part(place, match.start), text.offset + place - start)
        stop = min(match.end, end)
        words = part(max(match.start, start), stop)
        if match.start < start and isinstance(last := out[-1], RecordLink):
            out[-1] = replace(last, label=(last.label or "") + words)
        else:
            offset = text.offset + match.start - start
            assert match.id is not None
            yield RecordLink(match.id, None, words, offset, is_automatic=True)
        place = stop
    if place < end:
        yield Text(part(place, end), text.offset + place - start)
