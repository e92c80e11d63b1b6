# A claim is seldom alone: a key fact rests on it, or it shows what a participant did. The same rule
# as for adding one (new_insert.py): a few characters are put in, the rest stays, and the result is
# read again and must say exactly what was meant.
"""Name a claim where a record rests on it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from kb.errors import UsageError
from kb.model.incident_parts import Basis, Participant
from kb.model.incidents import Incident
from kb.problems import quoted
from kb.read.loader import read_yaml
from kb.read.nodes import Loc, RawNode

BASIS_KEYS: tuple[str, ...] = tuple(Basis.model_fields)
"""The key facts of an incident that name their claims."""

_TOP = tuple(field.alias or name for name, field in Incident.model_fields.items())
_PARTICIPANT = tuple(Participant.model_fields)


def attach_claim(
    text: str, claim: str, *, basis: Iterable[str], bodies: Iterable[str], path: str
) -> str:
    """Return `text` with the claim named under these key facts and participants.

    Raises:
        UsageError: A body takes no part in the incident, or the place has to be edited by hand.
    """
    for key in basis:
        text = _add(text, ("basis", key), claim, path)
    for body in bodies:
        found = _read(text, path).value.get("participants")
        items = found if isinstance(found, list) else []
        numbers = [i for i, item in enumerate(items) if item.get("entity") == body]
        if not numbers:
            raise UsageError(f"{quoted(body)} is no participant in {path}; add it there first")
        text = _add(text, ("participants", numbers[0], "claims"), claim, path)
    return text


def _add(text: str, loc: Loc, claim: str, path: str) -> str:
    node = _read(text, path)
    wanted = copy.deepcopy(node.value)
    parent = wanted.setdefault("basis", {}) if loc[0] == "basis" else wanted[loc[0]][loc[1]]
    if not isinstance(parent, dict) or not isinstance(parent.get(loc[-1], []), list):
        raise UsageError(_by_hand(path, loc, claim))
    if claim in parent.setdefault(loc[-1], []):
        return text
    parent[loc[-1]].append(claim)
    result = _insert(node, text, loc, claim)
    after = read_yaml(result, path)[0] if result else None
    if after is None or after.value != wanted:
        raise UsageError(_by_hand(path, loc, claim))
    return result


def _by_hand(path: str, loc: Loc, claim: str) -> str:
    keys = ".".join(str(part) for part in loc)
    return f"{path}: `{keys}` is laid out in a way that {quoted(claim)} has to be added by hand"


def _read(text: str, path: str) -> RawNode:
    node, problems = read_yaml(text, path)
    if node is None or not isinstance(node.value, dict):
        raise UsageError(problems[0].explain() if problems else f"{path} holds no record")
    return node


def _insert(node: RawNode, text: str, loc: Loc, claim: str) -> str:
    items = _value(node.value, loc)
    if items:
        end = _end_of(node, text, (*loc, len(items) - 1))
        if re.match(r"\s*\]", text[end:]):
            return f"{text[:end]}, {claim}{text[end:]}"
        row = text[text.rfind("\n", 0, end) + 1 : end]
        dash = re.match(r"\s*- ", row)
        return f"{text[:end]}\n{dash[0]}{claim}{text[end:]}" if dash else ""
    parent = _value(node.value, loc[:-1])
    key = str(loc[-1])
    if parent is None:
        return _before(node, text, (), _TOP, "basis", f"basis:\n  {key}: [{claim}]\n")
    end = _end_of(node, text, _deepest(parent, loc[:-1]))
    closing = re.match(r"(\s*\]?)\s*\}", text[end:])
    if closing is not None:
        end += closing.end(1)
        return f"{text[:end]}, {key}: [{claim}]{text[end:]}"
    order = BASIS_KEYS if loc[0] == "basis" else _PARTICIPANT
    mark = node.key_mark_of((*loc[:-1], next(iter(parent))))
    line = f"{' ' * (mark.column - 1)}{key}: [{claim}]\n"
    return _before(node, text, loc[:-1], order, key, line)


def _before(node: RawNode, text: str, loc: Loc, order: tuple[str, ...], key: str, line: str) -> str:
    """Put a line before the first key that comes after `key`, else below the last one."""
    parent = _value(node.value, loc)
    later = [name for name in parent if name in order[order.index(key) + 1 :]]
    lines = text.splitlines(keepends=True)
    top = node.key_mark_of(loc).line if loc and isinstance(loc[-1], str) else node.mark_of(loc).line
    if later and node.key_mark_of((*loc, later[0])).line > top:
        number = node.key_mark_of((*loc, later[0])).line - 1
    else:
        end = _end_of(node, text, _deepest(parent, loc))
        number = text.count("\n", 0, end) + (text[end - 1] != "\n")
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join((*lines[:number], line, *lines[number:]))


def _deepest(value: Any, loc: Loc) -> Loc:
    """Return the place of the last scalar inside a value."""
    if isinstance(value, dict) and value:
        last = list(value)[-1]
        return _deepest(value[last], (*loc, last))
    if isinstance(value, list) and value:
        return _deepest(value[-1], (*loc, len(value) - 1))
    return loc


def _value(value: Any, loc: Loc) -> Any:
    for part in loc:
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    return value


def _end_of(node: RawNode, text: str, loc: Loc) -> int:
    """Return the index after the scalar at `loc`, its closing quote included."""
    mark = node.inside(loc, 1_000_000)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    end = starts[mark.line - 1] + mark.column - 1
    return end + 1 if text[end : end + 1] in ('"', "'") else end
