"""“No evidence found” is neither a no nor a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.emit import to_plain
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

SAYS_NONE_FOUND = re.compile(
    r"\bno (?:\w+ ){0,2}(?:evidence|indications?|signs?|trace)\b"
    r"|\b(?:not|never) (?:\w+ ){0,2}(?:found|seen|any) (?:\w+ ){0,2}"
    r"(?:evidence|indication|sign)s?\b",
    re.IGNORECASE,
)

CODE = Code(
    "KB592", Severity.ERROR, "“no evidence found” written as a “no”",
    "That somebody looked and found no evidence is a finding of its own: it does not say that it is"
    " not so, and it denies nothing. Write `evidence: none-found` in `about`, without a value.",
    "claims:\n"
    "  - {id: c, text: The council found no evidence of a theft.,\n"
    "     about: {predicate: data-accessed, negated: true}}",
    "claims:\n"
    "  - {id: c, text: The council found no evidence of a theft.,\n"
    "     about: {predicate: data-accessed, evidence: none-found}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims whose text speaks of no evidence and whose fields say no."""
    for entry in kb.claims.values():
        claim, about = entry.claim, entry.claim.about
        says_no = about is not None and (about.negated or about.value is False)
        if not says_no and claim.speech_act != "denied":
            continue
        text = to_plain(kb.prose[entry.record_id, (*entry.loc, "text")])
        found = SAYS_NONE_FOUND.search(text)
        if found is not None and (about is None or about.evidence is None or says_no):
            message = f"{quoted(claim.id)} says {quoted(found[0])}, and its fields say no"
            hint = "write `evidence: none-found` in `about`, and how it was said in `speech_act`"
            yield CODE.problem_at(claim_mark(kb, entry), message, hint)


RULE = Rule(CODE, check)
