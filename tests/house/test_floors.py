"""No test passes without having looked at something."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.floors import iter_floorless, iter_unfloored_constants
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
TESTS = looked_at(sorted((ROOT / "tests").rglob("test_*.py")), 120)


def test_nothing_is_looked_through_without_a_floor() -> None:
    """A loop of asserts, or a list of faults that is empty, says how much it went over."""
    wrong = []
    for path in TESTS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [f"{path.relative_to(ROOT)}:{line}: {name}" for name, line in iter_floorless(tree)]
        wrong += [f"{path.relative_to(ROOT)}:{line}: a constant"
                  for line in iter_unfloored_constants(tree)]  # fmt: skip
    assert wrong == [], "take it through `looked_at` (tests/looking.py)"


@pytest.mark.parametrize(
    "body",
    [
        "for x in pages():\n  assert x",
        "for x in pages.items():\n  for y in x:\n    assert y",
        "wrong = [x for x in pages() if bad(x)]\nassert not wrong",
        "wrong = [x for x in pages() if bad(x)]\nassert wrong[:10] == []",
        "wrong = []\nfor x in pages():\n  wrong.append(x)\nassert wrong == []",
        "wrong = set()\nfor x in pages():\n  wrong |= x\nassert wrong == set()",
        "assert not [x for x in pages() if bad(x)]",
        "assert sorted(x for x in pages() if bad(x)) == []",
        "assert all(good(x) for x in pages())",
        "assert not any(bad(x) for x in pages())",
        "found = 0\nassert found == 0\nassert all(good(x) for x in pages())",
    ],
)
def test_a_test_without_a_floor_is_seen(body: str) -> None:
    """In whatever way it goes over an open number of things."""
    assert list(iter_floorless(_in_a_test(body))) != []


@pytest.mark.parametrize(
    "body",
    [
        "for x in looked_at(pages(), 30):\n  assert x",
        "for x in (1, 2):\n  assert x",
        "for x in NAMES.items():\n  assert x",
        "found = pages()\nassert found\nassert all(good(x) for x in found)",
        "found = pages()\nassert len(found) == 3\nfor x in found:\n  assert x",
        "looked = 0\nfor x in pages():\n  looked += 1\n  assert x\nassert looked > 1_000",
        "for x in pages():\n  print(x)",
        "assert [x for x in pages()] == [1, 2]",
    ],
)
def test_a_test_with_a_floor_is_let_through(body: str) -> None:
    """A helper, a literal, a constant, a name that holds something, a counter: each is a floor."""
    assert list(iter_floorless(_in_a_test(body))) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('FILES = sorted(ROOT.glob("*.yml"))', 1),
        ('FILES = [f for f in ROOT.rglob("*.yml")]', 1),
        ('FILES = looked_at(ROOT.rglob("*.yml"), 9)', 0),
        ('NAMES = ("a", "b")', 0),
    ],
)
def test_a_constant_of_files_has_a_floor(text: str, count: int) -> None:
    """What tests are parametrised with may not be an empty folder."""
    assert len(list(iter_unfloored_constants(ast.parse(text)))) == count


def test_less_than_the_floor_fails() -> None:
    """The helper itself: too little is a failure that says the numbers."""
    assert looked_at("abc", 3) == ("a", "b", "c")
    with pytest.raises(AssertionError, match="looked at 2 where at least 3"):
        looked_at("ab", 3)


def _in_a_test(body: str) -> ast.Module:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return ast.parse(f"def test_it():\n{indented}")
