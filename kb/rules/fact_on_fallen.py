"""A key fact rests on claims that stand."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.incident_parts import Basis, BodyBasis
from kb.model.incidents import Incident
from kb.model.walk import Loc
from kb.problems import Problem, Severity, quoted
from kb.refs import part_ref
from kb.rules.shared.entry import Rule
from kb.vocab.claims import FALLEN_STATUSES

CODE = Code(
    "KB519", Severity.ERROR, "a key fact on a claim that fell",
    "What the top of a page says rests on claims that stand: none of its basis was shown false,"
    " withdrawn or superseded. Name another claim, or mend the fact. That it was made public may"
    " rest on words that were replaced later.",
    "sources: [{id: paper, issued: 2024-01-19}, {id: correction, issued: 2024-02-13}]\n"
    "occurred: 2024-01-18\n"
    "basis: {occurred: [start, other]}\n"
    "claims:\n"
    "  - {id: start, cites: [paper], history: ['2024-02-13 refuted [correction]']}\n"
    "  - {id: other}",
    "sources: [{id: paper, issued: 2024-01-19}, {id: correction, issued: 2024-02-13}]\n"
    "occurred: 2024-01-18\n"
    "basis: {occurred: [other]}\n"
    "claims:\n"
    "  - {id: start, cites: [paper], history: ['2024-02-13 refuted [correction]']}\n"
    "  - {id: other}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims in the basis of a key fact that were shown false or withdrawn."""
    for incident in kb.incidents.values():
        for loc, local in _named(incident):
            entry = kb.claims.get(part_ref(incident.id, local))
            if entry is not None and _has_fallen(entry, str(loc[-2])):
                message = f"{quoted(local)} is {entry.status}, and carries a key fact"
                mark = kb.authored[incident.id].mark(*loc)
                yield CODE.problem_at(mark, message, "name a claim that stands, or mend the fact")


def _has_fallen(entry: ClaimEntry, fact: str) -> bool:
    """Return whether a claim carries a fact no more.

    That an incident was made public is shown by the first words too, whatever replaced them.
    """
    if entry.authored_status in FALLEN_STATUSES:
        return True
    return entry.status == "superseded" and fact != "disclosed"


def _named(incident: Incident) -> Iterator[tuple[Loc, str]]:
    for fact in Basis.model_fields:
        for index, local in enumerate(getattr(incident.basis, fact)):
            yield ("basis", fact, index), local
    for place, item in enumerate(incident.per_body):
        for fact in BodyBasis.model_fields:
            for index, local in enumerate(getattr(item.basis, fact)):
                yield ("per_body", place, "basis", fact, index), local


RULE = Rule(CODE, check)
