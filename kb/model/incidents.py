"""An incident: what happened, to whom, who says so, and what is not known."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kb.model.base import (
    Date,
    Line,
    LocalClaimRef,
    LongProse,
    OneOf,
    Prose,
    Record,
    TrendRef,
)
from kb.model.claims import Claim
from kb.model.countries import Country
from kb.model.disputes import Dispute, Question, Topic
from kb.model.events import Event
from kb.model.incident_parts import Basis, BodyFacts, Impact, Participant, ServiceState
from kb.model.relations import Relation
from kb.model.words import Asked, LinksBack, Words
from kb.vocab.incidents import (
    DETERMINATIONS,
    INCIDENT_TYPES,
    RSIT,
    SCALE,
    SECTORS,
)

LOCAL_PARTS = ("claims", "events", "topics", "disputes", "questions")
"""The lists of an incident whose items have ids of their own."""


class Incident(Record):
    """A cyber incident."""

    model_config = ConfigDict(title="Incident")

    format: Literal["incident/2"] = Field("incident/2", alias="schema")
    """The format of this file."""
    title: Annotated[
        Line,
        Words(example="Cyber incident at Canterbury, Dover and Thanet councils, January 2024"),
        Asked(),
    ]
    """A neutral title: who, what; no blame."""
    short_title: Annotated[Line | None, Words(example="Kent councils 2024"), Asked()] = None
    """For lists and the home page."""
    aliases: Annotated[tuple[Line, ...], Words(example=["Civica UK"])] = ()
    """Other names of the incident."""
    summary: Annotated[
        Prose,
        Words(
            example="Three councils took systems offline; how it began has not been made public.",
            place="in the summary",
        ),
        Asked(),
    ]
    """What happened, what is not known, what turned out wrong; two to four sentences."""
    body: Annotated[
        LongProse | None,
        Words(example="The three councils share services.", place="in the background"),
    ] = None
    """Background, with headings where it is long."""
    determination: Annotated[str, OneOf(DETERMINATIONS), Asked()]
    """How firmly it is established that there was an incident."""
    types: Annotated[
        Annotated[tuple[Annotated[str, OneOf(INCIDENT_TYPES)], ...], Field(min_length=1)],
        Asked("type"),
    ]
    """What kind of incident."""
    rsit: tuple[Annotated[str, OneOf(RSIT)], ...] = ()
    """Class and type of the Reference Security Incident Taxonomy."""
    sectors: Annotated[tuple[Annotated[str, OneOf(SECTORS)], ...], Asked("sector")] = ()
    """Sectors of those affected."""
    countries: Annotated[tuple[Country, ...], Asked("country")] = ()
    """Countries of those affected."""
    occurred: Annotated[Date | None, Asked()] = None
    """When it happened; left out when not known."""
    discovered: Annotated[Date | None, Asked()] = None
    """When it was discovered."""
    disclosed: Annotated[Date | None, Asked()] = None
    """When it was made public."""
    resolved: Annotated[Date | None, Asked()] = None
    """When those affected considered it over."""
    severity: Annotated[Annotated[str, OneOf(SCALE)] | None, Asked()] = None
    """The editors' judgement of its weight."""
    basis: Basis = Basis()
    """The claims that the key facts rest on."""
    per_body: tuple[BodyFacts, ...] = ()
    """What holds for single bodies: when it was over there, what became of their data."""
    established: Annotated[
        tuple[LocalClaimRef, ...], Words(example=["councils-took-systems-offline"])
    ] = ()
    """Confirmed claims for the first column of the page, at most four."""
    participants: Annotated[
        tuple[Participant, ...],
        Words(place="with a participant", noun="participant"),
        Asked("participant"),
    ] = ()
    """Who took part, and in which role."""
    services: Annotated[tuple[ServiceState, ...], Words(noun="service")] = ()
    """Services by body and state."""
    impacts: Annotated[tuple[Impact, ...], Words(noun="impact")] = ()
    """What it did."""
    events: Annotated[tuple[Event, ...], Words(noun="event")] = ()
    """The timeline."""
    claims: Annotated[tuple[Claim, ...], Words(place="in a claim", noun="claim")] = ()
    """Every statement with its speaker and sources."""
    topics: Annotated[tuple[Topic, ...], Words(place="in an answer")] = ()
    """Questions under which the claims are grouped."""
    disputes: Annotated[tuple[Dispute, ...], Words(place="in an assessment", noun="dispute")] = ()
    """Where the claims disagree."""
    questions: Annotated[
        tuple[Question, ...], Words(place="with an open question", noun="question")
    ] = ()
    """What nobody has answered."""
    relations: Annotated[tuple[Relation, ...], Words(place="with a relation", noun="relation")] = ()
    """Relations to other records."""
    trends: Annotated[tuple[TrendRef, ...], LinksBack("Belongs to this trend", kind="trend")] = ()
    """Trends this incident belongs to."""
