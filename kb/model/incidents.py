"""An incident: what happened, to whom, who says so, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from kb.model.base import (
    ContentError,
    Date,
    EntityRef,
    Id,
    Line,
    LocalClaimRef,
    LongProse,
    Part,
    Prose,
    Record,
    TrendRef,
    one_of,
)
from kb.model.claims import EDITORS, Claim, Event, Quantity, Relation, Speaker, Speakers
from kb.model.sources import Cites
from kb.vocab.countries import is_country
from kb.vocab.incidents import (
    ANSWERS,
    DATA_ANSWERS,
    DETERMINATIONS,
    DISPUTE_OUTCOMES,
    IMPACT_KINDS,
    INCIDENT_TYPES,
    MEASURES,
    ROLES,
    RSIT,
    SCALE,
    SECTORS,
    SERVICE_STATES,
)


def _country(value: object) -> str:
    if isinstance(value, str) and is_country(value):
        return value
    near = {"UK": "GB", "EL": "GR"}.get(str(value).upper(), str(value).upper())
    hint = f"write {near}" if is_country(near) else "two capital letters, such as GB or DE"
    raise ContentError("is no ISO 3166-1 country code", hint, "KB205")


_COUNTRY_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["GB"]}
Country = Annotated[str, PlainValidator(_country), WithJsonSchema(dict(_COUNTRY_SCHEMA))]
"""ISO 3166-1 alpha-2."""
"""ISO 3166-1 alpha-2 code."""


class Basis(Part):
    """The claims that the key facts rest on."""

    occurred: tuple[LocalClaimRef, ...] = ()
    """For when it happened."""
    discovered: tuple[LocalClaimRef, ...] = ()
    """For when it was discovered."""
    disclosed: tuple[LocalClaimRef, ...] = ()
    """For when it was made public."""
    resolved: tuple[LocalClaimRef, ...] = ()
    """For when it was over."""
    determination: tuple[LocalClaimRef, ...] = ()
    """For whether it happened at all."""


class BodyBasis(Part):
    """The claims that what holds for one body rests on."""

    occurred: tuple[LocalClaimRef, ...] = ()
    """For when it happened there."""
    discovered: tuple[LocalClaimRef, ...] = ()
    """For when it was discovered there."""
    disclosed: tuple[LocalClaimRef, ...] = ()
    """For when the body made it public."""
    resolved: tuple[LocalClaimRef, ...] = ()
    """For when it was over there."""
    data: tuple[LocalClaimRef, ...] = ()
    """For what became of its data."""


class BodyFacts(Part):
    """What holds for one of several bodies, and not for all."""

    body: EntityRef
    """The body."""
    occurred: Date | None = None
    """When it happened there."""
    discovered: Date | None = None
    """When it was discovered there."""
    disclosed: Date | None = None
    """When the body made it public."""
    resolved: Date | None = None
    """When the body considered it over."""
    data: one_of(DATA_ANSWERS) | None = None  # type: ignore[valid-type]
    """What is on record about its data."""
    basis: BodyBasis = BodyBasis()
    """The claims that these facts rest on."""


class Participant(Part):
    """Who took part, and in which role."""

    entity: EntityRef
    """The entity."""
    role: one_of(ROLES)  # type: ignore[valid-type]
    """Its role in this incident."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    note: Prose | None = None
    """In what way."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims that show it."""
    cites: Cites = ()
    """The sources, where no claim carries it."""


class ServiceState(Part):
    """What residents, customers or staff could use."""

    service: Line
    """The service: online forms, planning search …"""
    bodies: tuple[EntityRef, ...] = ()
    """Whose service."""
    state: one_of(SERVICE_STATES)  # type: ignore[valid-type]
    """Its state in the period."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    note: Prose | None = None
    """What the source says exactly."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims that show it."""
    cites: Cites = ()
    """The sources, where no claim carries it."""


class Impact(Quantity):
    """What it did, as a figure where there is one."""

    kind: one_of(IMPACT_KINDS)  # type: ignore[valid-type]
    """What kind of impact."""
    text: Prose
    """What the figure counts, or the impact in words."""
    measure: one_of(MEASURES) | None = None  # type: ignore[valid-type]
    """Set when the figure is the one to compare between incidents."""
    bodies: tuple[EntityRef, ...] = ()
    """Whom it hit."""
    searched: Prose | None = None
    """Where it was looked for, when nothing was found."""
    as_of: Date | None = None
    """The day for which “not found” holds."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims that show it."""
    cites: Cites = ()
    """The sources, where no claim carries it."""

    @property
    def holds_figure(self) -> bool:
        """Return that it does: what an impact is stands in its `text`."""
        return True


class Side(Part):
    """One answer to the question of a dispute, with the claims that give it."""

    answer: Line | None = None
    """The answer in a few words, such as `No`, or `On 2 June`."""
    claims: Annotated[tuple[LocalClaimRef, ...], Field(min_length=1)]
    """The claims that give this answer, the first one being shown for it."""
    holds: bool = False
    """True for the one side that held, when the dispute is settled or was a misreading."""


class Dispute(Part):
    """A question to which claims give different answers, and what the editors make of it."""

    id: Id
    """Local id, unique in its record."""
    question: Line
    """The question, ending in a question mark."""
    verdict: Line | None = None
    """One sentence that stands wherever the question does: settled or misread, it answers the
    question; compatible, it says how both hold; open, who says what."""
    outcome: one_of(DISPUTE_OUTCOMES)  # type: ignore[valid-type]
    """Open, settled, compatible or a misreading."""
    sides: tuple[Side, ...] = ()
    """The answers that were given, two at least, in the order to show them."""
    context: tuple[LocalClaimRef, ...] = ()
    """Claims that only explain, and stand on no side."""
    assessment: Prose
    """What the editors make of it, with reasons."""
    cites: Cites = ()
    """Sources of the assessment itself."""
    decided: Date | None = None
    """When it became clear in public."""
    by: Speakers = (Speaker(entity=EDITORS),)
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

    id: Id
    """Local id, unique in its record."""
    text: Line
    """The question, ending in a question mark."""
    asked_of: tuple[EntityRef, ...] = ()
    """Who was asked, or who would know."""
    answer: one_of(ANSWERS)  # type: ignore[valid-type]
    """What came of asking."""
    as_of: Date
    """The day for which this holds."""
    searched: Prose | None = None
    """Where an answer was looked for."""
    note: Prose | None = None
    """What is known around it."""
    claims: tuple[LocalClaimRef, ...] = ()
    """Claims that touch it."""
    cites: Cites = ()
    """The sources."""


class Topic(Part):
    """A question under which claims are grouped on the page, with the answer so far."""

    id: Id
    """Local id, unique in its record."""
    question: Line
    """The question, ending in a question mark."""
    answer: Prose
    """The answer so far, in one to three sentences; cite or link what it rests on."""
    claims: Annotated[tuple[LocalClaimRef, ...], Field(min_length=1)]
    """The claims, in the order to show them."""


LOCAL_PARTS = ("claims", "events", "topics", "disputes", "questions")
"""The lists of an incident whose items have ids of their own."""


class Incident(Record):
    """A cyber incident."""

    model_config = ConfigDict(title="Incident")

    format: Literal["incident/2"] = Field("incident/2", alias="schema")
    """The format of this file."""
    title: Line
    """A neutral title: who, what; no blame."""
    short_title: Line | None = None
    """For lists and the home page."""
    aliases: tuple[Line, ...] = ()
    """Other names of the incident."""
    summary: Prose
    """What happened, what is not known, what turned out wrong; two to four sentences."""
    body: LongProse | None = None
    """Background, with headings where it is long."""
    determination: one_of(DETERMINATIONS)  # type: ignore[valid-type]
    """How firmly it is established that there was an incident."""
    types: Annotated[tuple[one_of(INCIDENT_TYPES), ...], Field(min_length=1)]  # type: ignore[valid-type]
    """What kind of incident."""
    rsit: tuple[one_of(RSIT), ...] = ()  # type: ignore[valid-type]
    """Class and type of the Reference Security Incident Taxonomy."""
    sectors: tuple[one_of(SECTORS), ...] = ()  # type: ignore[valid-type]
    """Sectors of those affected."""
    countries: tuple[Country, ...] = ()
    """Countries of those affected."""
    occurred: Date | None = None
    """When it happened; left out when not known."""
    discovered: Date | None = None
    """When it was discovered."""
    disclosed: Date | None = None
    """When it was made public."""
    resolved: Date | None = None
    """When those affected considered it over."""
    severity: one_of(SCALE) | None = None  # type: ignore[valid-type]
    """The editors' judgement of its weight."""
    basis: Basis = Basis()
    """The claims that the key facts rest on."""
    per_body: tuple[BodyFacts, ...] = ()
    """What holds for single bodies: when it was over there, what became of their data."""
    established: tuple[LocalClaimRef, ...] = ()
    """Confirmed claims for the first column of the page, at most four."""
    participants: tuple[Participant, ...] = ()
    """Who took part, and in which role."""
    services: tuple[ServiceState, ...] = ()
    """Services by body and state."""
    impacts: tuple[Impact, ...] = ()
    """What it did."""
    events: tuple[Event, ...] = ()
    """The timeline."""
    claims: tuple[Claim, ...] = ()
    """Every statement with its speaker and sources."""
    topics: tuple[Topic, ...] = ()
    """Questions under which the claims are grouped."""
    disputes: tuple[Dispute, ...] = ()
    """Where the claims disagree."""
    questions: tuple[Question, ...] = ()
    """What nobody has answered."""
    relations: tuple[Relation, ...] = ()
    """Relations to other records."""
    trends: tuple[TrendRef, ...] = ()
    """Trends this incident belongs to."""
