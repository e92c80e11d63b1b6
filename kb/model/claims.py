"""Claims, events and relations: statements with a speaker, a date and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from kb.model.base import (
    ClaimRef,
    ContentError,
    Date,
    EntityRef,
    Id,
    Line,
    Note,
    OneOf,
    Part,
    Prose,
    RecordRef,
    named,
    short_form,
    vocabulary_schema,
)
from kb.model.quantities import Quantity
from kb.model.sources import Cites
from kb.model.words import Asked, LinksBack, NoLinkBack, Words
from kb.vocab.claims import (
    DATE_PREDICATES,
    EVIDENCE,
    FIGURE_PREDICATES,
    GROUNDS,
    PREDICATES,
    RESTATEMENTS,
    SPEECH_ACTS,
    STATUSES,
)
from kb.vocab.incidents import SCALE

EDITORS = "editors"
"""Speaker of our own sums and findings."""


class Speaker(Part):
    """Who said it: an entity of this knowledge base, or a name in words."""

    entity: EntityRef | None = None
    """Id of the entity; `editors` for our own sums."""
    text: Annotated[Line | None, Words(example="A spokesperson of the three councils")] = None
    """A name in words, for somebody without a page."""
    asserted: Date | None = None
    """When this speaker said it, where several spoke on different days."""

    @model_validator(mode="after")
    def _check_one(self) -> Speaker:
        if (self.entity is None) == (self.text is None):
            raise ContentError("needs either entity or text", "write an id or {text: …}", "KB205")
        return self


def _speaker(value: Any) -> Any:
    return {"entity": value} if isinstance(value, str) else value


def _speakers(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Speakers = Annotated[
    tuple[Annotated[Speaker, short_form(_speaker, named("speaker"))], ...],
    Field(min_length=1),
    short_form(_speakers, {"anyOf": [named("speaker"), {"x-part": "Speaker"}]}),
]


class About(Quantity):
    """What a claim says in a form that machines can compare."""

    example: ClassVar[Mapping[str, Any]] = {
        "subject": "civica",
        "predicate": "provider-of",
        "value": "IT",
    }

    subject: Annotated[RecordRef | None, Words(example="civica"), Asked()] = None
    """What it is about; this record when left out."""
    predicate: Annotated[str, OneOf(PREDICATES), Asked()]
    """The property it gives a value to."""
    entities: tuple[EntityRef, ...] = ()
    """The value, when it is one or more entities."""
    negated: bool = False
    """True when the claim says that it is not so."""
    evidence: Annotated[str, OneOf(EVIDENCE)] | None = None
    """`none-found` when somebody looked for it and found no evidence: neither yes nor no."""

    @model_validator(mode="after")
    def _check_evidence(self) -> Self:
        given = (self.value, self.min, self.max, *self.entities)
        if self.evidence is not None and (self.negated or any(item is not None for item in given)):
            hint = "finding no evidence is neither yes nor no: leave the value and `negated` out"
            raise ContentError("has a value beside `evidence`", hint, "KB211")
        return self

    @property
    def holds_figure(self) -> bool:
        """Return whether its predicate, its unit or its currency ask for a figure."""
        if self.predicate in DATE_PREDICATES:
            return False
        return self.predicate in FIGURE_PREDICATES or super().holds_figure


def _about(value: Any) -> Any:
    return {"predicate": value} if isinstance(value, str) else value


_ABOUT_SCHEMA: Mapping[str, Any] = vocabulary_schema(PREDICATES)


class Restatement(Part):
    """How a claim repeats another one."""

    example: ClassVar[Mapping[str, Any]] = {"claim": "robinson-record-civica-it", "how": "copied"}

    claim: Annotated[ClaimRef, Words(example="robinson-record-civica-it")]
    """The claim it repeats."""
    how: Annotated[str, OneOf(RESTATEMENTS)]
    """Copied, softened, sharpened or garbled."""


class Ground(Part):
    """Why one document is enough to confirm a claim, where fields cannot tell."""

    example: ClassVar[Mapping[str, Any]] = {
        "as": "own-act",
        "reason": "The council says what it did with its own systems.",
    }

    as_: Annotated[str, OneOf(GROUNDS)] = Field(alias="as")
    """What the document is for this claim: the body's own act, a finding, an official record."""
    reason: Annotated[Prose, Words(example="The council says what it did with its own systems.")]
    """Why, in a sentence."""


class Compatible(Part):
    """A claim that only seems to contradict this one."""

    example: ClassVar[Mapping[str, Any]] = {
        "claim": "dover-forms-trouble",
        "reason": "The one is about Dover's forms, the other about Thanet's.",
    }

    claim: Annotated[ClaimRef, Words(example="dover-forms-trouble")]
    """The other claim."""
    reason: Annotated[
        Prose, Words(example="The one is about Dover's forms, the other about Thanet's.")
    ]
    """Why both can be true."""


def _joint(value: object) -> bool | tuple[str, ...]:
    if isinstance(value, bool):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    hint = "write true, or the speakers who spoke jointly: [one, another]"
    raise ContentError("is neither true nor a list of speakers", hint, "KB203")


_JOINT_SCHEMA: Mapping[str, Any] = {
    "anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
Joint = Annotated[
    bool | tuple[str, ...], PlainValidator(_joint), WithJsonSchema(dict(_JOINT_SCHEMA))
]


class Denied(Part):
    """What a denial denies."""

    claim: Annotated[ClaimRef | None, Words(example="robinson-record-civica-it")] = None
    """The claim, where it is on record."""
    text: Annotated[Line | None, Words(example="that it supplied IT")] = None
    """In a few words what it answers, where that is not on record: `that data was taken`."""

    @model_validator(mode="after")
    def _check_one(self) -> Denied:
        if (self.claim is None) == (self.text is None):
            hint = "write the id of a claim, or {text: that …}"
            raise ContentError("needs either claim or text", hint, "KB205")
        return self


def _denied(value: Any) -> Any:
    return {"claim": value} if isinstance(value, str) else value


class HistoryEntry(Part):
    """One change of a claim's status."""

    date: Date | None = None
    """When; the date of its cites when left out."""
    status: Annotated[str, OneOf(STATUSES)]
    """The status from then on."""
    by: Annotated[
        EntityRef | None,
        Words(example="the-record"),
        NoLinkBack("the claim leads to whom it is about, and shows who changed it"),
    ] = None
    """Who brought the change about."""
    cites: Cites = ()
    """The sources that show it."""
    note: Note | None = None
    """Why."""


_HISTORY = re.compile(r"(?P<date>\S+) +(?P<status>[a-z]+)(?: +\[(?P<cites>[^\]]*)\])?")

_HISTORY_SCHEMA: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^" + _HISTORY.pattern.replace("?P<", "?<") + "$",
    "examples": ["2024-02-13 retracted [therecord-civica]"],
}


def _history_entry(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _HISTORY.fullmatch(value.strip())
    if match is None:
        hint = "write `2024-02-13 retracted [citekey]`"
        raise ContentError("is no history entry", hint, "KB205")
    keys = [key.strip() for key in (match["cites"] or "").split(",") if key.strip()]
    return {"date": match["date"], "status": match["status"], "cites": keys}


class Claim(Part):
    """One statement with its speaker, date, sources and standing."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "thanet-limits-access",
        "text": "Thanet limited access to its systems.",
        "asserted_by": "thanet-district-council",
        "cites": ["techcrunch-20240119"],
    }

    id: Annotated[Id, Words(example="thanet-limits-access"), Asked()]
    """Local id, unique in its record."""
    text: Annotated[
        Prose,
        Words(example="Thanet District Council limited access to its online systems."),
        Asked(),
    ]
    """One sentence in our words."""
    about: Annotated[
        Annotated[About, short_form(_about, _ABOUT_SCHEMA)] | None,
        LinksBack("{text}", kind="claim"),
    ] = None
    """The same in a form that machines can compare."""
    asserted_by: Annotated[
        Speakers,
        Words(example=["thanet-district-council"]),
        LinksBack("{text}", kind="speaker"),
        Asked("by"),
    ]
    """Who says so: an entity id, several, or `{text: …}`; `editors` for our own sums."""
    joint: Annotated[
        Joint, Words(example=["canterbury-city-council", "thanet-district-council"])
    ] = False
    """True when it is one statement in the name of all its speakers, or the list of those speakers
    who spoke jointly: they count as one origin."""
    via: Annotated[Line | None, Words(example="a spokesperson, to The Record"), Asked()] = None
    """Through whom it was said: a named spokesperson, an outlet that relays it."""
    asserted: Annotated[Date | None, Asked()] = None
    """When it was said; when left out, the day of the first cite if that is the speaker's own
    document, and otherwise that of the earliest supporting source."""
    private: bool = False
    """True when it was said in private (a letter, a message to staff): it is public only from when
    a source published it."""
    occurred: Annotated[Date | None, Asked()] = None
    """When what it speaks of happened."""
    cites: Annotated[Cites, Field(min_length=1), Asked("cite")]
    """The sources, the best one first."""
    speech_act: Annotated[str, OneOf(SPEECH_ACTS), Asked()] = "stated"
    """How it was said."""
    denies: Annotated[
        tuple[Annotated[Denied, short_form(_denied, named("claim"))], ...],
        Words(example=["robinson-record-civica-it", {"text": "that it supplied IT"}]),
    ] = ()
    """What it denies: claims on record, or `{text: that …}`. The text of a denial is what its
    speaker holds to be true."""
    borne_out_by: Annotated[
        tuple[ClaimRef, ...], Words(example=["thanet-forms-planning-trouble"])
    ] = ()
    """Later claims that show an allegation, inference or prediction to have been right."""
    split_from: Annotated[Id | None, Words(example="seemp-civica-it")] = None
    """The former id of a claim that was split into this one and others: its address leads here."""
    restates: Restatement | None = None
    """The claim it repeats, and how faithfully."""
    status: Annotated[Annotated[str, OneOf(STATUSES)] | None, Asked()] = None
    """Our judgement of the claim's own text; `reported` when left out."""
    history: Annotated[
        tuple[Annotated[HistoryEntry, short_form(_history_entry, _HISTORY_SCHEMA)], ...],
        Words(
            example=[
                "2024-01-19 reported [therecord-civica]",
                "2024-02-13 retracted [therecord-civica]",
            ]
        ),
    ] = ()
    """Changes of status in order of date; then there is no `status`."""
    ground: Ground | None = None
    """Why the source is enough to confirm it, where fields cannot tell."""
    confidence: Annotated[str, OneOf(SCALE)] | None = None
    """How sure the editors are of the status."""
    conflicts_with: Annotated[
        tuple[ClaimRef, ...], Words(example=["civica-not-the-it-provider"])
    ] = ()
    """Claims it contradicts: the short form of a dispute between a pair."""
    compatible_with: tuple[Compatible, ...] = ()
    """Claims that seem to contradict it and do not, each with the reason."""
    supersedes: Annotated[ClaimRef | None, Words(example="canterbury-dover-investigating")] = None
    """The claim it replaces."""
    note: Annotated[Prose | None, Words(example="Names the version in a cite."), Asked()] = None
    """What a reader should know about it."""

    @property
    def is_ours(self) -> bool:
        """True when nobody but the editors says it: a sum or a finding of our own."""
        return all(speaker.entity == EDITORS for speaker in self.asserted_by)

    @property
    def named_statuses(self) -> frozenset[str]:
        """Every status that its authors give it, in the bare form or the history."""
        named = (self.status, *(entry.status for entry in self.history))
        return frozenset(status for status in named if status is not None)

    @model_validator(mode="after")
    def _check_status(self) -> Claim:
        if self.history and self.status is not None:
            hint = "leave `status` out: the last entry of the history is the status"
            raise ContentError("has both a status and a history", hint, "KB209")
        return self
