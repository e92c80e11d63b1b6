"""Contradictions meet somewhere, and whoever mends one is told how."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.problems import Problem
from tests.rules.laid_out import check_short

PAIR = """
sources: [{id: a, issued: 2024-01-19}, {id: b, issued: 2024-02-18}]
claims:
  - {id: c, cites: [a], about: {predicate: individuals-affected, value: 100}%s}
  - {id: d, cites: [b], about: {predicate: individuals-affected, value: 900}%s}
"""
DISPUTE = """
disputes:
  - {id: how-many, question: "How many?", outcome: open, assessment: Not known.,
     sides: [{answer: '100', claims: [c]}, {answer: '900', claims: [d]}]}
"""


def found(short: str, folder: Path, code: str = "KB503") -> list[Problem]:
    """Return the findings of one code."""
    checked = check_short(short, folder)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    return [problem for problem in checked.problems if problem.code == code]


@pytest.mark.parametrize(
    "short",
    [
        PAIR % ("", "") + DISPUTE,
        PAIR % ("", ", conflicts_with: [c]"),
        PAIR % ("", ", supersedes: c"),
        PAIR % ("", ", compatible_with: [{claim: c, reason: Counted twice.}]"),
        PAIR % (", compatible_with: [{claim: d, reason: Counted twice.}]", ""),
        PAIR % (", history: ['2024-02-01 retracted [b]']", ""),
        PAIR % (", history: ['2024-02-01 refuted [b]']", ""),
    ],
)
def test_what_meets_is_no_finding(short: str, tmp_path: Path) -> None:
    """A dispute, a supersession, a word of compatibility or a withdrawal answers it."""
    assert found(short, tmp_path) == []


@pytest.mark.parametrize(
    ("sides", "meet"),
    [
        ("[{answer: '100', claims: [c]}, {answer: '900', claims: [d]}]", True),
        ("[{answer: '100', claims: [c]}, {answer: 'Few', claims: [e]}], context: [d]", True),
        ("[{answer: 'Many', claims: [c, d]}, {answer: 'Few', claims: [e]}]", False),
    ],
)
def test_two_figures_on_one_side_do_not_meet(sides: str, meet: bool, tmp_path: Path) -> None:
    """What cannot both hold is not one answer: a dispute that lists both as one hides it."""
    short = PAIR % ("", "") + "  - {id: e, cites: [a]}\n" + (
        "disputes:\n  - {id: how-many, question: 'How many?', outcome: open,"
        f" assessment: Not known., sides: {sides}}}"
    )  # fmt: skip
    assert (found(short, tmp_path) == []) is meet


def test_an_update_of_one_speaker_is_told_apart(tmp_path: Path) -> None:
    """Two figures of one speaker on two days: the hint says how to mark the later one."""
    (problem,) = found(PAIR % ("", ""), tmp_path)
    assert problem.hint == (
        "write `supersedes: c` in the later one, or give each its day in `occurred`"
    )
    other = PAIR % ("", ", asserted_by: {text: Another}")
    (problem,) = found(other, tmp_path / "other")
    assert problem.hint.startswith("put them on two sides of a dispute")


def test_claims_of_no_incident_are_compared_with_all(tmp_path: Path) -> None:
    """What an entity's own page says of it stands beside what incidents say."""
    entity = (
        "entities: [{id: dover, claims: [{id: e, text: A., asserted_by: {text: S}, cites: [a],"
        " about: {predicate: individuals-affected, value: 1}}]}]\n"
    )
    about = "about: {subject: dover, predicate: individuals-affected, value: 7}"
    short = f"{entity}sources: [{{id: a}}]\nclaims: [{{id: c, {about}}}]"
    assert len(found(short, tmp_path)) == 1


def test_an_unknown_claim_in_compatible_with_is_an_error_with_its_place(tmp_path: Path) -> None:
    """The reference is resolved like every other one."""
    short = PAIR % ("", ", compatible_with: [{claim: nowhere, reason: So.}]")
    checked = check_short(short, tmp_path)
    (problem,) = [item for item in checked.problems if "nowhere" in item.message]
    assert problem.severity.value == "error"
    assert problem.path.endswith("incidents/kent.yml")
    text = Path(problem.path).read_text("utf-8").splitlines()
    assert "nowhere" in text[problem.line - 1]


COMPATIBLE = "compatible_with: [{claim: %s, reason: So.}]"


@pytest.mark.parametrize(
    ("short", "words"),
    [
        (PAIR % ("", f", {COMPATIBLE % 'd'}"), "itself"),
        (PAIR % ("", f", {COMPATIBLE % 'c'}") + DISPUTE, "in a dispute"),
        ((PAIR % ("", f", {COMPATIBLE % 'c'}")).replace("900", "100"), "does not seem"),
    ],
)
def test_an_idle_word_of_compatibility_is_named(short: str, words: str, tmp_path: Path) -> None:
    """The key answers a contradiction that the check sees, and nothing else."""
    (problem,) = found(short, tmp_path, "KB572")
    assert words in problem.message


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("{text: One}", "{text: Two}", 1),
        ("{text: One}", "{text: the one}", 0),
        ("dover", "{text: DDC}", 0),
        ("[{text: One}, {text: Two}]", "{text: Two}", 0),
        ("office", "dover", 0),
        ("office", "museum", 1),
        ("editors", "dover", 1),
        ("editors", "editors", 0),
    ],
)
def test_only_its_speaker_replaces_a_figure(old: str, new: str, count: int, tmp_path: Path) -> None:
    """One body under two names, and a part of it, is one speaker; two parts are two."""
    bodies = (
        "entities: [{id: dover, name: Dover District Council, aliases: [DDC]},"
        " {id: office, parent: dover}, {id: museum, parent: dover}]"
    )
    by = (f", asserted_by: {old}", f", asserted_by: {new}, supersedes: c")
    assert len(found(bodies + PAIR % by, tmp_path, "KB571")) == count


def test_only_figures_need_their_own_speaker(tmp_path: Path) -> None:
    """A statement in words may be replaced by whoever knows better."""
    by = (", asserted_by: {text: One}", ", asserted_by: {text: Two}, supersedes: c")
    short = (PAIR % by).replace("individuals-affected, value: 100", "initial-access, value: VPN")
    assert found(short.replace("individuals-affected", "initial-access"), tmp_path, "KB571") == []


@pytest.mark.parametrize(
    ("value", "is_named"),
    [
        ("18 January 2024", True), ("in winter", True), ("2024011", True), ("2024-01-18", False),
        ("2024", False), ("2023-24", False), ("true", False), ("../2024-02-05", False),
    ],
)  # fmt: skip
def test_a_day_in_words_is_named(value: str, is_named: bool, tmp_path: Path) -> None:
    """What is no date is compared with nothing, so it is said."""
    short = f"claims: [{{id: c, about: {{predicate: began, value: {value}}}}}]"
    assert bool(found(short, tmp_path, "KB570")) is is_named
