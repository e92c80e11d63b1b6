"""A figure is superseded by its own speaker alone."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import full_ref
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.rules.shared.said import have_one_speaker, reader

CODE = Code(
    "KB571", Severity.ERROR, "a figure that supersedes another speaker's",
    "Whoever gave a figure can replace it. Another speaker's figure stands against it: the two"
    " belong into one dispute.",
    "claims:\n"
    "  - {id: old, asserted_by: {text: One}, asserted: 2024-01-19,\n"
    "     about: {predicate: individuals-affected, value: 100}}\n"
    "  - {id: new, asserted_by: {text: Another}, asserted: 2024-02-18, supersedes: old,\n"
    "     about: {predicate: individuals-affected, value: 5000}}",
    "entities: [{id: kent, name: Kent County Council, aliases: [KCC]}]\n"
    "id: incident\n"
    "claims:\n"
    "  - {id: old, asserted_by: kent, asserted: 2024-01-19,\n"
    "     about: {predicate: individuals-affected, value: 100}}\n"
    "  - {id: new, asserted_by: {text: KCC}, asserted: 2024-02-18, supersedes: old,\n"
    "     about: {predicate: individuals-affected, value: 5000}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims with a figure that supersede a figure of somebody else."""
    read = reader(kb)
    for entry in kb.claims.values():
        name = entry.claim.supersedes
        old = kb.claims.get(full_ref(name, entry.record_id)) if name is not None else None
        if old is None or have_one_speaker(kb, entry, old):
            continue
        here, there = read(entry), read(old)
        if here is None or there is None or not (here.is_figure and there.is_figure):
            continue
        message = (
            f"{quoted(entry.claim.id)} replaces the figure of {quoted(old.claim.id)}, which"
            " somebody else gave"
        )
        hint = "take `supersedes` away and put them on two sides of a dispute"
        yield CODE.problem_at(claim_mark(kb, entry, "supersedes"), message, hint)


RULE = Rule(CODE, check)
