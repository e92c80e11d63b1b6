# Three ways, field by field: what the source said when it was imported last, what it says now, and
# what stands in the record. A person's change is never undone; what only the source changed is
# taken over; where both changed, the person's words stay and the import says so, once. The memory
# of the last import is a fingerprint of each value, so that no foreign text is kept twice.
"""Merge a draft into the record that is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.importers.draft import Draft, Item
from kb.refs import Loc

Base = Mapping[str, str]
"""Field → fingerprint of what the source said last."""


ABSENT = object()
"""Stands for a value that is not there."""


@dataclass(slots=True)
class Merged:
    """What becomes of one record; filled field by field."""

    puts: list[tuple[Loc, Any]] = field(default_factory=list)
    """Values to set; a place that ends in -1 is a new item of a list."""
    drops: list[Loc] = field(default_factory=list)
    """Values that the source took back and nobody had touched."""
    kept: list[str] = field(default_factory=list)
    """Fields that were written here before the source was ever imported, and differ."""
    conflicts: list[tuple[Loc, str]] = field(default_factory=list)
    """Fields that a person and the source both changed, with what the source says now."""
    base: dict[str, str] = field(default_factory=dict)
    """The fingerprints to remember."""

    @property
    def is_changed(self) -> bool:
        """Return whether the record changes."""
        return bool(self.puts or self.drops)


def merge_draft(draft: Draft, ours: Mapping[str, Any], base: Base) -> Merged:
    """Return what a draft changes in the record `ours`."""
    merged = Merged()
    for loc, theirs in draft.values.items():
        implied = draft.implied.get(loc[0], ABSENT) if len(loc) == 1 else ABSENT
        _merge_field(merged, loc, "/".join(loc), _find(ours, loc, implied), theirs, base)
    for item in draft.items:
        _merge_item(merged, item, ours, base)
    for name in sorted(set(base) - set(merged.base)):
        _merge_dropped(merged, name, ours, base[name])
    return merged


def _merge_field(merged: Merged, loc: Loc, name: str, ours: Any, theirs: Any, base: Base) -> None:
    now = fingerprint(theirs)
    merged.base[name] = now
    here = fingerprint(ours) if ours is not ABSENT else ""
    if here == now:
        return
    last = base.get(name)
    if last is None and ours is not ABSENT:
        merged.kept.append(name)
    elif last is None or last == here:
        merged.puts.append((loc, theirs))
    elif last != now:
        merged.conflicts.append((loc, _shown(theirs)))


def _merge_item(merged: Merged, item: Item, ours: Mapping[str, Any], base: Base) -> None:
    key, wanted = item.match
    rows = ours.get(item.key) or []
    fits = [
        at for at, row in enumerate(rows) if isinstance(row, Mapping) and row.get(key) == wanted
    ]
    alike = [at for at in fits if rows[at].get("incident") == item.values.get("incident")]
    name = f"{item.key}/{wanted}"
    merged.base[name] = fingerprint(wanted)
    if not fits:
        names = {f"{name}/{part}": fingerprint(value) for part, value in item.values.items()}
        merged.base |= names
        if name not in base:
            merged.puts.append(((item.key, -1), {**dict([item.match]), **item.values}))
        elif any(base.get(part) != now for part, now in names.items()):
            merged.conflicts.append(((item.key,), _shown(item.values)))
        return
    at = (alike or fits)[0]
    for part, theirs in item.values.items():
        loc = (item.key, at, part)
        _merge_field(merged, loc, f"{name}/{part}", rows[at].get(part, ABSENT), theirs, base)


def _merge_dropped(merged: Merged, name: str, ours: Mapping[str, Any], last: str) -> None:
    """Take out what the source no longer says, unless a person changed it."""
    parts = tuple(name.split("/"))
    value = _find(ours, parts, ABSENT)
    if value is ABSENT:
        return  # gone on both sides, or part of an item: those stay as they are
    if fingerprint(value) == last:
        merged.drops.append(parts)
    else:
        merged.conflicts.append((parts, "nothing"))


def _find(ours: Any, loc: Loc, otherwise: Any) -> Any:
    for step in loc:
        if not isinstance(ours, Mapping) or step not in ours:
            return otherwise
        ours = ours[step]
    return ours


def fingerprint(value: Any) -> str:
    """Return a short hash of a value, the same for all forms in which it may be written."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) in ({"literal"}, {"text"}):
            return _plain(next(iter(value.values())))
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value).strip()


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item) for item in value)
    return str(value)


def iter_new_base(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the fingerprints of a draft that is written as a new record."""
    for loc, value in draft.values.items():
        yield "/".join(loc), fingerprint(value)
    for item in draft.items:
        name = f"{item.key}/{item.match[1]}"
        yield name, fingerprint(item.match[1])
        for part, value in item.values.items():
            yield f"{name}/{part}", fingerprint(value)
