"""A key date, the date of an event and the end of a service are ones that their claims give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kb.codes.entry import Code
from kb.dates import DateError, EdtfDate, loose_bounds, parse_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import Span
from kb.model.incidents import BodyFacts, Incident
from kb.model.walk import Loc
from kb.problems import Problem, Severity, quoted
from kb.rules.entry import Rule
from kb.vocab.claims import DATE_PREDICATES

KEY_DATES = ("occurred", "discovered", "disclosed", "resolved")

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


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date, what it is the date of, and the claims behind it."""

    loc: Loc
    name: str
    date: EdtfDate
    claims: tuple[str, ...]


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield dates that no claim or source behind them gives."""
    for incident in kb.incidents.values():
        for item in (*_key_dates(incident), *_dates_of_parts(incident)):
            entries = [kb.claims[ref] for ref in (f"{incident.id}#{local}" for local in item.claims)
                       if ref in kb.claims]  # fmt: skip
            spans = [span for entry in entries for span in _given(kb, entry)]
            if not entries or any(_meet(loose_bounds(item.date), span) for span in spans):
                continue
            mark = kb.authored[incident.id].mark(*item.loc)
            message = f"no claim of {quoted(item.name)} gives {item.date.text}"
            hint = "write `occurred` on the claim that gives it, or mend the date"
            yield CODE.problem_at(mark, message, hint)


def _key_dates(incident: Incident) -> Iterator[_Dated]:
    facts: list[tuple[Loc, Incident | BodyFacts]] = [((), incident)]
    facts += [(("per_body", index), item) for index, item in enumerate(incident.per_body)]
    for loc, item in facts:
        for key in KEY_DATES:
            if (date := getattr(item, key)) is not None:
                yield _Dated((*loc, key), key, date, getattr(item.basis, key))


def _dates_of_parts(incident: Incident) -> Iterator[_Dated]:
    for index, event in enumerate(incident.events):
        if not event.cites:
            yield _Dated(("events", index, "date"), event.id, event.date, event.claims)
    for index, service in enumerate(incident.services):
        if service.end is not None and not service.cites:
            loc = ("services", index, "end")
            yield _Dated(loc, "services", service.end, service.claims)


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
