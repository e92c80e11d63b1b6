# A record says which warnings its editors live with. A warning is looked up by its line: the record
# that holds it, and the parts of that record, so that many of both cost no more than their number.
"""Tell which findings the editors accepted, and which of those never occurred."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator

from kb.index import KnowledgeBase
from kb.model.incidents import LOCAL_PARTS
from kb.model.walk import value_of
from kb.problems import Problem
from kb.validate import Authored

Accepted = tuple[Authored, int, str]
"""A record, the number of an entry of its `accepted`, and the code there."""


class Accepting:
    """What the editors of a base accepted; it lives as long as the check.

    Args:
        kb: The base.
        known: Every problem code there is.
    """

    def __init__(self, kb: KnowledgeBase, known: Collection[str]) -> None:
        self._known = known
        self._records = [_Record(found) for found in kb.authored.values() if found.record.accepted]
        self._files: dict[str, list[_Record]] = {}
        for record in self._records:
            self._files.setdefault(record.authored.document.path, []).append(record)
        for records in self._files.values():
            records.sort(key=lambda record: record.first)

    def accepts(self, problem: Problem) -> bool:
        """Return whether a problem is accepted, and remember that it occurred."""
        records = self._files.get(problem.path, [])
        index = bisect_right(records, problem.line, key=lambda record: record.first) - 1
        return index >= 0 and records[index].accepts(problem)

    def iter_unknown(self) -> Iterator[Accepted]:
        """Yield what was accepted under a code that does not exist."""
        return (item for item, _ in self._iter_all() if item[2] not in self._known)

    def iter_unused(self) -> Iterator[Accepted]:
        """Yield what was accepted and has not occurred so far."""
        return (item for item, used in self._iter_all() if item[2] in self._known and not used)

    def _iter_all(self) -> Iterator[tuple[Accepted, bool]]:
        for record in self._records:
            for index, item in enumerate(record.authored.record.accepted):
                yield (record.authored, index, item.code), index in record.used


class _Record:
    """One record, the lines it takes, and where its parts begin."""

    def __init__(self, authored: Authored) -> None:
        self.authored = authored
        self.used: set[int] = set()
        self.first, self._end = _lines(authored)
        self._accepted: dict[tuple[str, str | None], int] = {}
        for index, item in enumerate(authored.record.accepted):
            self._accepted.setdefault((item.code, item.at), index)
        self._parts: list[tuple[list[int], list[str]]] = []
        if any(item.at is not None for item in authored.record.accepted):
            self._parts = [_starts(authored, part) for part in LOCAL_PARTS]

    def accepts(self, problem: Problem) -> bool:
        """Return whether a problem of this file is accepted here."""
        if self._end is not None and problem.line >= self._end:
            return False
        places: list[str | None] = [None]
        for starts, names in self._parts:
            index = bisect_right(starts, problem.line) - 1
            if index >= 0:
                places.append(names[index])
        keys = [(problem.code, place) for place in places]
        found = [self._accepted[key] for key in keys if key in self._accepted]
        self.used.update(found[:1])
        return bool(found)


def _lines(authored: Authored) -> tuple[int, int | None]:
    """Return the first line of a record, and that of the next one in its file."""
    if not authored.loc or authored.document.node is None:
        return 0, None
    index = int(authored.loc[0])
    node = authored.document.node
    has_next = index + 1 < len(node.value)
    return node.mark_of((index,)).line, node.mark_of((index + 1,)).line if has_next else None


def _starts(authored: Authored, part: str) -> tuple[list[int], list[str]]:
    items = value_of(authored.record, part, ())
    starts = [authored.mark(part, index).line for index in range(len(items))]
    return starts, [item.id for item in items]
