# Dates as people know them: a year, a month, a day, "about then", "until then". This room knows the
# EDTF profile (ISO 8601-2), how a date is read out in British English, and how people write dates
# otherwise. It knows no record and no clock.
"""Dates that keep their precision: parse, compare and show them."""

from kb.dates.bounds import is_disjoint, known_from, loose_bounds, sort_key
from kb.dates.parse import parse_date
from kb.dates.show import show_date, show_day, show_short
from kb.dates.spans import YearPair, read_year_pair
from kb.dates.value import DateError, EdtfDate, WholeDay

__all__ = [
    "DateError",
    "EdtfDate",
    "WholeDay",
    "YearPair",
    "is_disjoint",
    "known_from",
    "loose_bounds",
    "parse_date",
    "read_year_pair",
    "show_date",
    "show_day",
    "show_short",
    "sort_key",
]
