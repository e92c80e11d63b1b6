# A test that looks for faults and finds none also passes when it looks at nothing: a label changes,
# a folder moves, and nobody holds the promise. So what is looked through goes through here, with
# a floor somewhat below what there is today. `tests/house/test_floors.py` holds tests to it.
"""How much a test looked at, and the least that it must be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def looked_at(things: Iterable[Thing], at_least: int = 1) -> tuple[Thing, ...]:
    """Return what a test is about to look at; fail where it is fewer than `at_least` things."""
    found = tuple(things)
    assert len(found) >= at_least, (
        f"looked at {len(found)} where at least {at_least} were meant: this test would hold nothing"
    )
    return found
