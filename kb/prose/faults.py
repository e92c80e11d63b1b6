# A text can hold a fault in each of its characters. Nobody reads thousands of them, and writing
# each one out takes longer than parsing the text: the rest of a kind is counted.
"""Collect the faults of one text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.problems import COUNTED_HINT
from kb.prose.nodes import Fault

MOST_OF_TEXT = 1_000
"""Faults of one text that are written out one by one."""


@dataclass(slots=True)
class Faults:
    """Takes the faults of a text; past a number it only counts those of each kind."""

    _listed: list[Fault] = field(default_factory=list)
    _counted: dict[str, list[int]] = field(default_factory=dict)
    """Code → the first place that is not listed, and how many there are."""

    def is_counting(self) -> bool:
        """Return whether the faults to come are only counted."""
        return len(self._listed) >= MOST_OF_TEXT

    def add(self, fault: Fault) -> None:
        """Take one fault."""
        if self.is_counting():
            self.count(fault.code, fault.offset)
        else:
            self._listed.append(fault)

    def count(self, code: str, offset: int) -> None:
        """Take a fault that is not written out."""
        place = self._counted.setdefault(code, [offset, 0])
        place[0] = min(place[0], offset)
        place[1] += 1

    def extend(self, faults: Iterable[Fault]) -> None:
        """Take several faults."""
        for fault in faults:
            self.add(fault)

    def all(self) -> tuple[Fault, ...]:
        """Return the faults in order of place, each once, those that count the rest among them."""
        rest = (
            Fault(
                offset, code, f"and {times:,} more of this kind, from here on", COUNTED_HINT, times
            )
            for code, (offset, times) in self._counted.items()
        )
        return tuple(sorted({*self._listed, *rest}, key=_order))


def _order(fault: Fault) -> tuple[int, str, str]:
    return (fault.offset, fault.code, fault.message)
