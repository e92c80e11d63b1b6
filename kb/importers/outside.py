# Files from elsewhere are read here: with a limit of size, as UTF-8, and with an error that says
# what to do. Nothing in them is trusted, and nothing is fetched.
"""Read a file of an outside source."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kb.errors import UsageError
from kb.problems import quoted

MAX_BYTES = 100_000_000
"""Libraries of a hundred thousand entries stay below it."""

MAX_DEPTH = 32
"""Lists and mappings inside each other."""


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
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{quoted(path, 200)} is no JSON: {error}") from error


def read_yaml(text: str, path: str) -> Any:
    """Return the value of a YAML text; every scalar stays the text that it is.

    Our own reader is for records and knows the slips of those who write them; other programs write
    YAML that it would take for one.

    Raises:
        UsageError: It is no YAML, too deep, or holds aliases.
    """
    depth = 0
    try:
        for event in YAML(typ="base", pure=True).parse(text):
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if depth > MAX_DEPTH or isinstance(event, AliasEvent):
                what = "holds aliases" if isinstance(event, AliasEvent) else "is nested too deep"
                raise UsageError(f"{quoted(path, 200)} {what}: no bibliography needs that")
        return YAML(typ="base", pure=True).load(text)
    except YAMLError as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{quoted(path, 200)} is no YAML: {reason}") from error
