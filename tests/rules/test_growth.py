"""House rules over many claims: what is compared, and what is accepted where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.pipeline import check
from kb.problems import Problem
from kb.resolve.resolver import find_cycles
from kb.rules.shared.told import MOST_COMPARED
from tests.cli.started import lay_out_base

CLAIM = """  - {{id: c{n}, text: "It was {n}.", asserted_by: civica, cites: [techcrunch-20240119],
     about: {{predicate: records-affected, value: {value}}}}}
"""


def problems_of(content: Path, code: str) -> list[Problem]:
    """Return the problems of one code."""
    return [problem for problem in check(content).problems if problem.code == code]


def with_claims(tmp_path: Path, count: int, *, same: bool) -> Path:
    """Return a base with claims that give one property a value."""
    content = lay_out_base(tmp_path)
    record = content / "incidents/kent.yml"
    rows = "".join(CLAIM.format(n=n, value=1 if same else n) for n in range(count))
    record.write_text(record.read_text().replace("claims:\n  - id", f"claims:\n{rows}  - id", 1))
    return content


def test_claims_with_one_value_are_not_compared(tmp_path: Path) -> None:
    """Claims that agree are no contradiction, however many they are, and raise no guard."""
    content = with_claims(tmp_path, MOST_COMPARED + 50, same=True)
    assert problems_of(content, "KB535") == []
    assert problems_of(content, "KB503") == []


def test_past_two_hundred_claims_the_guard_says_so(tmp_path: Path) -> None:
    """Claims are compared with each other up to a number; past it a warning says what is left."""
    content = with_claims(tmp_path, MOST_COMPARED + 1, same=False)
    (guard,) = problems_of(content, "KB535")
    assert guard.message == (
        "201 claims give a value to records-affected of kent: only the first 200 are compared"
    )
    pairs = sum(problem.times for problem in problems_of(content, "KB503"))
    assert pairs == MOST_COMPARED * (MOST_COMPARED - 1) // 2


def test_a_source_accepts_for_itself_alone(tmp_path: Path) -> None:
    """What one source of a file accepts says nothing of the sources below it."""
    content = lay_out_base(tmp_path)
    body = "kind: news\n  origin: secondary\n  reliability: B\n  read: full\n"
    accepted = "  accepted: [{code: KB509, reason: kept}]\n"
    (content / "sources/more.yml").write_text(
        f"- id: first\n  title: One\n  {body}{accepted}- id: second\n  title: Two\n  {body}"
    )
    assert [problem.line for problem in problems_of(content, "KB509")] == [8]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({"a": ("b",), "b": ("c",), "c": ()}, ()),
        ({"a": ("b",), "b": ("a",), "c": ("a",)}, ("a", "b")),
        ({"a": ("a",), "b": ("a",)}, ("a",)),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, ()),
        ({"a": ("b",), "b": ("c",), "c": ("b", "x")}, ("b", "c")),
    ],
)
def test_only_what_leads_back_to_itself_is_on_a_circle(
    graph: dict[str, tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    """What leads to a circle, or meets again without one, is not on it."""
    assert find_cycles(graph) == expected


def test_each_arrow_of_a_long_chain_is_followed_once() -> None:
    """A chain is walked once, not once from each of its ends."""
    followed: list[str] = []

    class Counted(dict[str, tuple[str, ...]]):
        def __getitem__(self, key: str) -> tuple[str, ...]:
            followed.append(key)
            return super().__getitem__(key)

    chain = Counted({f"n{n}": (f"n{n + 1}",) for n in range(500)})
    assert find_cycles(chain) == ()
    assert len(followed) <= 3 * len(chain)
