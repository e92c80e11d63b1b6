"""What every step of a migration works with: a record on its way, and how keys are moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kb.edit.yamltree.tree import Branch, Scalar, Slot


@dataclass(slots=True)
class Migrating:
    """One record on its way to the next format."""

    record: Branch
    day: dt.date | None
    """The day for `created` and `updated` where the former format had none."""
    unplaced: list[str] = field(default_factory=list)
    """Keys that the new format has no place for."""
    notes: list[str] = field(default_factory=list)
    """What was left out on purpose, and why nothing is lost."""


def rename_key(record: Branch, old: str, new: str) -> None:
    """Rename a key, unless the new name is taken."""
    slot = record.find(old)
    if slot is not None and record.find(new) is None:
        slot.key = slot.raw_key = new


def take_key(record: Branch, key: str) -> Slot | None:
    """Take a key out of a record; the comments above it stay with what follows."""
    slot = record.find(key)
    if slot is None:
        return None
    index = record.slots.index(slot)
    del record.slots[index]
    lines = [line for line in (*slot.above, slot.beside) if line]
    if index < len(record.slots):
        record.slots[index].above[:0] = lines
    else:
        record.below[:0] = lines
    return slot


def leave_words(record: Branch, key: str) -> str:
    """Turn a key with a single value into a comment at its place; return the value in words."""
    slot = record.find(key)
    if slot is None or not isinstance(slot.node, Scalar):
        return ""
    place = record.slots.index(slot)
    text = " ".join(str(slot.node.value).split())
    take_key(record, key)
    after = record.slots[place].above if place < len(record.slots) else record.below
    after.append(f"# formerly `{key}: {text}`")
    return text
