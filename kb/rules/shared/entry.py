"""What a rule is: a problem code with the check that finds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem
from kb.rules.shared.accepting import Accepting


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule.

    The two examples of its code run: tests lay `bad` out as a small base (see
    `tests/rules/laid_out.py` for what is filled in) and want the code, and want none for `good`,
    its nearest neighbour; nor for `bad` where the rule is taken out.
    """

    code: Code
    check: Callable[[KnowledgeBase], Iterator[Problem]]
    """Yields every place of a base that breaks the rule."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """A house rule that asks for today's date; where nobody gave one, it does not run."""

    code: Code
    check: Callable[[KnowledgeBase, dt.date], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class LastRule:
    """A house rule about what the others found: it runs when they are through."""

    code: Code
    check: Callable[[Accepting], Iterator[Problem]]


AnyRule = Rule | DayRule | LastRule
