"""Counts as small figures: order, length of the bars, and the sentence."""

from __future__ import annotations

from kb.views.bars import MOST, build_multiple, build_years


def test_the_most_frequent_come_first_and_the_longest_bar_is_full() -> None:
    """Among equals the name decides."""
    figure = build_multiple("By kind", {"Outage": 1, "Phishing": 4, "Leak": 1}, 5)
    assert [(bar.label, bar.number, bar.width) for bar in figure.rows] == [
        ("Phishing", 4, "100.0%"), ("Leak", 1, "25.0%"), ("Outage", 1, "25.0%"),
    ]  # fmt: skip
    assert figure.sentence == "Most often Phishing: 4 of 5."


def test_years_stand_in_order_and_the_last_are_kept() -> None:
    """Old years fall out of a figure that would grow too long; no date comes last."""
    counts = {str(year): 1 for year in range(2000, 2020)} | {"Date not known": 2}
    rows = build_years("A year", counts, 22).rows
    assert len(rows) == MOST
    assert [bar.label for bar in rows[-2:]] == ["2019", "Date not known"]


def test_the_sentence_names_no_leader_where_there_is_none() -> None:
    """Two may lead together; where many are level, or there is nothing, it says so."""
    assert (
        build_years("", {"2023": 2, "2024": 2}, 4).sentence == "Most in 2023 and 2024: 2 of 4 each."
    )
    assert build_multiple("", {"a": 1, "b": 1, "c": 1}, 3).sentence == "None leads: at most 1 of 3."
    assert build_multiple("", {}, 0).sentence == "None is on record."
