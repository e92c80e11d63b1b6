"""A link says in its words where it leads: not to one record in the name of another."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.nodes import RecordLink
from kb.prose.spelling import name_key
from kb.prose.walk import iter_inline
from kb.resolve.names import iter_labels
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB542", Severity.WARNING, "a link in the name of another record",
    "Whoever reads a name expects the page of what is named. Link to that, or use words that say"
    " where the link leads.",
    "entities: [{id: civica}, {id: canterbury}]\n"
    "summary: The [[civica|Canterbury]] said so.",
    "entities: [{id: civica}, {id: canterbury}]\n"
    "summary: The [[canterbury|Canterbury]], [[civica|Civica]] and [[civica|its staff]] said so.",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield links whose words are exactly a name of other records only."""
    names: dict[str, set[str]] = {}
    for authored in kb.authored.values():
        for label in iter_labels(authored.record):
            names.setdefault(name_key(label), set()).add(authored.record.id)
    for (record, loc), prose in kb.prose.items():
        for link in iter_inline(prose):
            if not isinstance(link, RecordLink) or link.is_automatic or link.label is None:
                continue
            meant = names.get(name_key(link.label), set())
            if meant and link.target not in meant:
                other = sorted(meant)[0]
                mark = kb.authored[record].mark_inside(loc, link.offset)
                message = f"{quoted(link.label)} is a name of {quoted(other)}, not of the target"
                hint = f"link to [[{other}]], or choose words that say where the link leads"
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
