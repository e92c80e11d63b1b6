"""Claims, events and relations: statements with a speaker, a date and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from kb.model.base import (
    ClaimRef,
    ContentError,
    Date,
    EntityRef,
    Id,
    Line,
    LocalClaimRef,
    Number,
    OneOf,
    Part,
    Prose,
    RecordRef,
    named,
    short_form,
    vocabulary_schema,
)
from kb.model.figures import read_figure
from kb.model.sources import Cites
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
from kb.vocab.entities import RELATION_STATUSES, RELATION_TYPES
from kb.vocab.incidents import EVENT_STATUSES, EVENT_TYPES, QUALIFIERS, SCALE
from kb.vocab.terms import Term, Vocabulary

EDITORS = "editors"
"""Speaker of our own sums and findings."""


class Speaker(Part):
    """Who said it: an entity of this knowledge base, or a name in words."""

    entity: EntityRef | None = None
    """Id of the entity; `editors` for our own sums."""
    text: Line | None = None
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


def _scalar(value: object) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    raise ContentError("is no single value", "write a number, a date or a word", "KB203")


_SCALAR_SCHEMA: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
Scalar = Annotated[
    str | int | float | bool, PlainValidator(_scalar), WithJsonSchema(dict(_SCALAR_SCHEMA))
]


class Quantity(Part):
    """A figure with its bounds."""

    value: Scalar | None = None
    """The value: a number, a date, or a word."""
    min: Number | None = None
    """Lower bound."""
    max: Number | None = None
    """Upper bound."""
    unit: Line | None = None
    """What is counted: people, records, days …"""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO 4217 code, for money."""
    qualifier: Annotated[str, OneOf(QUALIFIERS)] | None = None
    """How exact the figure is."""

    @model_validator(mode="after")
    def _check_bounds(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContentError("has min above max", "swap them", "KB211")
        if self.value is not None and (self.min is not None or self.max is not None):
            raise ContentError("has a value and bounds", "keep one of the two", "KB211")
        return self

    @property
    def holds_figure(self) -> bool:
        """Return whether its value is meant to be a figure."""
        return self.unit is not None or self.currency is not None

    @property
    def figure(self) -> int | float | None:
        """The value as a number; a figure written as a text is read, yes and no are none."""
        if isinstance(self.value, str):
            return read_figure(self.value) if self.holds_figure else None
        return None if isinstance(self.value, bool) else self.value


class About(Quantity):
    """What a claim says in a form that machines can compare."""

    subject: RecordRef | None = None
    """What it is about; this record when left out."""
    predicate: Annotated[str, OneOf(PREDICATES)]
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

    claim: ClaimRef
    """The claim it repeats."""
    how: Annotated[str, OneOf(RESTATEMENTS)]
    """Copied, softened, sharpened or garbled."""


class Ground(Part):
    """Why one document is enough to confirm a claim, where fields cannot tell."""

    as_: Annotated[str, OneOf(GROUNDS)] = Field(alias="as")
    """What the document is for this claim: the body's own act, a finding, an official record."""
    reason: Prose
    """Why, in a sentence."""


class Compatible(Part):
    """A claim that only seems to contradict this one."""

    claim: ClaimRef
    """The other claim."""
    reason: Prose
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

    claim: ClaimRef | None = None
    """The claim, where it is on record."""
    text: Line | None = None
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
    by: EntityRef | None = None
    """Who brought the change about."""
    cites: Cites = ()
    """The sources that show it."""
    note: Prose | None = None
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

    id: Id
    """Local id, unique in its record."""
    text: Prose
    """One sentence in our words."""
    about: Annotated[About, short_form(_about, _ABOUT_SCHEMA)] | None = None
    """The same in a form that machines can compare."""
    asserted_by: Speakers
    """Who says so: an entity id, several, or `{text: …}`; `editors` for our own sums."""
    joint: Joint = False
    """True when it is one statement in the name of all its speakers, or the list of those speakers
    who spoke jointly: they count as one origin."""
    via: Line | None = None
    """Through whom it was said: a named spokesperson, an outlet that relays it."""
    asserted: Date | None = None
    """When it was said; when left out, the day of the first cite if that is the speaker's own
    document, and otherwise that of the earliest supporting source."""
    private: bool = False
    """True when it was said in private (a letter, a message to staff): it is public only from when
    a source published it."""
    occurred: Date | None = None
    """When what it speaks of happened."""
    cites: Annotated[Cites, Field(min_length=1)]
    """The sources, the best one first."""
    speech_act: Annotated[str, OneOf(SPEECH_ACTS)] = "stated"
    """How it was said."""
    denies: tuple[Annotated[Denied, short_form(_denied, named("claim"))], ...] = ()
    """What it denies: claims on record, or `{text: that …}`. The text of a denial is what its
    speaker holds to be true."""
    borne_out_by: tuple[ClaimRef, ...] = ()
    """Later claims that show an allegation, inference or prediction to have been right."""
    split_from: Id | None = None
    """The former id of a claim that was split into this one and others: its address leads here."""
    restates: Restatement | None = None
    """The claim it repeats, and how faithfully."""
    status: Annotated[str, OneOf(STATUSES)] | None = None
    """Our judgement of the claim's own text; `reported` when left out."""
    history: tuple[Annotated[HistoryEntry, short_form(_history_entry, _HISTORY_SCHEMA)], ...] = ()
    """Changes of status in order of date; then there is no `status`."""
    ground: Ground | None = None
    """Why the source is enough to confirm it, where fields cannot tell."""
    confidence: Annotated[str, OneOf(SCALE)] | None = None
    """How sure the editors are of the status."""
    conflicts_with: tuple[ClaimRef, ...] = ()
    """Claims it contradicts: the short form of a dispute between a pair."""
    compatible_with: tuple[Compatible, ...] = ()
    """Claims that seem to contradict it and do not, each with the reason."""
    supersedes: ClaimRef | None = None
    """The claim it replaces."""
    note: Prose | None = None
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


VISIBILITIES = Vocabulary(
    "visibility", (Term("default", "shown"), Term("minor", "shown on request"))
)


class Event(Part):
    """Something that happened, was planned, or did not happen."""

    id: Id
    """Local id, unique in its record."""
    date: Date
    """When, as precisely as it is known."""
    type: Annotated[str, OneOf(EVENT_TYPES)]
    """What kind of event."""
    title: Line
    """A few words."""
    text: Prose | None = None
    """More, where it helps."""
    actors: tuple[EntityRef, ...] = ()
    """Who did it or to whom it happened."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims it rests on."""
    cites: Cites = ()
    """The sources, where no claim carries it."""
    status: Annotated[str, OneOf(EVENT_STATUSES)] = "occurred"
    """Whether it happened."""
    visibility: Annotated[str, OneOf(VISIBILITIES)] = "default"
    """`minor` events stay out of short timelines."""


RELATION_VOCABULARY = Vocabulary(
    "relation type",
    tuple(Term(item.id, item.label, f"Inverse: {item.inverse}") for item in RELATION_TYPES),
)


class Relation(Part):
    """A relation of this record to another; the other side is derived."""

    type: Annotated[str, OneOf(RELATION_VOCABULARY)]
    """What kind of relation, read from this record."""
    target: RecordRef
    """The other record."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    status: Annotated[str, OneOf(RELATION_STATUSES)] | None = None
    """Current, former, planned, alleged or disputed."""
    confidence: Annotated[str, OneOf(SCALE)] | None = None
    """How sure the editors are."""
    cites: Cites = ()
    """The sources."""
    note: Prose | None = None
    """What kind of services, what the source says exactly."""
