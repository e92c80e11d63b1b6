"""Disputes, open questions and topics: what claims are about together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from kb.model.base import (
    ContentError,
    Date,
    EntityRef,
    Id,
    Line,
    LocalClaimRef,
    Note,
    OneOf,
    Part,
    Prose,
)
from kb.model.claims import EDITORS, Speaker, Speakers
from kb.model.sources import Cites
from kb.model.words import LinksBack, NoLinkBack, Words
from kb.vocab.incidents import (
    ANSWERS,
    DISPUTE_OUTCOMES,
)


class Side(Part):
    """One answer to the question of a dispute, with the claims that give it."""

    answer: Annotated[Line | None, Words(example="No")] = None
    """The answer in a few words, such as `No`, or `On 2 June`."""
    claims: Annotated[
        tuple[LocalClaimRef, ...],
        Field(min_length=1),
        Words(example=["civica-not-the-it-provider"]),
    ]
    """The claims that give this answer, the first one being shown for it."""
    holds: bool = False
    """True for the one side that held, when the dispute is settled or was a misreading."""


class Dispute(Part):
    """A question to which claims give different answers, and what the editors make of it."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "d-civica-it",
        "question": "Did Civica run the IT?",
        "verdict": "No: the outlet that said so took it back.",
        "outcome": "settled",
        "sides": [
            {"answer": "Yes", "claims": ["robinson-record-civica-it"]},
            {"answer": "No", "claims": ["civica-not-the-it-provider"], "holds": True},
        ],
        "assessment": "The article was corrected.",
        "cites": ["therecord-civica"],
        "decided": "2024-02-13",
    }

    id: Annotated[Id, Words(example="d-civica-it")]
    """Local id, unique in its record."""
    question: Annotated[Line, Words(example="Did Civica run the councils' IT?")]
    """The question, ending in a question mark."""
    verdict: Annotated[Line | None, Words(example="No: the outlet that said so took it back.")] = (
        None
    )
    """One sentence that stands wherever the question does: settled or misread, it answers the
    question; compatible, it says how both hold; open, who says what."""
    outcome: Annotated[str, OneOf(DISPUTE_OUTCOMES)]
    """Open, settled, compatible or a misreading."""
    sides: Annotated[
        tuple[Side, ...],
        Words(
            example=[
                {"answer": "Yes", "claims": ["robinson-record-civica-it"]},
                {"answer": "No", "claims": ["civica-not-the-it-provider"], "holds": True},
            ]
        ),
    ] = ()
    """The answers that were given, two at least, in the order to show them."""
    context: Annotated[tuple[LocalClaimRef, ...], Words(example=["civica-contract-functions"])] = ()
    """Claims that only explain, and stand on no side."""
    assessment: Annotated[
        Prose, Words(example="No. The claim was taken back at its source [@therecord-civica].")
    ]
    """What the editors make of it, with reasons."""
    cites: Cites = ()
    """Sources of the assessment itself."""
    decided: Date | None = None
    """When it became clear in public."""
    by: Annotated[
        Speakers,
        Words(example="the-record"),
        NoLinkBack("whoever judges a dispute is no part of it"),
    ] = (Speaker(entity=EDITORS),)
    """Who judged: `editors`; the party that corrected itself; or the court, regulator or inquiry
    that decided this very question. What merely decided the editors belongs into `assessment`."""

    @model_validator(mode="before")
    @classmethod
    def _check_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and not {"claims", "holds"}.isdisjoint(value):
            former = " and ".join(f"`{key}`" for key in ("claims", "holds") if key in value)
            hint = (
                "write `sides: [{answer: …, claims: […]}, …]`, and `holds: true` on the side that"
                " held; with `schema: incident/1` `kb migrate` does it"
            )
            raise ContentError(f"has {former}, the form of incident/1", hint, "KB215")
        return value

    @model_validator(mode="after")
    def _check_sides(self) -> Dispute:
        if sum(side.holds for side in self.sides) > 1:
            raise ContentError("has two sides that hold", "only one of them can", "KB210")
        seen: set[str] = set()
        for ref in self.claims:
            if ref in seen:
                hint = "a claim gives one answer, or only explains: keep it in one place"
                raise ContentError(f"names the claim {ref!r} twice", hint, "KB210")
            seen.add(ref)
        return self

    @property
    def claims(self) -> tuple[str, ...]:
        """All its claims: those of the sides in their order, then those that only explain."""
        return (*(ref for side in self.sides for ref in side.claims), *self.context)

    @property
    def holds(self) -> tuple[str, ...]:
        """The claims of the side that held."""
        return tuple(ref for side in self.sides if side.holds for ref in side.claims)


class Question(Part):
    """Something nobody has answered in public."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "u-entry-point",
        "text": "How did it begin?",
        "answer": "not-disclosed",
        "as_of": "2024-02-13",
    }

    id: Annotated[Id, Words(example="u-entry-point")]
    """Local id, unique in its record."""
    text: Annotated[Line, Words(example="How did it begin?")]
    """The question, ending in a question mark."""
    asked_of: Annotated[
        tuple[EntityRef, ...], LinksBack("{text}", kind="question", dated_by="as_of")
    ] = ()
    """Who was asked, or who would know."""
    answer: Annotated[str, OneOf(ANSWERS)]
    """What came of asking."""
    as_of: Date
    """The day for which this holds."""
    searched: Annotated[Prose | None, Words(example="The sources listed on this page.")] = None
    """Where an answer was looked for."""
    note: Note | None = None
    """What is known around it."""
    claims: tuple[LocalClaimRef, ...] = ()
    """Claims that touch it."""
    cites: Cites = ()
    """The sources."""


class Topic(Part):
    """A question under which claims are grouped on the page, with the answer so far."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "q-it-provider",
        "question": "Who ran the councils' IT?",
        "answer": "Not Civica.",
        "claims": ["civica-not-the-it-provider"],
    }

    id: Annotated[Id, Words(example="q-it-provider")]
    """Local id, unique in its record."""
    question: Annotated[Line, Words(example="Did Civica run the councils' IT?")]
    """The question, ending in a question mark."""
    answer: Annotated[Prose, Words(example="Not Civica, as far as is known.")]
    """The answer so far, in one to three sentences; cite or link what it rests on."""
    claims: Annotated[tuple[LocalClaimRef, ...], Field(min_length=1)]
    """The claims, in the order to show them."""
