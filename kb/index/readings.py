# What a page was made of is recorded and not guessed: pages are built from a knowledge base that
# notes what is asked for. A look at one entry is noted as that entry; a walk over a whole index, or
# a question to what was worked out from everything (the judge, the names), as the whole index. So
# it may say too much and never too little. Nothing here knows what a page is.
"""A knowledge base that notes what is read of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, overload

from kb.index.base import KnowledgeBase
from kb.made_of import MadeOf

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


@dataclass(slots=True)
class Readings:
    """What was read since it was begun."""

    entries: set[tuple[str, Any]] = field(default_factory=set)
    indexes: set[str] = field(default_factory=set)

    def begin(self, before: Readings | None = None) -> None:
        """Forget what was read; go on with what was read `before`."""
        self.entries = before.entries if before is not None else set()
        self.indexes = before.indexes if before is not None else set()

    def so_far(self) -> Readings:
        """Return what was read by now, to go on with later."""
        return Readings(self.entries, self.indexes)

    def made_of(self, templates: frozenset[str]) -> MadeOf:
        """Return what was read by now."""
        return MadeOf(frozenset(self.entries), frozenset(self.indexes), templates)


class WatchedMapping(Mapping[K, V]):
    """An index that notes which of its entries are looked at."""

    __slots__ = ("_inner", "_name", "_readings")

    def __init__(self, name: str, inner: Mapping[K, V], readings: Readings) -> None:
        """Watch an index under a name."""
        self._name, self._inner, self._readings = name, inner, readings

    def __getitem__(self, key: K) -> V:
        self._readings.entries.add((self._name, key))
        return self._inner[key]

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """Return an entry, or what is given instead; both are looks at it."""
        self._readings.entries.add((self._name, key))
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._readings.entries.add((self._name, key))
        return key in self._inner

    # The views of `Mapping` would look every entry up again.
    def keys(self) -> KeysView[K]:
        """Return all keys: a look at the whole."""
        self._readings.indexes.add(self._name)
        return self._inner.keys()

    def values(self) -> ValuesView[V]:
        """Return all entries: a look at the whole."""
        self._readings.indexes.add(self._name)
        return self._inner.values()

    def items(self) -> ItemsView[K, V]:
        """Return all keys and entries: a look at the whole."""
        self._readings.indexes.add(self._name)
        return self._inner.items()

    def __iter__(self) -> Iterator[K]:
        self._readings.indexes.add(self._name)
        return iter(self._inner)

    def __len__(self) -> int:
        self._readings.indexes.add(self._name)
        return len(self._inner)


class _WatchedSequence(Sequence[V]):
    """A list that notes that it was read."""

    __slots__ = ("_inner", "_name", "_readings")

    def __init__(self, name: str, inner: Sequence[V], readings: Readings) -> None:
        self._name, self._inner, self._readings = name, inner, readings

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        self._readings.indexes.add(self._name)
        return self._inner[index]

    def __len__(self) -> int:
        self._readings.indexes.add(self._name)
        return len(self._inner)


class _WatchedObject:
    """Something worked out from everything, that notes that it was asked."""

    __slots__ = ("_inner", "_name", "_readings")

    def __init__(self, name: str, inner: object, readings: Readings) -> None:
        self._name, self._inner, self._readings = name, inner, readings

    def __getattr__(self, name: str) -> Any:
        self._readings.indexes.add(self._name)
        return getattr(self._inner, name)


class _WatchedBase(KnowledgeBase):
    """A knowledge base whose indexes are watched."""

    __slots__ = ("_readings",)
    _readings: Readings

    def updated(self) -> dt.date:
        """Return the latest day on which any record changed."""
        self._readings.indexes.add("changed_on")
        return self.changed_on


def watch(kb: KnowledgeBase, readings: Readings) -> KnowledgeBase:
    """Return a knowledge base that says the same, and notes in `readings` what is read of it."""
    watched = {
        item.name: _watch(item.name, getattr(kb, item.name), readings) for item in fields(kb)
    }
    found = _WatchedBase(**watched)
    object.__setattr__(found, "_readings", readings)
    return found


def _watch(name: str, value: Any, readings: Readings) -> Any:
    if isinstance(value, Mapping):
        return WatchedMapping(name, value, readings)
    if isinstance(value, tuple):
        return _WatchedSequence(name, value, readings)
    if name == "changed_on":
        return value
    return _WatchedObject(name, value, readings)
