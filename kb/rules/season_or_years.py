"""A season whose number is also the last digits of the next year says which of the two it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kb.codes.entry import Code
from kb.dates import DateError, EdtfDate, YearPair, parse_date, read_year_pair, show_date
from kb.index import KnowledgeBase
from kb.model.base import Record
from kb.model.claims import About
from kb.model.walk import Loc, iter_instances
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.vocab.claims import DATE_PREDICATES

CODE = Code(
    "KB541", Severity.WARNING, "a season that may be meant as a financial year or as two years",
    "By the notation 2023-24 is a winter, and 2022-23 an autumn; many write a financial year, or"
    " two years, in just these signs. Write what you mean as an interval.",
    "claims:\n"
    "  - {id: c, asserted: 2023-24}",
    "claims:\n"
    "  - {id: year, asserted: 2023-04/2024-03}\n"
    "  - {id: years, asserted: 2023/2024}\n"
    "  - {id: winter, asserted: 2023-12/2024-02}\n"
    "  - {id: other-winter, asserted: 2022-24}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield every date, or end of an interval, that reads as a season and looks like two years."""
    for authored in kb.authored.values():
        for loc, date in _iter_dates(authored.record):
            for end in (date.start, date.end) if date.precision == "interval" else (date,):
                pair = read_year_pair(end) if end is not None else None
                if end is not None and pair is not None:
                    message = f"{quoted(end.text)} is {show_date(end)}, and looks like two years"
                    yield CODE.problem_at(authored.mark(*loc), message, _hint(end, pair))


def _hint(date: EdtfDate, pair: YearPair) -> str:
    season = show_date(date).split(" (")[0]
    return (
        f"write {pair.season} for {season}, {pair.financial_year} for the financial year,"
        f" {pair.years} for the two years"
    )


def _iter_dates(record: Record) -> Iterator[tuple[Loc, EdtfDate]]:
    for loc, part in iter_instances(record, EdtfDate, About):
        if isinstance(part, EdtfDate):
            yield loc, part
        elif part.predicate in DATE_PREDICATES:
            with suppress(DateError):
                yield (*loc, "value"), parse_date(str(part.value))


RULE = Rule(CODE, check)
