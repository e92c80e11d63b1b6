# What may rightly be otherwise: an incident may go on after it was made public, and it may be over
# before anybody is told. So `resolved` is compared with its beginning and its discovery alone.
"""An incident begins, is discovered and is made public in that order, and ends after it began."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.rules.shared.days import is_before
from kb.rules.shared.entry import Rule

ORDER = (
    ("occurred", "discovered"), ("occurred", "disclosed"), ("discovered", "disclosed"),
    ("occurred", "resolved"), ("discovered", "resolved"),
)  # fmt: skip
"""Pairs of key dates: the first is never after the second."""

CODE = Code(
    "KB564", Severity.WARNING, "key dates out of order",
    "Nothing is discovered, made public or over before it began, and nothing is over before it was"
    " discovered. Mend a date; where somebody else made it public before those affected noticed,"
    " accept the finding with that reason.",
    "occurred: 2024-01-18\n"
    "disclosed: 2024-01-10",
    "occurred: 2024-01-18/2024-02-20\n"
    "discovered: 2024-01-19\n"
    "disclosed: 2024-02-10\n"
    "resolved: 2024-02-01",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield key dates that surely lie before one that comes first."""
    for incident in kb.incidents.values():
        seen: set[str] = set()
        for first, second in ORDER:
            start, end = getattr(incident, first), getattr(incident, second)
            if start is None or end is None or second in seen:
                continue
            if is_before(loose_bounds(end), loose_bounds(start)):
                seen.add(second)
                mark = kb.authored[incident.id].mark(second)
                message = f"`{second}` ({end.text}) lies before `{first}` ({start.text})"
                yield CODE.problem_at(mark, message, "mend one of the dates")


RULE = Rule(CODE, check)
