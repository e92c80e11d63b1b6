# `pytest tests/rules/test_findings.py --update` writes what comes out now: read the diff before you
# commit. A base is in short form (laid_out.py), so a place is shown by the words that stand there.
"""What each example gives is what findings.yml holds: every finding, its place and its words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kb.problems import Problem
from kb.rules import RULES
from tests.rules import test_facts, test_order
from tests.rules.laid_out import TODAY, check_short

GOLDEN = Path(__file__).with_name("findings.yml")
SHOWN = 60
"""Characters of the place that are shown."""


def bases() -> dict[str, str]:
    """Return the examples of all rules and their neighbours in short form, under a name each."""
    found = {}
    for rule in RULES:
        found[f"{rule.code.code} example"] = rule.code.bad
        found[f"{rule.code.code} neighbour"] = rule.code.good
    for kind, cases in (("order", test_order), ("facts", test_facts)):
        for sort, listed in (("fires", cases.FIRES), ("silent", cases.SILENT)):
            for number, (code, base) in enumerate(listed):
                found[f"{code} {kind} {sort} {number}"] = base
    return found


BASES = bases()


def place_of(problem: Problem) -> str:
    """Return the words that a problem points at."""
    lines = Path(problem.path).read_text(encoding="utf-8").splitlines()
    return lines[problem.line - 1][problem.column - 1 :][:SHOWN]


def findings(name: str, folder: Path) -> list[str]:
    """Return what the program says of a base, a line each, in its order.

    That no claim carries `determination` is true of nearly all of them, and only said of KB507's.
    """
    lines = []
    for found in check_short(BASES[name], folder, today=TODAY).problems:
        content = found.path.partition("/content/")[0] + "/content/"
        line = f"{found.code} {found.path} «{place_of(found)}» {found.message}; {found.hint}"
        if found.code != "KB507" or name.startswith("KB507"):
            lines.append(line.replace(content, ""))
    return lines


@pytest.fixture(scope="module")
def golden(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return the findings that are held, after taking those of now if asked to."""
    if request.config.getoption("--update"):
        now = {name: findings(name, tmp_path_factory.mktemp("base")) for name in BASES}
        text = yaml.safe_dump(now, sort_keys=False, allow_unicode=True, width=10_000)
        GOLDEN.write_text(text, encoding="utf-8")
    return yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))


def test_every_example_is_held(golden: dict[str, list[str]]) -> None:
    """No base is left out, none is held that is no more, and most of them find something."""
    assert set(golden) == set(BASES)
    assert sum(map(len, golden.values())) > len(RULES)


@pytest.mark.parametrize("name", BASES)
def test_an_example_gives_its_findings(
    name: str, golden: dict[str, list[str]], tmp_path: Path
) -> None:
    """Each finding stands where the mistake is and says it in these words; nothing else is said."""
    assert findings(name, tmp_path) == golden[name]
