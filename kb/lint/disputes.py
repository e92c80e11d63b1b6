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
        if entry.outcome == "settled" and not entry.holds:
            message = f"the dispute {quoted(entry.dispute.id)} is settled, but nothing holds"
            hint = "name the claims that held in `holds`, or write `outcome: open`"
            yield problem_at(authored.mark(*entry.loc, "outcome"), "KB512", message, hint)
        for index, ref in enumerate(entry.holds):
            mark = authored.mark(*entry.loc, "holds", index)
            if ref not in entry.claims:
                message = f"{quoted(ref.split('#')[1])} holds, but is no claim of the dispute"
                yield problem_at(mark, "KB513", message, "add it to `claims`")
            elif ref in kb.claims and kb.claims[ref].status in DEPRECATED_STATUSES:
                message = f"{quoted(ref.split('#')[1])} holds, but is {kb.claims[ref].status}"
                yield problem_at(mark, "KB531", message, "mend its status or take it out")
        if not entry.question.rstrip().endswith("?"):
            message = f"{quoted(entry.question)} is no question"
            yield problem_at(
                authored.mark(*entry.loc, "question"), "KB514", message, "end it with ?"
            )


RULES = (check_disputes,)
