"""Ids, slugs and close matches."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.ids import (
    Spelling,
    close_matches,
    is_id,
    shown_names,
    slugify,
    suggest,
)


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


def test_close_matches_come_closest_first() -> None:
    """A misspelt name is answered with what was probably meant."""
    options = ("civica", "civil-aviation", "capita")
    assert close_matches("civca", options)[0] == "civica"
    assert suggest("civca", options).startswith("did you mean 'civica'")
    assert suggest("zzz", options) == ""


def test_of_many_names_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped name is found among thousands without a comparison with each of them."""
    compared = []

    class Counted(SequenceMatcher[str]):
        def set_seq1(self, a: Sequence[str]) -> None:
            compared.append(a)
            super().set_seq1(a)

    monkeypatch.setattr("kb.ids.SequenceMatcher", Counted)
    names = [f"council-{n}" for n in range(5_000)] + ["canterbury-city"]
    assert Spelling(names).suggest("canterburry-city") == "did you mean 'canterbury-city'?"
    assert len(compared) <= 40


def test_a_very_long_word_is_no_mistyped_name() -> None:
    """Comparing two long words takes the square of their length: they are not compared."""
    assert suggest("a" * 101, ["a" * 101]) == ""
    assert suggest("a" * 100, ["a" * 100]) != ""


def test_names_past_ten_are_counted() -> None:
    """A hint that lists what exists stays short."""
    assert shown_names(["a", "b"]) == "a, b"
    assert shown_names([str(n) for n in range(12)]).endswith("8, 9 and 2 more")
