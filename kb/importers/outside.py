# Files from elsewhere are read here: with a limit of size, as UTF-8, and with an error that says
# what to do. Nothing in them is trusted, and nothing is fetched. A value that no record may hold is
# taken out of its item and said, so that the rest of the file is kept.
"""Read a file of an outside source."""

from __future__ import annotations

import json
import math
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kb.errors import UsageError
from kb.importers.guard import say_why
from kb.problems import quoted
from kb.prose.characters import clean_line, has_hidden

MAX_BYTES = 100_000_000
"""Libraries of a hundred thousand entries stay below it."""

MAX_DEPTH = 32
"""Lists and mappings inside each other."""

_DIGITS = 300
_MOST = 20
_LONGEST = 90
"""Names in one message, and the characters of each."""


class TooDeepError(Exception):
    """A value is nested deeper than any item of a bibliography."""


def read_bytes(path: Path, limit: int, too_big: str) -> bytes:
    """Return the bytes of an outside file.

    Raises:
        UsageError: It is not there, no file, or larger than `limit`: `too_big` says so.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without an end
            raise UsageError(f"{quoted(path, 200)} cannot be read: it is no file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        why = quoted(error.strerror or error)
        raise UsageError(f"{quoted(path, 200)} cannot be read: {why}") from error
    if len(data) > limit:
        raise UsageError(f"{quoted(path, 200)} {too_big}")
    return data


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of an outside file, with `\\n` line ends and no byte order mark.

    Raises:
        UsageError: It is not there, larger than `limit` bytes, or not UTF-8.
    """
    data = read_bytes(path, limit, f"is over {limit // 1_000_000} MB; split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{quoted(path, 200)} is not UTF-8 (byte {error.start}); export it as UTF-8"
        raise UsageError(message) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_json(path: Path) -> Any:
    """Return the value of a JSON file.

    Raises:
        UsageError: It is no JSON.
    """
    try:
        return json.loads(read_text(path), parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{quoted(path, 200)} is no JSON: {say_why(error)}") from error


def read_yaml(text: str, path: str) -> Any:
    """Return the value of a YAML text; every scalar stays the text that it is.

    Our own reader is for records and knows the slips of those who write them; other programs write
    YAML that it would take for one.

    Raises:
        UsageError: It is no YAML, too deep, or holds aliases.
    """
    # Of the extra `[import]`: this module is read by commands that do without it.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import (
        AliasEvent,
        MappingEndEvent,
        MappingStartEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    depth = 0
    try:
        for event in YAML(typ="base", pure=True).parse(text):
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if depth > MAX_DEPTH or isinstance(event, AliasEvent):
                what = "holds aliases" if isinstance(event, AliasEvent) else "is nested too deep"
                raise UsageError(f"{quoted(path, 200)} {what}: no bibliography needs that")
        return YAML(typ="base", pure=True).load(text)
    except (YAMLError, ValueError, OverflowError) as error:  # escapes that are no character
        reason = quoted(" ".join(str(error).split()), 300)
        raise UsageError(f"{quoted(path, 200)} is no YAML: {reason}") from error


def _number(digits: str) -> int | str:
    """Return an integer; one that Python would refuse to show stays the text that it is."""
    return int(digits) if len(digits) <= _DIGITS else digits


def clean_value(value: Any, lost: list[str], place: str = "", depth: int = 0) -> Any:
    """Return a value of an outside file as a record may hold it.

    Args:
        value: Texts, numbers, lists and mappings, as JSON and YAML have them.
        lost: Gets the places at which something was taken out.
        place: The keys that lead to the value.
        depth: How many of them there are.

    Raises:
        TooDeepError: It is nested deeper than `MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        raise TooDeepError
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        if has_hidden(text):
            lost.append(place)
            return clean_line(text)
        return text
    if isinstance(value, float) and not math.isfinite(value):
        lost.append(place)
        return None
    if isinstance(value, Mapping):
        return dict(_iter_clean(value, lost, place, depth))
    if isinstance(value, list | tuple):
        return [clean_value(item, lost, place, depth + 1) for item in value]
    return value


def _iter_clean(
    value: Mapping[Any, Any], lost: list[str], place: str, depth: int
) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        if not isinstance(key, str):
            lost.append(f"a key that is no word {quoted(key)}")
            continue
        name = clean_line(key)
        yield name, clean_value(item, lost, f"{place}.{name}" if place else name, depth + 1)


def join_names(names: Iterable[str]) -> str:
    """Return names in one line of a message, however many and long they are."""
    found = tuple(names)
    shown = [name if len(name) <= _LONGEST else quoted(name, _LONGEST) for name in found[:_MOST]]
    more = [f"{len(found) - _MOST} more"] if len(found) > _MOST else []
    return ", ".join([*shown, *more])
