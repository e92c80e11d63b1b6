"""The EDTF profile: what is read, how it is bounded, sorted and shown."""

from __future__ import annotations

import datetime as dt
import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates import (
    DateError,
    EdtfDate,
    is_disjoint,
    loose_bounds,
    parse_date,
    show_date,
    show_short,
    sort_key,
)

READ = [
    ("2024", "year", "2024-01-01", "2024-12-31", "2024"),
    ("2024-01", "month", "2024-01-01", "2024-01-31", "January 2024"),
    ("2024-02", "month", "2024-02-01", "2024-02-29", "February 2024"),
    ("2024-01-18", "day", "2024-01-18", "2024-01-18", "18 January 2024"),
    ("2024-01-18~", "day", "2024-01-18", "2024-01-18", "c. 18 January 2024"),
    ("2024-01-18?", "day", "2024-01-18", "2024-01-18", "18 January 2024 (uncertain)"),
    ("2024-01-18%", "day", "2024-01-18", "2024-01-18", "c. 18 January 2024 (uncertain)"),
    ("2024-21", "season", "2024-03-01", "2024-05-31", "spring 2024"),
    ("2024-24", "season", "2024-12-01", "2025-02-28", "winter 2024–25"),
    ("2024-01-15/2024-01-18", "interval", "2024-01-15", "2024-01-18", "15–18 January 2024"),
    ("2023-12-30/2024-01-02", "interval", "2023-12-30", "2024-01-02",
     "30 December 2023 – 2 January 2024"),
    ("2018/..", "interval", "2018-01-01", None, "from 2018"),
    ("../2018", "interval", None, "2018-12-31", "until 2018"),
    ("2024-01-19T10:30:00Z", "moment", "2024-01-19", "2024-01-19", "19 January 2024, 10:30 UTC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "earliest", "latest", "shown"), READ)
def test_a_date_keeps_its_precision(
    text: str, precision: str, earliest: str, latest: str, shown: str
) -> None:
    """A date is as precise as it was written, has the right bounds, and reads in British words."""
    date = parse_date(text)
    assert date.precision == precision
    assert date.text == text
    assert (date.earliest and date.earliest.isoformat()) == earliest
    assert (date.latest and date.latest.isoformat()) == latest
    assert show_date(date) == shown


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("18/01/2024", "write 2024-01-18"),
        ("01/18/2024", "write 2024-01-18"),
        ("18 January 2024", "write 2024-01-18"),
        ("January 18, 2024", "write 2024-01-18"),
        ("Jan 2024", "write 2024-01"),
        ("2024/01/18", "write 2024-01-18"),
        ("20240118", "write 2024-01-18"),
        ("2024-1-8", "write 2024-01-08"),
        ("c. 2024", "write 2024~"),
        ("~2024-01", "write 2024-01~"),
        ("2024-01-15 to 2024-01-18", "write 2024-01-15/2024-01-18"),
        ("2024-01-18/2024-01-15", "write 2024-01-15/2024-01-18"),
        ("2024-02-30", "February 2024 has 29 days; write 2024-02 if unsure"),
        ("2024-13", "months are 01 to 12, seasons 21 to 24"),
        ("unknown", "leave the key out"),
        ("2024-01-18T10:00", "write 2024-01-18T10:00Z, or +01:00 for Z"),
        ("2024-01-XX", "write 2024-01"),
        ("2018/", "write .. for it: 2018/.."),
        ("soon", "write it like 2024-01-18, 2024-01 or 2024"),
    ],
)
def test_a_misread_date_says_what_to_write(text: str, hint: str) -> None:
    """Dates as people write them are refused with the right way to write that very date."""
    with pytest.raises(DateError) as found:
        parse_date(text)
    assert found.value.hint == hint


def test_an_open_date_stands_at_the_end_it_has() -> None:
    """What is open at its start stands at its end, what is open at its end at its start."""
    texts = ["2024-01-18", "../2018", "2018/..", "2018", "2024"]
    ordered = sorted((parse_date(text) for text in texts), key=sort_key)
    assert [date.text for date in ordered] == ["2018/..", "2018", "../2018", "2024", "2024-01-18"]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2024-01-18", "2024-01", False),
        ("2024-01-18", "2024-02", True),
        ("2024-01-15/2024-01-18", "2024-01-18~", False),
        ("../2018", "2017", False),
        ("2019/..", "2018", True),
    ],
)
def test_dates_differ_only_if_their_bounds_are_disjoint(one: str, two: str, expected: bool) -> None:
    """A month and a day in it do not contradict each other."""
    assert is_disjoint(parse_date(one), parse_date(two)) is expected
    assert is_disjoint(parse_date(two), parse_date(one)) is expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-01-18", "2024-01-18", "2024-01-18"),
        ("2024-01-18~", "2024-01-15", "2024-01-21"),
        ("2024-01-18?", "2024-01-15", "2024-01-21"),
        ("2024-01-18%", "2024-01-15", "2024-01-21"),
        ("2024-01-19T10:30:00Z", "2024-01-19", "2024-01-19"),
        ("2024-02~", "2024-01-17", "2024-03-15"),
        ("2024-21?", "2024-01-31", "2024-06-30"),
        ("2024-24~", "2024-11-01", "2025-03-30"),
        ("2024~", "2023-07-03", "2025-07-01"),
        ("2024-01-15~/2024-01-18", "2024-01-12", "2024-01-18"),
        ("2024-01-15/2024-02?", "2024-01-15", "2024-03-15"),
        ("2024-01-15/2024-01-18", "2024-01-15", "2024-01-18"),
        ("2018~/..", "2017-07-03", None),
        ("../2018?", None, "2019-07-01"),
        ("../2018", None, "2018-12-31"),
        ("9999-12-30~", "9999-12-27", "9999-12-31"),
        ("9999~", "9998-07-03", "9999-12-31"),
    ],
)
def test_a_date_in_doubt_reaches_further(text: str, first: str | None, last: str | None) -> None:
    """Doubt widens a date by its precision, an interval at its marked ends only."""
    bounds = loose_bounds(parse_date(text))
    assert tuple(day and day.isoformat() for day in bounds) == (first, last)


def test_no_date_reaches_before_the_calendar() -> None:
    """What would lie before the first day that can be named is that day."""
    first = EdtfDate("0001~", "year", dt.date.min, dt.date(1, 12, 31), is_approximate=True)
    assert loose_bounds(first) == (dt.date.min, dt.date(2, 7, 1))


DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])
SIMPLE = st.one_of(
    st.builds(lambda day, mark: day.isoformat() + mark, DAYS, MARKS),
    st.builds(lambda day, mark: day.isoformat()[:7] + mark, DAYS, MARKS),
    st.builds(lambda day, mark: day.isoformat()[:4] + mark, DAYS, MARKS),
    st.builds(lambda day, season: f"{day.year}-{season}", DAYS, st.integers(21, 24)),
)
INTERVALS = st.builds(
    lambda one, two: "/".join(sorted((one.isoformat(), two.isoformat()))), DAYS, DAYS
)


@given(st.one_of(SIMPLE, INTERVALS))
@settings(max_examples=200, deadline=None)
def test_bounds_are_in_order_and_text_is_kept(text: str) -> None:
    """Every date of the profile keeps its text, and its earliest day is not after its latest."""
    date = parse_date(text)
    assert date.text == text
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= date.latest
    for day in (date.earliest, date.latest):
        assert not is_disjoint(date, parse_date(day.isoformat()))
    assert show_date(date)
    assert len(show_short(date)) <= len(show_date(date))


def _oracle(text: str) -> tuple[dt.date, dt.date]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf

        parsed = edtf.parse_edtf(text)
        return tuple(  # type: ignore[return-value]
            dt.date(*time.struct_time(bound)[:3])
            for bound in (parsed.lower_strict(), parsed.upper_strict())
        )


@given(st.one_of(SIMPLE.filter(lambda text: text[5:7] not in ("21", "22", "23", "24")), INTERVALS))
@settings(max_examples=60, deadline=None)
def test_bounds_agree_with_the_edtf_library(text: str) -> None:
    """The library `edtf`, which is too slow to build with, reads the same bounds."""
    date = parse_date(text)
    assert (date.earliest, date.latest) == _oracle(text)


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_parser(text: str) -> None:
    """Whatever is typed is a date, or an error with a hint."""
    try:
        date: EdtfDate | DateError = parse_date(text)
    except DateError as error:
        date = error
    assert isinstance(date, EdtfDate) or (str(date) and date.hint)


@pytest.mark.parametrize(
    "text",
    ["\u017feptember 2024", "1 \u017fept 2024", "\u017fpring 2024", "1 - " * 5000, "x" * 101],
)
def test_odd_spellings_of_dates_are_no_dates(text: str) -> None:
    """A long s where case does not count, and ranges in ranges, are refused like any other text."""
    with pytest.raises(DateError):
        parse_date(text)
