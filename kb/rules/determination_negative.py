"""That there was an incident does not follow from finding nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.incidents import Incident
from kb.problems import Problem, Severity, quoted
from kb.refs import part_ref
from kb.rules.shared.entry import Rule
from kb.vocab.claims import UNPROVEN_ACTS

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


EXAMINED = frozenset({"false-positive", "failed-attempt", "blocked"})
"""Determinations that somebody must have examined."""
EXAMINERS = frozenset(
    {
        "victim", "downstream-victim", "shared-service", "supplier", "responder", "investigator",
        "regulator", "law-enforcement",
    }
)  # fmt: skip
"""Roles of those who can have examined it."""
NO_FINDING = UNPROVEN_ACTS | {"declined"}
"""Speech acts that report no finding."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield determinations on claims that say the opposite, or that nobody found."""
    for incident in kb.incidents.values():
        basis = [(index, kb.claims[ref]) for index, local in enumerate(incident.basis.determination)
                 if (ref := part_ref(incident.id, local)) in kb.claims]  # fmt: skip
        if incident.determination == "confirmed":
            yield from _check_negative(kb, incident, basis)
        elif incident.determination in EXAMINED and not any(
            _is_finding(incident, entry) for _, entry in basis
        ):
            mark = kb.authored[incident.id].mark("determination")
            message = f"{quoted(incident.determination)} rests on no finding of who examined it"
            hint = "name that finding in `basis`: of a body that took part, not an allegation"
            yield CODE.problem_at(mark, message, hint)


def _check_negative(
    kb: KnowledgeBase, incident: Incident, basis: list[tuple[int, ClaimEntry]]
) -> Iterator[Problem]:
    for index, entry in basis:
        if _says_no(entry):
            name = quoted(entry.claim.id)
            mark = kb.authored[incident.id].mark("basis", "determination", index)
            message = f"{name} says no, or that none was found: it confirms no incident"
            yield CODE.problem_at(mark, message, "name a claim that says that it happened")


def _is_finding(incident: Incident, entry: ClaimEntry) -> bool:
    """Return whether a claim is what a body that took part found or reported itself."""
    able = {part.entity for part in incident.participants if part.role in EXAMINERS}
    speakers = {speaker.entity for speaker in entry.claim.asserted_by}
    return bool(able & speakers) and entry.claim.speech_act not in NO_FINDING


def _says_no(entry: ClaimEntry) -> bool:
    about = entry.claim.about
    return entry.claim.speech_act == "denied" or (
        about is not None and (about.evidence is not None or about.negated or about.value is False)
    )


RULE = Rule(CODE, check)
