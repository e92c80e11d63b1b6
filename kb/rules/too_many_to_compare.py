"""Claims about one property are few enough to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.rules.shared.told import MOST_COMPARED, groups_of_one_property, may_differ

CODE = Code(
    "KB535", Severity.WARNING,
    f"more than {MOST_COMPARED} live claims about one property of one subject",
    f"Each would be compared with each other: only the first {MOST_COMPARED} are, and a"
    " contradiction among the rest goes unseen. Say it in fewer claims, or mark those that fell.",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield the first claim of each group that is compared with none."""
    for group in groups_of_one_property(kb, at_least=MOST_COMPARED + 1):
        for pairs in group.values():
            if len(pairs) <= MOST_COMPARED or not may_differ(pairs):
                continue
            entry, said = pairs[MOST_COMPARED]
            message = (
                f"{len(pairs):,} claims give a value to {said.predicate} of {said.subject}:"
                f" only the first {MOST_COMPARED} are compared"
            )
            mark = claim_mark(kb, entry, "about")
            yield CODE.problem_at(mark, message, "say less of it here, or in fewer claims")


RULE = Rule(CODE, check)
