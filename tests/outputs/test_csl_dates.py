"""Dates between CSL and our notation, both ways."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates import DateError, parse_date
from kb.outputs.csl_dates import from_csl_date, is_lossless, to_csl_date

LOSSLESS = ["2024", "2024-01", "2024-01-18", "2024-01-18~", "2024~", "2024-21", "2023-24~",
            "2024-01-15/2024-01-18", "2024-01~/2024-03~"]  # fmt: skip
LOSSY = ["2024-01?", "2024%", "2024-04/..", "../2024", "2024-06/2024-11~", "2024-01-18T10:00Z",
         "2023-24/2024-21"]  # fmt: skip


@pytest.mark.parametrize("text", LOSSLESS)
def test_what_csl_can_say_comes_back(text: str) -> None:
    """Days, months, years, seasons, ranges and "about" need no help."""
    date = parse_date(text)
    assert from_csl_date(to_csl_date(date)) == text
    assert is_lossless(date)


@pytest.mark.parametrize("text", LOSSY)
def test_what_csl_cannot_say_is_known(text: str) -> None:
    """Open ends, doubt and one-sided "about" are noticed, so that our text goes along."""
    assert not is_lossless(parse_date(text))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"date-parts": [["2024", "01", 18]]}, "2024-01-18"),
        ({"date-parts": [[2024, 0, 0]]}, "2024"),
        ({"date-parts": [[2024]], "season": "Summer"}, "2024-22"),
        ({"date-parts": [[2024]], "season": 5}, "2024"),
        ({"date-parts": [[2024, 1], [2024, 2]], "circa": 1}, "2024-01~/2024-02~"),
        ({"date-parts": [[2024]], "circa": "false"}, "2024"),
        ({"raw": "19 January 2024"}, "2024-01-19"),
        ({"literal": "c. 2024-01", "circa": True}, "2024-01~"),
        ({"literal": "January 19, 2024"}, "2024-01-19"),
        ([{"year": 2024, "month": 2}], "2024-02"),
        ({"date-parts": []}, None),
        ("2024-01-18/2024-01-20~", "2024-01-18/2024-01-20~"),
        (2024, "2024"),
    ],
)
def test_the_forms_of_other_programs_are_read(value: Any, wanted: str | None) -> None:
    """Strings for numbers, raw and literal dates, Pandoc's older form."""
    assert from_csl_date(value) == wanted


@pytest.mark.parametrize(
    "value",
    [
        {"literal": "3/4/2024"}, {"literal": "spring term"}, {"date-parts": [[2024, 13]]},
        {"date-parts": [[-44, 3]]}, {"date-parts": [[2024, True]]}, {"date-parts": [["x"]]},
        {"date-parts": [[2023, 2, 29]]}, {"date-parts": [[2024], [2025], [2026]]}, ["2024", "2025"],
        {"date-parts": [[2025], [2024]]},
    ],
)  # fmt: skip
def test_what_is_unclear_is_not_guessed(value: Any) -> None:
    """A date that can be read in two ways, or in none, is an error and no date."""
    with pytest.raises(DateError):
        from_csl_date(value)


PARTS = st.lists(st.one_of(st.integers(-3, 3000), st.text(max_size=4), st.none()), max_size=4)


@given(st.lists(PARTS, max_size=3), st.booleans())
def test_whatever_comes_is_a_date_of_ours_or_an_error(parts: list[Any], circa: bool) -> None:
    """No outside date makes a text that our own notation refuses."""
    try:
        text = from_csl_date({"date-parts": parts, "circa": circa})
    except DateError:
        return
    assert text is None or parse_date(text).text == text
