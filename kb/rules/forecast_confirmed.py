"""A forecast, advice or praise of oneself is not confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.emit import to_plain
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

_WORDS = re.compile(
    r"\b(?:will(?! of\b)|shall|(?:is|are|was|were) (?:expected|planned|likely|hoped) to|expects? to"
    r"|hopes? to|plans? to|should (?:not )?be|would be (?:restored|back|able)"
    r"|minimal|quickly|swiftly|robust|safely|promptly|effective(?:ly)?)\b",
    re.IGNORECASE,
)

CODE = Code(
    "KB527", Severity.WARNING, "a confirmed claim that reads as a forecast, advice or praise",
    "What will be, what people should do and how well it went cannot be confirmed on the day on"
    " which it is said. Leave the claim reported, or say what was done: “The council says that it"
    " will …” is confirmed only as something that it announced.",
    "entities: [{id: council, org_kind: local-authority}]\n"
    "sources: [{id: notice, issuer: council, origin: primary}]\n"
    "participants: [{entity: council, role: victim, claims: [back]}]\n"
    "claims:\n"
    "  - {id: back, text: The forms will be back in May., asserted_by: council, cites: [notice],\n"
    "     status: confirmed, about: {predicate: services-disrupted}}",
    "entities: [{id: council, org_kind: local-authority}]\n"
    "sources: [{id: notice, issuer: council, origin: primary}]\n"
    "participants: [{entity: council, role: victim, claims: [back]}]\n"
    "claims:\n"
    "  - {id: back, text: The forms are back., asserted_by: council, cites: [notice],\n"
    "     status: confirmed, about: {predicate: services-disrupted}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield confirmed claims whose text speaks of what is to come, or praises."""
    for entry in kb.claims.values():
        if entry.authored_status != "confirmed" or entry.claim.ground is not None:
            continue
        found = _WORDS.search(to_plain(kb.prose[entry.record_id, (*entry.loc, "text")]))
        if found is not None:
            message = f"{quoted(entry.claim.id)} is confirmed, and says {quoted(found[0])}"
            hint = "leave it reported, or say what was done or decided"
            yield CODE.problem_at(claim_mark(kb, entry, "text"), message, hint)


RULE = Rule(CODE, check)
