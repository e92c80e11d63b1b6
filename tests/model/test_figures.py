"""Figures written as texts: read where they can be read in one way only."""

from __future__ import annotations

import pytest

from kb.model.figures import is_like_figure, read_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12,000", 12000), ("12000", 12000), ("12 000", 12000), ("12\u202f000", 12000),
        ("1,234,567", 1234567), ("1.5 million", 1500000), ("20k", 20000), ("0.5", 0.5),
        ("1,234.5", 1234.5), ("3 bn", 3 * 10**9),
    ],
)  # fmt: skip
def test_a_clear_figure_is_read(text: str, figure: float) -> None:
    """Groups of thousands and the words for them are read."""
    assert read_figure(text) == figure
    assert is_like_figure(text)


@pytest.mark.parametrize(
    "text", ["12.000", "12,00", "1,23,456", "£12,000", "about 500", "20 hours", "over 1m", "80%"]
)
def test_a_figure_that_needs_more_is_only_noticed(text: str) -> None:
    """A German thousand, a currency, a unit or a word like “about”: the author says which."""
    assert read_figure(text) is None
    assert is_like_figure(text)


@pytest.mark.parametrize("text", ["Citrix", "all staff", "unknown", "", "80 per cent of us", "x9"])
def test_words_are_no_figures(text: str) -> None:
    """What is said in words stays words."""
    assert read_figure(text) is None
    assert not is_like_figure(text)
