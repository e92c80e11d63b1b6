"""A source is not older than the source it derives from."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import source_name
from kb.rules.shared.days import is_before, published
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB560", Severity.WARNING, "a copy that is older than its original",
    "Nobody copies what is not yet there: one of the dates is wrong, the arrow is the wrong way"
    " round, or a later state of the page was copied (then date that state in `versions`).",
    "sources:\n"
    "  - {id: original, issued: 2024-01-19}\n"
    "  - {id: copy, issued: 2024-01-10, derived_from: [original]}",
    "sources:\n"
    "  - {id: original, issued: 2024-01-19}\n"
    "  - {id: copy, issued: 2024-01, derived_from: [original]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that were surely published before one that they derive from."""
    for key, source in kb.sources.items():
        # The copy may follow any state of the original, and be any state of its own page.
        dates = published(source)
        for index, step in enumerate(source.derived_from):
            if not is_before(dates, published(kb.sources[step.source])):
                continue
            mark = kb.authored[source_name(key)].mark("derived_from", index)
            message = f"{quoted(key)} is older than {quoted(step.source)}, from which it derives"
            yield CODE.problem_at(mark, message, "mend a date, or turn the arrow round")


RULE = Rule(CODE, check)
