"""Every rule finds its own example and not its neighbour, and nobody else finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kb import rules
from kb.checking import check
from kb.lint import lint
from kb.rules import CATALOGUE, RULES, AnyRule
from tests.rules.laid_out import TODAY, check_short, codes_of, lay_out

NAMES = [rule.code.code for rule in RULES]


def _many(*values: int) -> str:
    """Return claims that give one property these values."""
    about = "about: {{predicate: records-affected, value: {value}}}"
    claim = "  - {{id: c{n}, " + about + "}}\n"
    return "claims:\n" + "".join(claim.format(n=n, value=v) for n, v in enumerate(values))


MADE: Mapping[str, tuple[str, str]] = {"KB535": (_many(*range(201)), _many(*range(200)))}
"""Code → its two examples, where they are too long to be shown."""


def examples(rule: AnyRule) -> tuple[str, str]:
    """Return a base that breaks the rule, and its neighbour that does not."""
    return MADE.get(rule.code.code) or (rule.code.bad, rule.code.good)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_example_breaks_the_rule(rule: AnyRule, tmp_path: Path) -> None:
    """What stands in the documentation as the mistake is found."""
    assert rule.code.code in codes_of(check_short(examples(rule)[0], tmp_path, today=TODAY))


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_neighbour_does_not_break_it(rule: AnyRule, tmp_path: Path) -> None:
    """What stands there as its repair is a base, and the rule has nothing to say."""
    checked = check_short(examples(rule)[1], tmp_path, today=TODAY)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    assert rule.code.code not in codes_of(checked)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_without_the_rule_its_example_is_not_found(rule: AnyRule, tmp_path: Path) -> None:
    """The example is found by its own rule alone: taken out, the rule is missed."""
    kb = check(lay_out(examples(rule)[0], tmp_path)).kb
    assert kb is not None
    others = tuple(other for other in RULES if other is not rule)
    assert len(others) == len(RULES) - 1
    assert rule.code.code not in {found.code for found in lint(kb, today=TODAY, rules=others)}
    assert rule.code.code in {found.code for found in lint(kb, today=TODAY)}


def test_every_file_of_the_folder_is_a_rule() -> None:
    """A new file is a new rule: no list has to name it, and none is left out."""
    folder = Path(str(rules.__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert len(files) == len(RULES) > 80
    assert {rule.check.__module__ for rule in RULES} == {f"kb.rules.{name}" for name in files}


def test_every_rule_has_its_code_to_itself() -> None:
    """Codes of rules are KB5xx, each of one rule, and no KB5xx is anybody else's."""
    assert len(set(NAMES)) == len(NAMES)
    assert set(NAMES) == {code for code in CATALOGUE if re.fullmatch("KB5[0-9]{2}", code)}


def test_a_file_without_a_rule_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forgets the last line of a new rule is told which line that is."""
    (tmp_path / "forgotten.py").write_text('"""A file."""\n', encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    with pytest.raises(TypeError, match=r"kb/rules/forgotten\.py has no RULE: end it with"):
        list(rules._find_rules())
