# Adding an item to a list in a record. The text is put in where the list ends and every other byte
# stays as it is: no comment can be lost, and the difference is the addition alone. The result is
# read again before anything is written, and must be the old values with the new item.
"""Add an item to a list in an authored file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kb.errors import UsageError
from kb.problems import Problem, quoted
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item goes."""

    line: int
    """Number of lines above it."""
    indent: int
    """Column of its dash."""
    opening: str = ""
    """What must stand above it: the key, where the list does not exist yet."""


def append_item(text: str, key: str | None, item: str, *, path: str, updated: str = "") -> str:
    """Return `text` with `item` at the end of the list `key` (None: the list that is the file).

    Args:
        text: A YAML text, as in the file.
        key: A key at the top of the record.
        item: The item as YAML, its dash in column 0.
        path: The file, for messages.
        updated: The day to set as `updated`, where that key is there.

    Raises:
        UsageError: The file cannot be read, or the list is written in a way that would have to
            be rewritten.
    """
    node = _read(text, path)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if updated and isinstance(node.value, dict) and "updated" in node.value:
        mark = node.mark_of(("updated",))
        old = node.text_of(("updated",)) or ""
        row = lines[mark.line - 1]
        start = row.find(old, mark.column - 1)
        lines[mark.line - 1] = row[:start] + updated + row[start + len(old) :]
    spot = _find_end(node, lines, key, path)
    if key is None and "\n\n" in text.strip():  # the sources here are set apart by empty lines
        spot = replace(spot, opening="\n")
    rows = "".join(" " * spot.indent + row for row in item.splitlines(keepends=True))
    lines.insert(spot.line, spot.opening + rows)
    result = "".join(lines)
    _check(node.value, _read(result, path).value, key, path)
    return result


def _read(text: str, path: str) -> RawNode:
    node, problems = read_yaml(text, path)
    if node is None:
        raise UsageError(_explain(problems, path))
    return node


def _explain(problems: tuple[Problem, ...], path: str) -> str:
    first = problems[0].explain() if problems else f"{path} cannot be read"
    return f"{first}\nmend the file first, then try again"


def _find_end(node: RawNode, lines: list[str], key: str | None, path: str) -> Spot:
    items = node.value if key is None else node.value.get(key)
    if not items and key is not None:
        if key in node.value:
            message = f"{path}: `{key}` is there but empty; take the key out, then try again"
            raise UsageError(message)
        return Spot(_last_line(lines, len(lines), 0), 2, f"{key}:\n")
    if not isinstance(items, list) or not items:
        raise UsageError(f"{path} holds no list; begin it with `- id:`")
    loc = () if key is None else (key,)
    mark = node.mark_of((*loc, len(items) - 1))
    before = lines[mark.line - 1][: mark.column - 1]
    if before.strip() != "-":
        message = f"{path}:{mark.line}: the list is written in brackets"
        raise UsageError(f"{message}; write one item a line, each with a dash (`kb fmt` does)")
    indent = before.index("-")
    following = [
        place.line
        for name in (node.value if key is not None else ())
        if (place := node.key_mark_of((name,))).line > mark.line
    ]
    end = min(following) - 1 if following else len(lines)
    return Spot(_last_line(lines, end, indent), indent)


def _last_line(lines: list[str], end: int, indent: int) -> int:
    """Return the number of lines up to the last one that belongs to the list."""
    while end > 0:
        row = lines[end - 1]
        is_note = row.lstrip().startswith("#") and len(row) - len(row.lstrip()) <= indent
        if row.strip() and not is_note and row.strip() != "...":
            break
        end -= 1
    return end


def _check(before: Any, after: Any, key: str | None, path: str) -> None:
    """Make sure that one item was added and nothing else changed."""
    old, new = (before, after) if key is None else (dict(before), dict(after))
    if key is not None:
        old.pop("updated", None)
        new.pop("updated", None)
        items, more = old.pop(key, []), new.pop(key, [])
    else:
        items, more = old, new
        old = new = None
    if (
        old != new
        or not isinstance(more, list)
        or more[:-1] != items
        or len(more) != len(items) + 1
    ):
        raise UsageError(f"{quoted(path)} is laid out in a way that nothing can be added to safely")
