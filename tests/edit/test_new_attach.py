"""A claim named under the key facts and participants that rest on it."""

from __future__ import annotations

import pytest

from kb.edit.new_add import attach_claim
from kb.errors import UsageError

CLAIMS = "claims:\n  - id: c\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\n", "id: a\nbasis:\n  disclosed: [c]\n"),
        ("id: a\nbasis: {disclosed: [b]}\n", "id: a\nbasis: {disclosed: [b, c]}\n"),
        ("basis:\n  disclosed: [b] # why\n", "basis:\n  disclosed: [b, c] # why\n"),
        ("basis:\n  disclosed:\n    - b\n", "basis:\n  disclosed:\n    - b\n    - c\n"),
        ("basis:\n  # a\n  resolved: [b]\n", "basis:\n  # a\n  disclosed: [c]\n  resolved: [b]\n"),
        ("basis:\n  occurred: [b]\n", "basis:\n  occurred: [b]\n  disclosed: [c]\n"),
        ("basis:\n  disclosed: [c]\n", "basis:\n  disclosed: [c]\n"),
        ("basis:\n", "basis:\n  disclosed: [c]\n"),
        ("basis: {} # why\n", "basis:  # why\n  disclosed: [c]\n"),
        ("basis:\n  disclosed: [] # why\n", "basis:\n  disclosed: [c]  # why\n"),
    ],
)  # fmt: skip
def test_a_key_fact_names_the_claim(before: str, after: str) -> None:
    """Whatever its form, the list gets the claim, once, and every comment keeps its place."""
    result = attach_claim(before + CLAIMS, "c", basis=["disclosed"], bodies=[], path="x.yml")
    assert result == after + CLAIMS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - entity: x\n    role: victim\n", "  - entity: x\n    role: victim\n    claims: [c]\n"),
        ("  - {entity: x, role: victim}\n", "  - {entity: x, role: victim, claims: [c]}\n"),
        ("  - entity: x\n    note: \"N\"\n    cites: [s]\n",
         "  - entity: x\n    note: \"N\"\n    claims: [c]\n    cites: [s]\n"),
        ("  - entity: x\n    note: |\n      N\n      M\n",
         "  - entity: x\n    note: |\n      N\n      M\n    claims: [c]\n"),
    ],
)  # fmt: skip
def test_a_participant_names_the_claim(before: str, after: str) -> None:
    """The claim is named with the participant, in the form in which that one is written."""
    top, other = "participants:\n", "  - entity: y\n    role: insurer\n"
    result = attach_claim(top + before + other, "c", basis=[], bodies=["x"], path="x.yml")
    assert result == top + after + other


@pytest.mark.parametrize("text", ["basis: [a]\n", "basis:\n  disclosed: a\n", "- a\n", "id: [\n"])
def test_what_has_to_be_done_by_hand_is_said(text: str) -> None:
    """A shape that is wrong already is not made worse."""
    with pytest.raises(UsageError):
        attach_claim(text, "c", basis=["disclosed"], bodies=[], path="x.yml")


def test_a_body_that_takes_no_part_is_refused() -> None:
    """A claim shows the part of somebody who is listed."""
    with pytest.raises(UsageError, match="no participant"):
        attach_claim("id: a\n", "c", basis=[], bodies=["x"], path="x.yml")
