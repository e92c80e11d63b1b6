"""House rules about sources: use, lineage, archive."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import problem_at
from kb.index import KnowledgeBase
from kb.problems import Problem, quoted
from kb.prose.urls import WAYBACK, normalise_url


def check_used(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that nothing cites."""
    derived = {step.source for source in kb.sources.values() for step in source.derived_from}
    for key in kb.sources:
        if key not in kb.source_uses and key not in derived:
            mark = kb.authored[f"@{key}"].mark("id")
            message = f"nothing cites the source {quoted(key)}"
            yield problem_at(
                mark, "KB509", message, "cite it where it carries a fact, or remove it"
            )


def check_origin(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources whose origin does not fit their lineage or kind."""
    for key, source in kb.sources.items():
        authored = kb.authored[f"@{key}"]
        is_copy = any(step.extent == "whole" for step in source.derived_from)
        if source.origin == "primary" and is_copy:
            message = f"{quoted(key)} is primary, but derives whole from another source"
            yield problem_at(authored.mark("origin"), "KB523", message, "write `origin: tertiary`")
        if source.kind == "aggregator" and source.origin != "tertiary":
            message = f"{quoted(key)} is an aggregator, but its origin is {source.origin}"
            yield problem_at(authored.mark("origin"), "KB523", message, "write `origin: tertiary`")


def check_archive(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield captures of another page than the source's."""
    for key, source in kb.sources.items():
        match = WAYBACK.fullmatch(source.archive_url or "")
        if match is None or source.URL is None:
            continue
        if normalise_url(match[2]) != normalise_url(source.URL):
            mark = kb.authored[f"@{key}"].mark("archive_url")
            message = "the capture is of another address than the source's"
            yield problem_at(mark, "KB522", message, f"it shows {quoted(match[2])}")


RULES = (check_used, check_origin, check_archive)
