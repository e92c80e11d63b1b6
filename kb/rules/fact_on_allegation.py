"""A key fact rests on more than an allegation or a guess."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.rules.shared.dated import key_dates
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named
from kb.vocab.claims import UNPROVEN_ACTS

CODE = Code(
    "KB546", Severity.WARNING, "a key date on allegations alone",
    "What the top of a page says without a speaker was not only alleged, inferred or speculated."
    " Name a claim that says it as a fact, or leave the date out and tell it as somebody's word.",
    "occurred: 2024-01-18\n"
    "basis: {occurred: [guess]}\n"
    "claims:\n"
    "  - {id: guess, speech_act: speculated, occurred: 2024-01-18}",
    "occurred: 2024-01-18\n"
    "basis: {occurred: [guess, word]}\n"
    "claims:\n"
    "  - {id: guess, speech_act: speculated, occurred: 2024-01-18}\n"
    "  - {id: word, occurred: 2024-01-18}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield key dates all of whose claims are unproven by their own word."""
    for incident in kb.incidents.values():
        for item in key_dates(incident):
            entries = claims_named(kb, incident.id, item.claims)
            acts = {entry.claim.speech_act for entry in entries}
            if acts and acts <= UNPROVEN_ACTS:
                mark = kb.authored[incident.id].mark(*item.loc)
                message = f"`{item.name}` rests on claims that are {', '.join(sorted(acts))}"
                yield CODE.problem_at(mark, message, "name a claim that says it as a fact")


RULE = Rule(CODE, check)
