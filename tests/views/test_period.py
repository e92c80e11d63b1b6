"""A period is said in words that fit together, whatever is open about its bounds."""

from __future__ import annotations

import pytest

from kb.dates import parse_date
from kb.views.period import show_period


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2018~", "../2020", "c. 2018 to 2020 or before"),
        ("../2018", "2020", "2018 or before to 2020"),
        ("2018/..", "2020/..", "2018 or later to 2020 or later"),
        ("2018/..", None, "since 2018 or later"),
        ("../2018", None, "since 2018 or before"),
        (None, "../2020", "until 2020 or before"),
        (None, "2020/..", "until 2020 or later"),
        ("2018-01", "2020", "January 2018 to 2020"),
        ("2018", "2018", "2018"),
        (None, None, None),
    ],
)
def test_a_period_reads_as_one_phrase(
    start: str | None, end: str | None, shown: str | None
) -> None:
    """No bound brings its own “from” or “until” into a period that has one."""
    dates = [parse_date(text) if text else None for text in (start, end)]
    assert show_period(dates[0], dates[1]) == shown
