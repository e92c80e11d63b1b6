"""Reading one YAML text: scalars, places, refusals."""

from __future__ import annotations

import math

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.read.loader import read_yaml


def problems_of(text: str) -> list[str]:
    """Return the problems of a text as `line:column code`."""
    return [f"{p.line}:{p.column} {p.code}" for p in read_yaml(text, "f.yml")[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2024-01-18", "2024-01-18"),
        ("12:30:45", "12:30:45"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("500000", 500000),
        ("-1.5", -1.5),
        (".inf", ".inf"),
        ("'2024'", "2024"),
        ('"a\\u00e9"', "aé"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(text: str, value: object) -> None:
    """A plain scalar is a number or a truth value only where YAML 1.2 says so."""
    node, problems = read_yaml(f"a: {text}\n", "f.yml")
    assert not problems
    assert node is not None
    assert node.value == {"a": value}
    assert type(node.value["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!str b\n", "1:4 KB111"),
        ("a: &x b\n", "1:4 KB112"),
        ("a: *x\n", "1:4 KB113"),
        ("a: *b*\n", "1:4 KB113"),
        ("<<: b\n", "1:1 KB114"),
        ("a: 1\nb: 2\na: 3\n", "3:1 KB115"),
        ("a: 1\n---\nb: 2\n", "2:1 KB116"),
        ("a: " + "[" * 40 + "]" * 40, "1:35 KB117"),
        ("2024: a\n", "1:1 KB118"),
        ("[a]: b\n", "1:1 KB118"),
        ("a: Council #1 was hit\n", "1:12 KB120"),
        ("a: [[civica]]\n", "1:4 KB121"),
        ("a: “quoted”\n", "1:4 KB129"),
        ("a: b\n\tc: d\n", "2:1 KB104"),
        ("a: The Record: a correction\n", "1:14 KB105"),
        ("a: 'x\nb: c\n", "1:4 KB109"),
        ('a: "x" and more\n', "1:7 KB109"),
        ("a: [b, c\nd: e\n", "1:4 KB109"),
        ("a: @foo\n", "1:4 KB110"),
        ("a: b\n  c: d\n", "2:3 KB128"),
        ("a:b\nc: d\n", "1:1 KB128"),
        ("a:\n  - b\n - c\n", "3:2 KB128"),
        ("a: b\nfoo\nc: d\n", "2:1 KB103"),
        ('a: "x\\dy"\n', "1:6 KB103"),
        ("", "1:1 KB106"),
        ("# nothing\n", "1:1 KB106"),
        ("a: b\u202ec\n", "1:5 KB108"),
        ("a: b\x07\n", "1:5 KB107"),
        ('a: "b\\u202ec"\n', "1:6 KB108"),
    ],
)
def test_what_yaml_would_pass_over_is_refused_at_its_place(text: str, expected: str) -> None:
    """Every refusal and syntax error has one problem, at the line and column of the mistake."""
    assert problems_of(text) == [expected]


def test_a_bomb_of_brackets_is_refused_without_a_crash() -> None:
    """Two hundred thousand nested lists, which crash PyYAML's composer, are one problem."""
    node, problems = read_yaml("[" * 200_000, "f.yml")
    assert node is None
    assert [problem.code for problem in problems] == ["KB117"]


def test_a_bomb_of_aliases_is_refused() -> None:
    """A document of doubling aliases is refused at its anchors and never expanded."""
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert {line.split()[1] for line in problems_of(text)} == {"KB112", "KB113"}


def test_every_problem_of_a_text_is_found_at_once() -> None:
    """Independent mistakes are reported together, in order."""
    text = "a: &x b\nc: d #e\nf: “g”\n2024: h\n"
    assert problems_of(text) == ["1:4 KB112", "2:6 KB120", "3:4 KB129", "4:1 KB118"]


def test_a_place_inside_folded_prose_is_the_place_in_the_file() -> None:
    """A character of a folded scalar is found behind its indentation."""
    node, _ = read_yaml("a:\n  b: >-\n    first line\n    second line\n", "f.yml", line_offset=3)
    assert node is not None
    mark = node.inside(("a", "b"), "first line second".index("second"))
    assert (mark.line, mark.column) == (7, 5)


SCALARS = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"]),
            max_size=30),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text("abcdefgh", min_size=1, max_size=6), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=6), TREES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_pyyaml_writes_is_read_back(tree: dict[str, object]) -> None:
    """A tree that PyYAML wrote (all texts in quotes, as `kb fmt` does) is read back the same."""
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True)
    node, problems = read_yaml(text.replace("!!int ", "").replace("!!bool ", "")
                               .replace("!!null ", ""), "f.yml")  # fmt: skip
    assert not problems
    assert node is not None
    assert _as_texts(node.value) == _as_texts(tree)


def _as_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_texts(item) for item in value]
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_reader(text: str) -> None:
    """Whatever is typed gives values or problems, with places inside the text."""
    node, problems = read_yaml(text, "f.yml")
    assert node is not None or problems
    last_line = text.count("\n") + 2
    for problem in problems:
        assert 1 <= problem.line <= last_line + math.ceil(len(text))
        assert problem.column >= 1
