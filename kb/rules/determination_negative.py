"""That there was an incident does not follow from finding nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.problems import Problem, Severity, quoted
from kb.rules.entry import Rule

CODE = Code(
    "KB595", Severity.ERROR, "a determination that its basis does not carry",
    "`confirmed` rests on somebody who says that it happened, never on a denial or on “no evidence"
    " found”. `false-positive` and `failed-attempt` rest on the finding of whoever examined it.",
    "determination: confirmed\n"
    "basis: {determination: [clean]}\n"
    "claims:\n"
    "  - {id: clean, about: {predicate: data-accessed, evidence: none-found}}",
    "determination: confirmed\n"
    "basis: {determination: [admitted]}\n"
    "claims:\n"
    "  - {id: admitted, speech_act: confirmed}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims in the basis of a determination that say the opposite, or nothing."""
    for incident in kb.incidents.values():
        for index, local in enumerate(incident.basis.determination):
            entry = kb.claims.get(f"{incident.id}#{local}")
            if entry is None or incident.determination != "confirmed" or not _says_no(entry):
                continue
            mark = kb.authored[incident.id].mark("basis", "determination", index)
            message = f"{quoted(local)} says no, or that none was found: it confirms no incident"
            yield CODE.problem_at(mark, message, "name a claim that says that it happened")


def _says_no(entry: ClaimEntry) -> bool:
    about = entry.claim.about
    return entry.claim.speech_act == "denied" or (
        about is not None and (about.evidence is not None or about.negated or about.value is False)
    )


RULE = Rule(CODE, check)
