"""Whoever is asked declines, not the outlet that asks."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB549", Severity.WARNING, "an outlet that declines to say something",
    "An outlet asks, and somebody else declines: the claim's speaker is who was asked, and `via`"
    " says who tells it. Where the outlet itself was asked, accept this with a reason.",
    "entities: [{id: record, org_kind: media}]\n"
    "sources: [{id: article, issuer: record}]\n"
    "claims: [{id: no-word, asserted_by: record, speech_act: declined, cites: [article]}]",
    "entities: [{id: record, org_kind: media}, {id: firm}]\n"
    "sources: [{id: article, issuer: record}]\n"
    "claims:\n"
    "  - {id: no-word, asserted_by: firm, via: Record, speech_act: declined, cites: [article]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield refusals that are laid to the outlet that reports them."""
    for entry in kb.claims.values():
        if entry.claim.speech_act != "declined":
            continue
        for index, speaker in enumerate(entry.claim.asserted_by):
            if kb.judge.bodies.org_kind(speaker.entity) == "media":
                message = f"{quoted(speaker.entity or '')} is an outlet, and stands as declining"
                hint = "name who was asked, and the outlet in `via`"
                mark = claim_mark(kb, entry, "asserted_by", index)
                yield CODE.problem_at(mark, message, hint)


RULE = Rule(CODE, check)
