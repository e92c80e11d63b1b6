"""What is costly is done once a text, not once a problem (for times: benchmarks/growth.py)."""

from __future__ import annotations

import pytest

from kb.problems import MOST_LISTED
from kb.read import lines as lines_module
from kb.read import read_yaml
from kb.read import spans as spans_module
from kb.read import traps as traps_module


@pytest.mark.parametrize(
    "text",
    ['a: "x{0}"', "a: 'x{0}'", "a: x{0}", "a: >\n  x{0}\n", "a: |\n  x{0}\n"],
    ids=["double", "single", "plain", "folded", "literal"],
)
def test_a_scalar_is_aligned_with_its_source_once(text: str) -> None:
    """However many places of one scalar are asked for, it is walked once."""
    node, problems = read_yaml(text.format(" word" * 50), "a.yml")
    assert node is not None
    assert problems == ()
    spans_module.find_spots.cache_clear()
    lines_module.line_starts.cache_clear()
    marks = [node.inside(("a",), offset) for offset in range(0, 200, 5)]
    assert len(set(marks)) == len(marks)
    assert spans_module.find_spots.cache_info().misses == 1
    assert lines_module.line_starts.cache_info().misses == 1


def test_a_line_with_a_trap_in_each_word_is_taken_apart_once() -> None:
    """The hint of each problem shows its line, and no hint holds the whole of it."""
    traps_module._take_apart.cache_clear()
    _, problems = read_yaml(f"{'k' * 500}: [{'*a, ' * 500}]", "a.yml")
    assert len(problems) == 500
    assert traps_module._take_apart.cache_info().misses == 1
    assert max(len(problem.hint) for problem in problems) < 400


@pytest.mark.parametrize("style", ["|", ">"])
@pytest.mark.parametrize("sign", ["", "2", "4"])
def test_an_indented_block_is_aligned_at_its_own_indentation(style: str, sign: str) -> None:
    """The indentation of a block is worked out from the text, also where it is written out."""
    deep = " " * (int(sign or 2) + 3 * bool(sign))
    source = f"a: {style}{sign}\n{deep}one\n{deep}two\n"
    node, _ = read_yaml(source, "a.yml")
    assert node is not None
    text = str(node.value["a"])
    mark = node.inside(("a",), text.index("two"))
    assert (mark.line, mark.column) == (3, len(deep) + 1)


def test_blanks_in_quotes_keep_their_places() -> None:
    """Runs of blanks, folded lines and escapes are aligned letter by letter."""
    node, _ = read_yaml('a: "x   y\\u0041 \\\n   z  \n\n  w\\tq"', "a.yml")
    assert node is not None
    text = str(node.value["a"])
    assert text == "x   yA z\nw\tq"
    places = {char: node.inside(("a",), text.index(char)) for char in "xyAzwq"}
    found = {char: (mark.line, mark.column) for char, mark in places.items()}
    assert found == {"x": (1, 5), "y": (1, 9), "A": (1, 10), "z": (2, 4), "w": (4, 3), "q": (4, 6)}


def test_control_characters_past_the_limit_are_counted() -> None:
    """No character is passed over: those that are not listed are part of the last problem."""
    _, problems = read_yaml("# " + "\x07" * (MOST_LISTED + 5), "a.yml")
    assert len(problems) == MOST_LISTED + 1
    assert sum(problem.times for problem in problems) == MOST_LISTED + 5
