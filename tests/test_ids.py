"""Ids, slugs and close matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.ids import close_matches, is_id, slugify, split_ref, suggest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kent-councils-2024", True),
        ("a", True),
        ("2024", True),
        ("Kent", False),
        ("kent_councils", False),
        ("kent--councils", False),
        ("-kent", False),
        ("kent-", False),
        ("", False),
        ("kent\n", False),
        ("käse", False),
        ("a b", False),
    ],
)
def test_what_an_id_is(text: str, expected: bool) -> None:
    """Lower-case letters, digits and single hyphens, and nothing else."""
    assert is_id(text) is expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Who ran the councils' IT?", "who-ran-the-councils-it"),
        ("Was data “accessed”?", "was-data-accessed"),
        ("Südwestfalen-IT", "sudwestfalen-it"),
        ("???", "section"),
        ("Straße", "strasse"),
    ],
)
def test_a_heading_becomes_a_slug(text: str, slug: str) -> None:
    """A slug is readable ASCII, never empty."""
    assert slugify(text) == slug


@given(st.text(max_size=60))
def test_every_slug_is_an_id(text: str) -> None:
    """Whatever a heading says, its slug has the shape of an id."""
    assert is_id(slugify(text))


def test_a_reference_is_split_at_its_hash() -> None:
    """`record#claim` names both parts; a plain id names a record alone."""
    assert split_ref("kent#civica-denies") == ("kent", "civica-denies")
    assert split_ref("kent") == ("kent", None)


def test_close_matches_come_closest_first() -> None:
    """A misspelt name is answered with what was probably meant."""
    options = ("civica", "civil-aviation", "capita")
    assert close_matches("civca", options)[0] == "civica"
    assert suggest("civca", options).startswith("did you mean 'civica'")
    assert suggest("zzz", options) == ""
