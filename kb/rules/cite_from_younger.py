"""A cite takes its statement from a source that was there before it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.resolve.references import iter_cites
from kb.rules.shared.days import cited, is_before, published
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB561", Severity.WARNING, "a statement taken from a younger source",
    "A page cannot have its statement from one that was published after it. Turn the arrow round,"
    " mend a date, or name the later state of the page that took it over (`version`).",
    "sources:\n"
    "  - {id: agency, issued: 2024-01-19}\n"
    "  - {id: paper, issued: 2024-01-10}\n"
    "claims:\n"
    "  - {id: c, cites: [{source: paper, from: agency}]}",
    "sources:\n"
    "  - {id: agency, issued: 2024-01-19}\n"
    "  - {id: paper, issued: 2024-01-10,\n"
    "     versions: [{id: later, issued: 2024-01-20, note: More.}]}\n"
    "claims:\n"
    "  - {id: c, cites: [{source: paper, version: later, from: agency}]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield cites whose source was surely published before the one they name in `from`."""
    for authored in kb.authored.values():
        for loc, cite in iter_cites(authored.record):
            if cite.from_ is None or cite.from_ == cite.source:
                continue
            if is_before(cited(kb, cite), published(kb.sources[cite.from_])):
                message = (
                    f"{quoted(cite.source)} is older than {quoted(cite.from_)},"
                    " from which it is said to have this"
                )
                hint = "mend a date, turn the arrow round, or name the `version` that says it"
                yield CODE.problem_at(authored.mark(*loc, "from"), message, hint)


RULE = Rule(CODE, check)
