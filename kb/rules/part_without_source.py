"""Every part of an incident says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.walk import value_of
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB506", Severity.WARNING, "an event, participant, service or impact without a source",
    "Everything on a page says where it comes from: by claims, or by its own cites.",
    "events: [{id: fixed, date: 2024-02-05, type: recovery, title: Services back}]",
    "claims: [{id: back}]\n"
    "events: [{id: fixed, date: 2024-02-05, type: recovery, title: Services back,"
    " claims: [back]}]",
)  # fmt: skip

_CARRIED = "add `claims` or `cites`"
_SEARCHED = "; where nothing was found, say in `searched` where you looked"


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield events, participants, services and impacts that rest on nothing."""
    for incident in kb.incidents.values():
        authored = kb.authored[incident.id]
        for part in ("events", "participants", "services", "impacts"):
            for index, item in enumerate(getattr(incident, part)):
                if not item.claims and not item.cites and not value_of(item, "searched"):
                    name = getattr(item, "id", None) or getattr(item, "entity", part)
                    message = f"{quoted(name)} in `{part}` names neither claims nor cites"
                    mark = authored.mark(part, index)
                    hint = _CARRIED + (_SEARCHED if part == "impacts" else "")
                    yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
