"""The EDTF profile: what is read, how it is bounded, sorted and shown."""

from __future__ import annotations

import datetime as dt
import re
import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates import (
    DateError,
    EdtfDate,
    YearPair,
    is_disjoint,
    loose_bounds,
    parse_date,
    read_year_pair,
    show_date,
    show_short,
    sort_key,
)
from tests.looking import looked_at

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
    ("../2018", "interval", None, "2018-12-31", "by 2018"),
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


FINANCIAL = "write 2023-04/2024-03 for the financial year, 2023/2024 for the two years"


@pytest.mark.parametrize("text", ["2023/24", "2023-2024", "2023–24", "2023 – 2024", "c. 2023/24"])
def test_two_years_in_short_are_asked_about(text: str) -> None:
    """A year with the next one may be a financial year or two years, and is never a winter."""
    with pytest.raises(DateError, match="financial year or two years") as found:
        parse_date(text)
    assert found.value.hint == FINANCIAL


NAMED = [
    ("2024-25", "write 2024-04/2025-03 for the financial year, 2024/2025 for the two years"),
    ("1999/00", "write 1999-04/2000-03 for the financial year, 1999/2000 for the two years"),
    ("2009/10", "write 2009-04/2010-03 for the financial year, 2009/2010 for the two years,"
     " 2009-10 for October 2009"),
    ("FY 2023/24", "write 2023-04/2024-03"),
    ("2023-24 financial year", "write 2023-04/2024-03"),
    ("academic year 2023/24", "write 2023-09/2024-08"),
    ("FY2024", "write 2023-04/2024-03 for the year to March 2024, 2024-04/2025-03 for the year"
     " from April 2024"),
    ("2019/22", "write 2019/2022"),
    ("2018-2020", "write 2018/2020"),
    ("2024-01/02", "write 2024-01/2024-02"),
    ("2024-12/01", "write 2024-12/2025-01"),
    ("2024-01-15/18", "write 2024-01-15/2024-01-18"),
    ("2024-01-30/02", "write 2024-01-30/2024-02-02"),
    ("2024-01-15/02-03", "write 2024-01-15/2024-02-03"),
    ("15–18 January 2024", "write 2024-01-15/2024-01-18"),
    ("20240", "write a year of four digits, like 2024-01-18"),
    ("12024-01-01", "write a year of four digits, like 2024-01-18"),
    ("-0044", "write a year from 1000 to 9999"),
    ("44 BC", "write a year from 1000 to 9999"),
    ("2020s", "write 2020/2029"),
    ("late 1990s", "write 1997/1999"),
    ("202X", "write 2020/2029"),
    ("20XX", "write 2000/2099"),
    ("mid-January", "write the year too, like 2024-01-18, 2024-01 or 2024-01~"),
    ("Thursday 18 January", "write the year too, like 2024-01-18, 2024-01 or 2024-01~"),
    ("mid-January 2024", "write 2024-01-11/2024-01-20, or 2024-01~"),
    ("end of February 2024", "write 2024-02-21/2024-02-29, or 2024-02~"),
    ("early 2024", "write 2024-01/2024-04, or 2024~"),
    ("2024-Q1", "write 2024-01/2024-03"),
    ("Q4 2024", "write 2024-10/2024-12"),
    ("second half of 2024", "write 2024-07/2024-12"),
    ("2024-34", "write 2024-04/2024-06"),
    ("2024-W03", "write 2024-01-15/2024-01-21"),
    ("2024-366", "write 2024-12-31"),
    ("2024-01-18~?", "write 2024-01-18%"),
    ("2024-01?~", "write 2024-01%"),
    ("2024-01-18 ?", "write 2024-01-18?"),
    ("2024?-01-18", "write 2024-01-18?"),
    ("?2024", "write 2024?"),
    ("03/04/2024", "write 2024-04-03 for 3 April, 2024-03-04 for 4 March"),
    ("03/04/2024~", "write 2024-04-03 for 3 April, 2024-03-04 for 4 March"),
    ("05/05/2024", "write 2024-05-05"),
    ("3.4.2024", "write 2024-04-03"),
    ("03/04/24", "write year-month-day, with all four digits of the year"),
    ("2024-00", "write 2024 where the month is not known"),
    ("until 2018", "write ../2018"),
    ("after 2024-01-31", "write 2024-02-01/.."),
    ("last week", "write the day itself, like 2024-01-18"),
    ("2020 to 2018", "write 2018/2020"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hint"), NAMED)
def test_each_other_way_to_write_a_date_has_its_own_hint(text: str, hint: str) -> None:
    """A decade, a quarter, a part of a month, a doubled mark: each is told what it is."""
    with pytest.raises(DateError) as found:
        parse_date(text)
    assert found.value.hint == hint or found.value.hint.startswith(f"{hint},")
    assert str(found.value) != "is no date"


@pytest.mark.parametrize("text", [text for text, hint in NAMED if re.search("[0-9]", hint)])
def test_what_a_hint_says_to_write_can_be_read(text: str) -> None:
    """Nobody is sent from one refusal into the next: every date in a hint is a date."""
    with pytest.raises(DateError) as found:
        parse_date(text)
    words = [word.strip(",") for word in found.value.hint.split()]
    for date in looked_at(word for word in words if re.match(r"[0-9]{4}|\.\./", word)):
        assert parse_date(date)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2024-01-18/2024-01",
         "write 2024-01-18/2024-01-31 for all of it, 2024-01 if no more is known than that"),
        ("2024-01/2024-01-18",
         "write 2024-01-01/2024-01-18 for all of it, 2024-01 if no more is known than that"),
        ("2024/2024-01", "write 2024-01 for all of it, 2024 if no more is known than that"),
        ("2023-24/2024", "write 2023-12/2024-12 for all of it, 2024 if no more is known than that"),
        ("2024-01-18~/2024-01-18", "write 2024-01-18~"),
        ("2024-01~/2024-01?", "write 2024-01%"),
        ("2024-02-05/2024-01", "write 2024-01/2024-02-05"),
    ],
)  # fmt: skip
def test_the_ends_of_an_interval_are_apart(text: str, hint: str) -> None:
    """An interval whose end may lie before its start is refused with what can be meant."""
    with pytest.raises(DateError) as found:
        parse_date(text)
    assert found.value.hint == hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-24", YearPair("2023-12/2024-02", "2023-04/2024-03", "2023/2024")),
        ("2020-21~", YearPair("2020-03~/2020-05~", "2020-04~/2021-03~", "2020~/2021~")),
        ("2022-24", None),
        ("2025-23", None),
        ("2011-12", None),
        ("2023/2024", None),
    ],
)
def test_a_season_that_looks_like_two_years_is_known(text: str, expected: YearPair | None) -> None:
    """2023-24 is a winter by the profile and a financial year to many; 2022-24 is no such case."""
    pair = read_year_pair(parse_date(text))
    assert pair == expected
    if pair is not None:
        spans = (pair.season, pair.financial_year, pair.years)
        assert {parse_date(span).precision for span in spans} == {"interval"}


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


TOKENS = st.sampled_from(
    [*"0123456789-/.~?% ", "2024", "2023", "24", "-01", " to ", " – ", "January", "mid-", "c. ",
     "Q1", "FY", "until ", "'s", "XX", "..", "W03", "BC", "1 - ", "T10:00", "Z", "²", "٣"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=30), st.lists(TOKENS, max_size=12).map("".join)))
@settings(max_examples=500, deadline=None)
def test_no_text_crashes_the_parser(text: str) -> None:
    """Whatever is typed is a date, or an error with a hint."""
    try:
        date: EdtfDate | DateError = parse_date(text)
    except DateError as error:
        date = error
    assert isinstance(date, EdtfDate) or (str(date) and date.hint)


@pytest.mark.parametrize(
    "text",
    [
        "c. 1 - " * 14,
        "mid-1 to " * 11,
        "from 1 to " * 10,
        "\u017feptember 2024",
        "1 \u017fept 2024",
        "\u017fpring 2024",
        "1 - " * 5000,
        "x" * 101,
    ],
)
def test_odd_spellings_of_dates_are_no_dates(text: str) -> None:
    """A long s where case does not count, and ranges in ranges, are refused like any other text."""
    with pytest.raises(DateError):
        parse_date(text)
