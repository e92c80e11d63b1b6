"""A source is here because something cites it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import source_name
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB509", Severity.WARNING, "a source that nothing cites",
    "A bibliography is no list of links: a source is here because it carries something.",
    "sources: [{id: paper}]",
    "sources: [{id: paper}]\n"
    "claims: [{id: c, cites: [paper]}]",
    needs_all=True,
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that nothing cites, and from which none derives."""
    derived = {step.source for source in kb.sources.values() for step in source.derived_from}
    for key in kb.sources:
        if key not in kb.source_uses and key not in derived:
            mark = kb.authored[source_name(key)].mark("id")
            message = f"nothing cites the source {quoted(key)}"
            hint = "cite it where it carries a fact, or remove it"
            yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
