# PyYAML's composer would do this too, but it loses duplicate keys, resolves YAML 1.1 scalars and
# crashes on deep nesting. Events come one by one, so a refused document is left at the first sign
# of trouble and nothing here recurses.
"""Build plain values and their places from YAML events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from kb.codes import problem_at
from kb.problems import Findings, Mark, quoted
from kb.read import traps
from kb.read.characters import find_refused, mask_refused, refuse_character
from kb.read.lines import find_line
from kb.read.nodes import Place
from kb.read.scalars import read_scalar
from kb.read.spans import find_spots

MAX_DEPTH = 32
"""Lists and mappings inside each other, the top one included."""

_DROPPED = object()
"""Stands for a key that was refused: its value is read but not kept."""


@dataclass(slots=True)
class _Frame:
    """One list or mapping that is still open."""

    value: Any
    place: Place
    key: Any = None
    """The key that waits for its value; None between two pairs."""
    key_place: Place | None = None
    is_key: bool = False
    """True when the whole collection stands where a key belongs."""
    as_text: str | None = None
    """A record link that YAML took for a list in a list."""


@dataclass(slots=True)
class Builder:
    """Takes events and holds what was read so far."""

    text: str
    path: str
    line_offset: int
    root: tuple[Any, Place] | None = None
    problems: Findings = field(default_factory=Findings)
    is_stopped: bool = False
    """True when reading on makes no sense."""
    is_too_deep: bool = False
    last: Place | None = None
    """The scalar read last, for explaining a syntax error after it."""
    _stack: list[_Frame] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, is_mapping=kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._start_document(event)

    def report(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        """Add a problem at a line and column counted from 0 in the text."""
        mark = Mark(self.path, line + self.line_offset + 1, column + 1)
        self.problems.add(problem_at(mark, code, message, hint))

    def _take_scalar(self, event: Any) -> None:
        text, start = event.value, event.start_mark
        style = event.style or ""
        place = Place(
            start.line, start.column, start.index, style, text, None, event.end_mark.index
        )
        self.last = place
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.value) is dict:
            self._take_key(top, text, place)
            return
        value = text
        if not style:
            value = read_scalar(text) if event.tag is None else text
            self._check_plain(place, text)
        elif style == '"' and find_refused(text) >= 0:
            value = self._refuse_escapes(place, text)
        self._add(value, place)

    def _add(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.root = (value, place)
            return
        top = self._stack[-1]
        children: Any = top.place.children
        if type(top.value) is list:
            top.value.append(value)
            children.append(place)
            return
        if top.key is not _DROPPED and top.key_place is not None:
            key = top.key_place
            top.value[top.key] = value
            children[top.key] = Place(*place[:7], key.line, key.column)
        top.key = None

    def _take_key(self, top: _Frame, text: str, place: Place) -> None:
        top.key, top.key_place = text, place
        if place.style:
            if place.style == '"' and find_refused(text) >= 0:
                top.key = self._refuse_escapes(place, text)
        elif text == "<<":
            message = "`<<` merges another mapping into this one"
            self.report(place.line, place.column, "KB114", message, "write the keys out")
            top.key = _DROPPED
        elif type(read_scalar(text)) is not str:
            self._refuse_key(place, text)
        if type(top.key) is str and top.key in top.value:
            self._refuse_double(top, place)

    def _refuse_key(self, place: Place, text: str) -> None:
        name = quoted(text) if text else "an empty key"
        message = f"{name} is no text: keys are words"
        hint = f'write "{text}" in quotes if this is meant as a key' if text else "name the key"
        self.report(place.line, place.column, "KB118", message, hint)

    def _refuse_double(self, top: _Frame, place: Place) -> None:
        children: Any = top.place.children
        first = children[top.key].key_line + self.line_offset + 1
        message = f"the key {quoted(top.key)} stands twice, first in line {first}"
        self.report(place.line, place.column, "KB115", message, "keep one of them, or join both")
        top.key = _DROPPED

    def _open(self, event: Any, *, is_mapping: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            start = event.start_mark
            self.report(*traps.too_deep(start.line, start.column, MAX_DEPTH))
            self.is_stopped = self.is_too_deep = True
            return
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        start = event.start_mark
        empty: Any = {} if is_mapping else []
        below: Any = {} if is_mapping else []
        end = event.end_mark.index
        place = Place(start.line, start.column, start.index, "", None, below, end)
        frame = _Frame(empty, place)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.value) is dict:
            top.key, frame.is_key = _DROPPED, True
            self.report(*traps.collection_key(self.text, place))
        if not is_mapping and event.flow_style:
            frame.as_text = self._find_record_link(place)
        self._stack.append(frame)

    def _find_record_link(self, place: Place) -> str | None:
        link = traps.RECORD_LINK.match(self.text, place.start)
        if not link:
            return None
        self.report(*traps.record_link(self.text, place))
        return link.group()

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        value, place = frame.value, frame.place
        if frame.as_text is not None:
            value = frame.as_text
            end = event.end_mark.index
            place = place._replace(text=value, children=None, end=end)
        if not frame.is_key:
            self._add(value, place)

    def _take_alias(self, event: Any) -> None:
        start = event.start_mark
        self.report(*traps.alias(self.text, start, event.anchor))
        place = Place(start.line, start.column, start.index, "", None, None, event.end_mark.index)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.value) is dict:
            top.key = _DROPPED
            return
        self._add(None, place)

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 1:
            return
        start = event.start_mark
        message = "a second document begins here"
        hint = "one record a file: move what follows into its own file, and delete the `---`"
        self.report(start.line, start.column, "KB116", message, hint)
        self.is_stopped = True

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark
        if event.anchor is not None:
            self.report(*traps.anchor(self.text, start, event.anchor))
        if event.tag is not None:
            self.report(*traps.tag(self.text, start, event.tag))

    def _check_plain(self, place: Place, text: str) -> None:
        after = self.text[place.end : place.end + 1]
        if after == " " or after == "\t":
            cut = traps.CUT.match(self.text, place.end)
            if cut:
                line, column = find_line(self.text, place.end)
                self.report(*traps.cut(self.text, place, line, column + len(cut.group())))
        if text[:1] in traps.SMART_QUOTES and text and traps.WRAPPED.fullmatch(text):
            self.report(*traps.smart_quotes(self.text, place.line, place.column, place.start))

    def _refuse_escapes(self, place: Place, text: str) -> str:
        index = find_refused(text)
        spots = find_spots(self.text, place.start, place.end, place.style, text)
        spot = spots[min(index, len(spots) - 1)]
        line, column = find_line(self.text, spot)
        mark = Mark(self.path, line + self.line_offset + 1, column + 1)
        self.problems.add(refuse_character(text[index], mark))
        return mask_refused(text)
