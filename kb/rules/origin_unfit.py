"""The origin of a source fits its lineage and its kind."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import source_name
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB523", Severity.WARNING, "an origin that does not fit",
    "A copy is never primary; an aggregator is tertiary.",
    "sources: [{id: digest, kind: aggregator, origin: secondary}]\n"
    "claims: [{id: c}]",
    "sources: [{id: digest, kind: aggregator, origin: tertiary}]\n"
    "claims: [{id: c}]",
)  # fmt: skip

_HINT = "write `origin: tertiary`"


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources whose origin does not fit their lineage or kind."""
    for key, source in kb.sources.items():
        mark = kb.authored[source_name(key)].mark("origin")
        is_copy = any(step.extent == "whole" for step in source.derived_from)
        if source.origin == "primary" and is_copy:
            message = f"{quoted(key)} is primary, but derives whole from another source"
            yield CODE.problem_at(mark, message, _HINT)
        if source.kind == "aggregator" and source.origin != "tertiary":
            message = f"{quoted(key)} is an aggregator, but its origin is {source.origin}"
            yield CODE.problem_at(mark, message, _HINT)


RULE = Rule(CODE, check)
