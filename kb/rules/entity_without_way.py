"""Something leads to every entity."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB510", Severity.WARNING, "an entity that nothing leads to",
    "A page nobody can reach helps nobody.",
    "entities: [{id: acme}]",
    "entities: [{id: acme}]\n"
    "claims: [{id: c}]\n"
    "participants: [{entity: acme, role: supplier, claims: [c]}]",
    needs_all=True,
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entities that no other record leads to."""
    leading = {link.source_id for links in kb.backlinks.values() for link in links}
    issuers = {source.issuer for source in kb.sources.values()}
    for name in kb.entities:
        if name not in kb.backlinks and name not in leading and name not in issuers:
            message = f"nothing leads to {quoted(name)}"
            hint = "name it where it acts, or remove the record"
            yield CODE.problem_at(kb.authored[name].mark("id"), message, hint)


RULE = Rule(CODE, check)
