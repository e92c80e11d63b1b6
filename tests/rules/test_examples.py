"""Every rule finds its own example, and not its neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.rules import RULES, Rule
from tests.rules.laid_out import check_short, codes_of

NAMES = [rule.code.code for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_example_breaks_the_rule(rule: Rule, tmp_path: Path) -> None:
    """What stands in the documentation as the mistake is found."""
    assert rule.code.code in codes_of(check_short(rule.code.bad, tmp_path))


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_neighbour_does_not_break_it(rule: Rule, tmp_path: Path) -> None:
    """What stands there as its repair is a base, and the rule has nothing to say."""
    checked = check_short(rule.code.good, tmp_path)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    assert rule.code.code not in codes_of(checked)
