# What a page was made of, as a value. It is noted while the page is made (kb.index.readings);
# whoever wants to make again only what changed compares its entries in two knowledge bases.
"""The records, indexes and templates that something was made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.refs import record_of, source_name

_BY_RECORD = frozenset(
    {"incidents", "entities", "pages", "authored", "events", "record_disputes", "connections"}
)
"""Indexes whose keys are the names of records."""
_BY_PART = frozenset({"claims", "disputes", "compatible"})
"""Indexes whose keys are references to parts of records."""
_BY_CITEKEY = frozenset({"sources", "derivatives", "source_uses"})


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What something was made of."""

    entries: frozenset[tuple[str, Any]] = frozenset()
    """Index and key of every entry that was looked at, also of those that are not there."""
    indexes: frozenset[str] = frozenset()
    """The indexes that were read as a whole."""
    templates: frozenset[str] = frozenset()
    """The templates that rendered it."""

    @property
    def records(self) -> frozenset[str]:
        """Return the records looked at by name; a source as `@citekey`."""
        return frozenset(name for name in map(_record_behind, self.entries) if name)


def _record_behind(entry: tuple[str, Any]) -> str:
    """Return the record in whose file an entry has its own data; empty for what has none."""
    index, key = entry
    if index in _BY_RECORD:
        return str(key)
    if index in _BY_PART:
        return str(record_of(key))
    if index in _BY_CITEKEY:
        return source_name(key)
    return str(key[0]) if index == "prose" else ""
