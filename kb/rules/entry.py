"""What a rule is: a problem code with the check that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem

Check = Callable[[KnowledgeBase], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule.

    The two examples of its code run: tests lay `bad` out as a small base (see
    `tests/rules/laid_out.py` for what is filled in) and want the code, and want none for `good`,
    its nearest neighbour.
    """

    code: Code
    check: Check
    """Yields every place of a base that breaks the rule."""
