"""The runner of the house rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from kb.index import KnowledgeBase
from kb.lint import lint
from kb.problems import Problem
from kb.rules import RULES, Rule
from tests.rules.laid_out import check_short

LONG_AGO = """
last_reviewed: 2026-11-25
claims: [{id: c}]
"""


def test_without_a_day_nothing_depends_on_one(tmp_path: Path) -> None:
    """The same records give the same findings every time; those of a day are asked for."""
    kb = check_short(LONG_AGO, tmp_path).kb
    assert kb is not None
    always = lint(kb)
    later = lint(kb, today=dt.date(2040, 1, 1))
    assert set(always) < set(later)
    assert {problem.severity.name for problem in set(later) - set(always)} == {"INFO"}


def test_only_the_rules_that_were_asked_for_run(tmp_path: Path) -> None:
    """A rule can be run alone, which is how its example is tried."""
    kb = check_short("claims: [{id: c, status: confirmed}]", tmp_path).kb
    assert kb is not None
    assert lint(kb, rules=()) == ()
    seen: list[KnowledgeBase] = []

    def check(given: KnowledgeBase) -> Iterator[Problem]:
        seen.append(given)
        return iter(())

    lint(kb, rules=(Rule(RULES[0].code, check),))
    assert seen == [kb]
