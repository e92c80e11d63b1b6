"""That an incident is confirmed rests on more than an allegation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named
from kb.vocab.claims import DEPRECATED_STATUSES, UNPROVEN_ACTS

CODE = Code(
    "KB568", Severity.WARNING, "an incident confirmed by allegations alone",
    "`determination: confirmed` says that the body concerned or an authority says so. Name a claim"
    " in its basis that still stands and was not only alleged, inferred or speculated, or write"
    " `suspected`.",
    "determination: confirmed\n"
    "basis: {determination: [post]}\n"
    "claims:\n"
    "  - {id: post, speech_act: alleged}",
    "determination: confirmed\n"
    "basis: {determination: [post, admitted]}\n"
    "claims:\n"
    "  - {id: post, speech_act: alleged}\n"
    "  - {id: admitted, speech_act: confirmed}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield confirmed incidents without a claim that stands and says so as a fact."""
    for incident in kb.incidents.values():
        basis = incident.basis.determination
        if incident.determination != "confirmed" or not basis:
            continue
        entries = claims_named(kb, incident.id, basis)
        carries = any(
            entry.claim.speech_act not in UNPROVEN_ACTS and entry.status not in DEPRECATED_STATUSES
            for entry in entries
        )
        if entries and not carries:
            mark = kb.authored[incident.id].mark("basis", "determination")
            message = (
                "the incident is confirmed, but its basis holds nothing firm that still stands"
            )
            yield CODE.problem_at(mark, message, "name a claim that does, or write `suspected`")


RULE = Rule(CODE, check)
