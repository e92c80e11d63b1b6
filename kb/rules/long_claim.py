"""A claim is one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.emit import to_plain
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

MOST_WORDS = 60

CODE = Code(
    "KB525", Severity.WARNING, "a claim of more than a sentence",
    "One claim, one sentence: otherwise its status cannot be judged.",
    "claims:\n"
    "  - id: c\n"
    "    text: The council took its public systems offline on Thursday evening. It says that it\n"
    "      knows of no data that was taken. It told the regulator and the police on Friday. Two\n"
    "      neighbours that share its network did the same. All three expect to be back within\n"
    "      ten days, and ask people to telephone until then. Payments of benefits are made as\n"
    "      planned, says a speaker, who would not say more.",
    "claims:\n"
    "  - {id: offline, text: The council took its public systems offline on Thursday evening.}\n"
    "  - {id: data, text: It knows of no data that was taken.}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are more than a sentence."""
    for entry in kb.claims.values():
        text = kb.prose_of(entry.record_id, *entry.loc, "text")
        words = len(to_plain(text).split()) if text is not None else 0
        if words > MOST_WORDS:
            message = f"{quoted(entry.claim.id)} has {words} words"
            hint = "a claim is one sentence: make it two claims"
            yield CODE.problem_at(claim_mark(kb, entry, "text"), message, hint)


RULE = Rule(CODE, check)
