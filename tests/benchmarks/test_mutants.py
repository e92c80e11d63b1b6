"""Mutants change one line each, and what they change can be noticed."""

from __future__ import annotations

import pytest

from benchmarks.mutants import EQUIVALENT, choose, read_equivalent
from benchmarks.mutants_made import make_mutants

SOURCE = '''"""What it is."""
from __future__ import annotations

def tell(items: list[int], name: str | None = None) -> bool:
    """Return "something"."""
    for item in items:
        if item > 3 and name is not None:
            continue
    items.append(max(1, 2))
    return not items
'''


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if item > 3 and name is not None:", "if item >= 3 and name is not None:"),
        ("if item > 3 and name is not None:", "if item > 3 or name is not None:"),
        ("if item > 3 and name is not None:", "if item > 3 and name is None:"),
        ("if item > 3 and name is not None:", "if item > 4 and name is not None:"),
        ("if item > 3 and name is not None:", "if False:"),
        ("continue", "pass"),
        ("items.append(max(1, 2))", "items.append(min(1, 2))"),
        ("items.append(max(1, 2))", "pass"),
        ("return not items", "return not (not items)"),
        ("return not items", "return items"),
    ],
)
def test_every_kind_of_slip_is_tried(before: str, after: str) -> None:
    """Operators, bounds, conditions, constants, calls and results are all changed."""
    made = list(make_mutants("kb/example.py", SOURCE))
    assert (before, after) in {(mutant.before, mutant.after) for mutant in made}
    assert {mutant.function for mutant in made} == {"tell"}


def test_a_mutant_differs_in_its_line_only() -> None:
    """What is listed is the whole of the change, and the place is where it is."""
    lines = SOURCE.splitlines()
    made = list(make_mutants("kb/example.py", SOURCE))
    assert len(made) > 10
    for mutant in made:
        changed = mutant.source.splitlines()
        differ = [place for place, line in enumerate(lines) if changed[place] != line]
        assert differ == [mutant.line - 1]
        assert changed[mutant.line - 1].strip() == mutant.after


def test_a_seed_draws_the_same_again_and_one_change_a_line() -> None:
    """A run can be repeated, and a line with many operators is not drawn many times."""
    made = list(make_mutants("kb/example.py", SOURCE))
    drawn = choose(made, 100, "1 rules")
    assert drawn == choose(made, 100, "1 rules")
    assert len(drawn) == len({mutant.line for mutant in drawn}) == len({m.line for m in made})


def test_what_is_called_equivalent_has_a_reason() -> None:
    """Each entry names module, function, both lines and why nobody can notice."""
    text = "# A remark.\n\nkb/a.py tell\n- x = 1\n+ x = 2\n  Nobody reads x\n  later.\n"
    assert read_equivalent(text) == {("kb/a.py", "tell", "x = 1", "x = 2"): "Nobody reads x later."}
    with pytest.raises(AssertionError, match="no reason"):
        read_equivalent("kb/a.py tell\n- x = 1\n+ x = 2\n")
    read_equivalent(EQUIVALENT.read_text(encoding="utf-8"))
