"""A record is looked at once a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import DayRule

CODE = Code(
    "KB590", Severity.INFO, "a record not reviewed for a year",
    "Depends on today's date, so it never fails a build.",
    "last_reviewed: 2023-01-01",
    "last_reviewed: 2026-11-24",
)  # fmt: skip

_DAYS = 365


def check(kb: KnowledgeBase, today: dt.date) -> Iterator[Problem]:
    """Yield records whose last review is too long ago on the day `today`."""
    for authored in kb.authored.values():
        day = authored.record.last_reviewed
        if day is not None and (today - day.earliest).days > _DAYS:
            message = f"{quoted(authored.record.id)} was last reviewed on {day.text}"
            mark = authored.mark("last_reviewed")
            yield CODE.problem_at(mark, message, "check it against its sources")


RULE = DayRule(CODE, check)
