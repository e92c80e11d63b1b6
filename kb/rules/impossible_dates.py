"""Nothing happened, was said or was seen after the record was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import EdtfDate, loose_bounds
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.model.walk import Loc, iter_instances, value_of
from kb.problems import Problem, Severity
from kb.rules.shared.entry import Rule
from kb.validate.authored import Authored

CODE = Code(
    "KB599", Severity.ERROR, "a date that cannot be",
    "What happened, was said or was seen is not later than `updated`, the day on which the record"
    " was last written; what is planned or foretold may be. A source is not read, archived,"
    " corrected or taken back before it was issued.",
    "updated: 2026-11-25\n"
    "disclosed: 2099-01-19\n"
    "basis: {disclosed: [c]}\n"
    "claims: [{id: c}]",
    "updated: 2026-11-25\n"
    "disclosed: 2026-11-19\n"
    "basis: {disclosed: [c]}\n"
    "claims: [{id: c}]\n"
    "events:\n"
    "  - {id: back, date: 2027, type: recovery, title: Forms, claims: [c], status: planned}",
)  # fmt: skip

_AHEAD = frozenset({"occurred", "end", "resolved"})
"""Keys that may lie ahead: what a claim foretells, and periods that go on."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield dates after the record was written, and of sources before they were issued."""
    for authored in kb.authored.values():
        record = authored.record
        if isinstance(record, Source):
            yield from _of_source(authored, record)
        elif record.updated is not None:
            yield from _later(authored, record.updated.latest)


def _later(authored: Authored, written: dt.date) -> Iterator[Problem]:
    for loc, date in iter_instances(authored.record, EdtfDate):
        first = loose_bounds(date)[0]
        if first is None or first <= written or _may_lie_ahead(authored, loc):
            continue
        message = f"{date.text} is later than `updated` ({written})"
        hint = "mend the date, or move `updated`"
        yield CODE.problem_at(authored.mark(*loc), message, hint)


def _may_lie_ahead(authored: Authored, loc: Loc) -> bool:
    key = loc[-1]
    if loc[0] == "events":
        return value_of(authored.record, "events")[loc[1]].status not in {"occurred", "ongoing"}
    return len(loc) > 1 and key in _AHEAD


def _of_source(authored: Authored, source: Source) -> Iterator[Problem]:
    issued = loose_bounds(source.issued)[0] if source.issued is not None else None
    if issued is None:
        return
    for loc, date in iter_instances(source, EdtfDate):
        last = loose_bounds(date)[1]
        if last is not None and last < issued and loc[0] not in {"issued", "created"}:
            message = f"{date.text} is before the page was issued ({source.issued})"
            mark = authored.mark(*loc)
            yield CODE.problem_at(mark, message, "mend one of the two dates")


RULE = Rule(CODE, check)
