"""A key date, the date of an event and the end of a service are ones that their claims give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import DateError, EdtfDate, loose_bounds, parse_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import Span
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.dated import event_dates, key_dates, service_ends
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named
from kb.vocab.claims import DATE_PREDICATES

CODE = Code(
    "KB520", Severity.ERROR, "a date that none of its claims gives",
    "A key date, the date of an event and the end of a service stand in a claim behind them: as"
    " what it speaks of (`occurred`), as its value, or as the day on which it was said or put out."
    " Write `occurred` on the claim that gives it, or mend the date.",
    "sources: [{id: paper, issued: 2024-01-19}]\n"
    "claims: [{id: away, cites: [paper], asserted: 2024-01-19}]\n"
    "events: [{id: offline, date: 2023-11-02, type: containment, title: Offline, claims: [away]}]",
    "sources: [{id: paper, issued: 2024-01-19}]\n"
    "claims: [{id: away, cites: [paper], asserted: 2024-01-19, occurred: 2023-11}]\n"
    "events: [{id: offline, date: 2023-11-02, type: containment, title: Offline, claims: [away]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield dates that no claim or source behind them gives."""
    for incident in kb.incidents.values():
        for item in (*key_dates(incident), *event_dates(incident), *service_ends(incident)):
            entries = claims_named(kb, incident.id, item.claims)
            spans = [span for entry in entries for span in _given(kb, entry)]
            if (
                item.cites
                or not entries
                or any(_meet(loose_bounds(item.date), span) for span in spans)
            ):
                continue
            mark = kb.authored[incident.id].mark(*item.loc)
            message = f"no claim of {quoted(item.name)} gives {item.date.text}"
            hint = "write `occurred` on the claim that gives it, or mend the date"
            yield CODE.problem_at(mark, message, hint)


def _given(kb: KnowledgeBase, entry: ClaimEntry) -> Iterator[Span]:
    """Yield the dates that a claim gives: what it speaks of, says, and when it was said."""
    claim = entry.claim
    dates: list[EdtfDate | None] = [claim.occurred, entry.asserted]
    dates += [kb.sources[cite.source].issued for cite in claim.cites]
    if claim.about is not None and claim.about.predicate in DATE_PREDICATES:
        dates += _values(claim.about.value, claim.about.min, claim.about.max)
    for date in dates:
        if date is not None:
            yield loose_bounds(date)


def _values(*values: object) -> Iterator[EdtfDate]:
    for value in values:
        try:
            yield parse_date(str(value))
        except DateError:
            continue


def _meet(one: Span, other: Span) -> bool:
    """Return whether two spans share a day."""
    return _reaches(one[0], other[1]) and _reaches(other[0], one[1])


def _reaches(first: dt.date | None, last: dt.date | None) -> bool:
    return first is None or last is None or first <= last


RULE = Rule(CODE, check)
