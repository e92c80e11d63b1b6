# Drafts of records, as text: what is known is filled in, what is required and not known stands as a
# comment that says what to write. Nothing is ever invented to make a check pass.
"""Write a record that is still to be finished."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.prose.characters import clean_line

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*|[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?")
"""Ids, terms and dates: what needs no quotes."""
_NO_TEXT = frozenset({"true", "false", "null", "y", "n", "yes", "no", "on", "off"})


@dataclass(frozen=True, slots=True)
class DraftKey:
    """One key of a draft."""

    key: str
    value: Any = None
    """A text, number, list or mapping; None when it is not known."""
    is_prose: bool = False
    """True for free text, which is always quoted."""
    todo: str = ""
    """What to write here, when the value is not known: it becomes a comment."""
    remark: str = ""
    """What to look at again, beside a value that is known."""


def write_draft(
    keys: Iterable[DraftKey],
    *,
    indent: int = 0,
    is_item: bool = False,
    notes: Iterable[str] = (),
) -> str:
    """Return the draft as YAML; an item of a list when `is_item`.

    `notes` are comments on the whole of it.
    """
    lines = [f"# To look at: {clean_line(note)}" for note in notes]
    for entry in keys:
        if entry.value is not None and entry.value != [] and entry.value != "":
            remark = f"  # {clean_line(entry.remark)}" if entry.remark else ""
            value = write_value(entry.value, is_prose=entry.is_prose)
            lines.append(f"{entry.key}: {value}{remark}")
        elif entry.todo:
            lines += [f"# To write: {clean_line(entry.todo)}", f"# {entry.key}:"]
    if not is_item:
        return "".join(f"{' ' * indent}{line}\n" for line in lines)
    # The dash goes to the first key, so that no comment stands between it and the item.
    first = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    lines.insert(0, lines.pop(first))
    starts = ["- ", *["  "] * (len(lines) - 1)]
    rows = (f"{' ' * indent}{start}{line}\n" for start, line in zip(starts, lines, strict=True))
    return "".join(rows)


def write_value(value: Any, *, is_prose: bool = False) -> str:
    """Return one value as YAML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_value(item, is_prose=is_prose) for item in value) + "]"
    if isinstance(value, Mapping):
        pairs = (f"{key}: {write_value(item, is_prose=is_prose)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    text = clean_line(str(value))
    if not is_prose and _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
