"""House rules about disputes."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import problem_at
from kb.index import KnowledgeBase
from kb.problems import Problem, quoted
from kb.vocab.claims import DEPRECATED_STATUSES


def check_disputes(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield disputes whose outcome does not fit what they say."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        authored = kb.authored[entry.record_id]
        for index, side in enumerate(entry.sides):
            for place, ref in enumerate(side.claims if side.holds else ()):
                if kb.claims[ref].status in DEPRECATED_STATUSES:
                    mark = authored.mark(*entry.loc, "sides", index, "claims", place)
                    message = f"{quoted(ref.split('#')[1])} holds, but is {kb.claims[ref].status}"
                    yield problem_at(mark, "KB531", message, "mend its status or take it out")
        if not entry.question.rstrip().endswith("?"):
            message = f"{quoted(entry.question)} is no question"
            yield problem_at(
                authored.mark(*entry.loc, "question"), "KB514", message, "end it with ?"
            )


RULES = (check_disputes,)
