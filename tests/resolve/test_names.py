"""Names: one record an id, and what is ambiguous or former is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.problems import Problem
from kb.resolve.resolver import find_cycles
from tests.rules.laid_out import check_short

TWO = "entities: [{id: a, redirects: [%s]}, {id: b, redirects: [%s]}]"


def found(short: str, folder: Path, code: str) -> list[Problem]:
    """Return the problems of a code."""
    return [problem for problem in check_short(short, folder).problems if problem.code == code]


def messages(short: str, folder: Path, code: str) -> list[str]:
    """Return what the problems of a code say."""
    return [f"{problem.message}; {problem.hint}" for problem in found(short, folder, code)]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("old", "other", []),
        ("old", "old", ["the former id 'old' is in use by 'a'; an id is never reused"]),
        ("b", "other", ["the former id 'b' is in use by 'b'; an id is never reused"]),
        ("old, old", "other", ["the former id 'old' is in use by 'a'; an id is never reused"]),
    ],
)
def test_a_former_id_belongs_to_one_record(
    first: str, second: str, said: list[str], tmp_path: Path
) -> None:
    """Two records cannot claim one former id, nor one the id of another that is in use."""
    assert messages(TWO % (first, second), tmp_path, "KB316") == said


def test_whoever_links_by_a_former_id_in_prose_comes_to_the_record(tmp_path: Path) -> None:
    """A link in prose follows the former id without complaint; a reference is to be mended."""
    base = "entities: [{id: a, redirects: [old]}]\nsummary: See [[old]].\n"
    checked = check_short(base, tmp_path / "prose")
    assert checked.kb is not None
    assert [link.source_id for link in checked.kb.backlinks["a"]] == ["kent"]
    part = "participants: [{entity: old, role: victim, cites: [paper]}]"
    assert messages(base + part, tmp_path / "part", "KB313") == [
        "'old' is the former id of 'a'; write a"
    ]


LINKS = [
    ("[[a]]", []),
    ("[[Firm]]", ["'Firm' may mean 2 records; write one of: [[a|Firm]], [[b|Firm]]"]),
    ("[[Sole]]", []),
    ("[[Nobody]]", ["[[Nobody]] leads nowhere; write an id, as [[ek-services]]"]),
    ("[[zzzz]]", ["[[zzzz]] leads nowhere; add the record"]),
    ("[[kent#c]]", []),
    ("[[kent#zzzz]]", ["'kent' has no part 'zzzz'; leave the # part out"]),
]


@pytest.mark.parametrize(("link", "said"), LINKS)
def test_a_link_leads_to_one_record(link: str, said: list[str], tmp_path: Path) -> None:
    """A link by id, name or part leads somewhere; where it may lead to two, both are offered."""
    base = (
        "entities: [{id: a, name: Firm}, {id: b, name: Other, aliases: [Firm]}, "
        "{id: c-d, name: Sole}]\nclaims: [{id: c}]\n"
    )
    problems = check_short(f'{base}summary: "See {link}."', tmp_path).problems
    named = [item for item in problems if item.code in {"KB309", "KB310"}]
    column = len("summary: See ") + 1
    assert [(item.column, f"{item.message}; {item.hint}") for item in named] \
        == [(column, line) for line in said]  # fmt: skip


REFERENCES = [
    ("participants: [{entity: kent, role: victim, cites: [paper]}]",
     "KB307 'kent' is no entity; name an entity here"),
    ("participants: [{entity: none, role: victim, cites: [paper]}]",
     "KB304 there is no record 'none'; add content/entities/<kind>/none.yml"),
    ("trends: [firm]", "KB307 'firm' is no trend; name a trend here"),
    ("claims: [{id: c, supersedes: zzzz}]", "KB306 there is no claim 'zzzz'; add it to `claims`"),
    ("claims: [{id: c, supersedes: e}]\n"
     "events: [{id: e, date: 2024, type: other, title: E, cites: [paper]}]",
     "KB306 there is no claim 'e'; that is one of its events"),
    ("claims: [{id: c, cites: [zzzz]}]",
     "KB305 there is no source 'zzzz'; add it to content/sources/"),
    ("claims: [{id: c, cites: [{source: paper, version: late}]}]",
     "KB308 the source 'paper' has no version 'late'; its versions: none"),
    ("claims: [{id: c, asserted_by: [{text: One}, {entity: none}]}]",
     "KB304 there is no record 'none'; add content/entities/<kind>/none.yml"),
    ("claims: [{id: c, history: ['2024-02-01 refuted [zzzz]']}]",
     "KB305 there is no source 'zzzz'; add it to content/sources/"),
    ("summary: 'So it is [@paper; @zzzz].'",
     "KB311 there is no source 'zzzz'; add it to content/sources/"),
    ("sources: [{id: paper, derived_from: [b]}, {id: b, derived_from: [paper]}]",
     "KB314 the source 'b' is derived from itself; one of the steps is the other way round"),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "said"), REFERENCES)
def test_a_reference_names_something_of_its_kind(rest: str, said: str, tmp_path: Path) -> None:
    """What a key names must be there and fit; else the message says what would."""
    problems = check_short(f"entities: [{{id: firm}}]\n{rest}", tmp_path).problems
    assert said in {f"{item.code} {item.message}; {item.hint}" for item in problems}


@pytest.mark.parametrize(
    ("graph", "cycle"),
    [
        ({"a": ("b",), "b": ("c",), "c": ()}, ()),
        ({"a": ("a",)}, ("a",)),
        ({"a": ("b",), "b": ("a",), "c": ("a",)}, ("a", "b")),
        ({"c": ("a",), "a": ("b",), "b": ("a",)}, ("a", "b")),
        # Two ways to one root, and one walk after another to it, are no cycle.
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, ()),
        ({"d": (), "a": ("d",), "b": ("a", "d")}, ()),
        # Two cycles that an arrow joins stay two; what lies between them is on none.
        ({"a": ("b",), "b": ("a", "m"), "m": ("x",), "x": ("y",), "y": ("x",)},
         ("a", "b", "x", "y")),
        # A node is left for good: what comes back to it later is no cycle.
        ({"a": ("b", "c"), "b": (), "c": ("b", "d"), "d": ("c",)}, ("c", "d")),
        ({"a": ("elsewhere",)}, ()),
        ({"a": ("b",), "b": ("c", "a"), "c": ("d",), "d": ("b",)}, ("a", "b", "c", "d")),
    ],
)  # fmt: skip
def test_what_comes_back_to_itself_is_named(
    graph: dict[str, tuple[str, ...]], cycle: tuple[str, ...]
) -> None:
    """Exactly the nodes from which the arrows lead back to them are on a cycle."""
    assert find_cycles(graph) == cycle


def test_names_of_a_body_are_linked_by_themselves(tmp_path: Path) -> None:
    """Name, alias and former name lead to the body where a text has them, unless it says no."""
    base = (
        "entities: [{id: a, name: Acme Holdings, aliases: [Acme Group, {text: Acme Silent,"
        " autolink: false}], former_names: [{text: Acme Brothers}]},\n"
        "  {id: b, name: Word, autolink: true}, {id: c, name: Shy Limited, autolink: false},\n"
        "  {id: t, kind: trend, trend_type: behavior, name: A Long Tide}]\n"
    )
    kb = check_short(base, tmp_path).kb
    assert kb is not None
    found = {
        text: [item.id for item in kb.aliases.find(text)]
        for text in ("Acme Holdings", "Acme Group", "Acme Brothers", "Word", "Acme Silent",
                     "Shy Limited", "A Long Tide")
    }  # fmt: skip
    linked = {text: targets for text, targets in found.items() if targets}
    assert linked == {
        "Acme Holdings": ["a"], "Acme Group": ["a"], "Acme Brothers": ["a"], "Word": ["b"],
    }  # fmt: skip


def test_a_link_by_a_former_name_leads_to_the_body(tmp_path: Path) -> None:
    """Prose may name a body as it was called then."""
    base = "entities: [{id: a, name: New, former_names: [{text: Old Name}]}]\n"
    checked = check_short(base + "summary: See [[Old Name]].", tmp_path)
    assert checked.kb is not None
    assert [link.source_id for link in checked.kb.backlinks["a"]] == ["kent"]


CLOSE = [
    ("summary: See [[kent#furst]].\nclaims: [{id: first}]", "did you mean 'first'?"),
    ("summary: See [[firn]].", "did you mean 'firm'?"),
    ("claims: [{id: first}, {id: c, supersedes: furst}]", "did you mean 'first'?"),
    ("claims: [{id: c, supersedes: 'knet#c'}]", "did you mean 'kent'?"),
    ("claims: [{id: c, cites: [papper]}]", "did you mean 'paper'?"),
    ("participants: [{entity: frim, role: victim, cites: [paper]}]", "did you mean 'firm'?"),
    ("sources: [{id: paper, versions: [{id: late, note: Late.}]}]\n"
     "claims: [{id: c, cites: [{source: paper, version: lat}]}]", "did you mean 'late'?"),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "hint"), CLOSE)
def test_a_slip_in_a_name_is_answered_with_the_name(rest: str, hint: str, tmp_path: Path) -> None:
    """Whatever is mistyped, the nearest name of its kind is offered."""
    problems = check_short(f"entities: [{{id: firm}}]\n{rest}", tmp_path).problems
    assert hint in {item.hint for item in problems if item.code.startswith("KB3")}
