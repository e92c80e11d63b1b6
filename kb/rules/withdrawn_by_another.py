"""A statement is withdrawn by whoever said it, or by the outlet that carried it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.rules.shared.said import keys_of_sayers

CODE = Code(
    "KB548", Severity.ERROR, "a claim withdrawn by somebody who did not say it",
    "`retracted` means that whoever said it took it back, or that the outlet which carried it took"
    " it out. When somebody else says that it is wrong, it is disputed; when evidence shows that,"
    " it is `refuted`.",
    "entities: [{id: firm}, {id: record, org_kind: media}]\n"
    "sources:\n"
    "  - {id: article, issuer: record, issued: 2024-01-19}\n"
    "  - {id: reply, issuer: firm, issued: 2024-02-13}\n"
    "claims:\n"
    "  - {id: blame, asserted_by: record, cites: [article],\n"
    "     history: [{date: 2024-02-13, status: retracted, by: firm, cites: [reply]}]}",
    "entities: [{id: firm}, {id: record, org_kind: media}]\n"
    "sources:\n"
    "  - {id: article, issuer: record, issued: 2024-01-19}\n"
    "  - {id: reply, issuer: firm, issued: 2024-02-13}\n"
    "claims:\n"
    "  - {id: blame, asserted_by: record, cites: [article],\n"
    "     history: [{date: 2024-02-13, status: retracted, by: record, cites: [reply]}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are said to be withdrawn by somebody who neither said nor carried them."""
    for entry in kb.claims.values():
        for index, change in enumerate(entry.claim.history):
            if change.status != "retracted" or change.by is None:
                continue
            if kb.judge.bodies.of_entity(change.by).isdisjoint(keys_of_sayers(kb, entry)):
                name = quoted(entry.claim.id)
                message = f"{quoted(change.by)} withdrew {name}, and never said it"
                hint = "name who took it back; if nobody did, it is `refuted` or `disputed`"
                yield CODE.problem_at(claim_mark(kb, entry, "history", index, "by"), message, hint)


RULE = Rule(CODE, check)
