"""Parts of an incident: roles, services, impacts, what holds for single bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from kb.model.base import (
    Date,
    EntityRef,
    Line,
    LocalClaimRef,
    Note,
    OneOf,
    Part,
    Prose,
)
from kb.model.quantities import Quantity
from kb.model.sources import Cites
from kb.model.words import LinksBack, NoLinkBack, Words
from kb.vocab.incidents import (
    DATA_ANSWERS,
    IMPACT_KINDS,
    MEASURES,
    ROLES,
    SERVICE_STATES,
)

_OnDate = Annotated[tuple[LocalClaimRef, ...], Words(example=["councils-date-january"])]
_OnDisclosure = Annotated[
    tuple[LocalClaimRef, ...], Words(example=["canterbury-dover-investigating"])
]
_OnDover = Annotated[tuple[LocalClaimRef, ...], Words(example=["dover-resolved"])]


class Basis(Part):
    """The claims that the key facts rest on."""

    example: ClassVar[Mapping[str, Any]] = {"occurred": ["councils-date-january"]}

    occurred: _OnDate = ()
    """For when it happened."""
    discovered: _OnDate = ()
    """For when it was discovered."""
    disclosed: _OnDisclosure = ()
    """For when it was made public."""
    resolved: _OnDover = ()
    """For when it was over."""
    determination: _OnDover = ()
    """For whether it happened at all."""


class BodyBasis(Part):
    """The claims that what holds for one body rests on."""

    example: ClassVar[Mapping[str, Any]] = {"resolved": ["dover-resolved"]}

    occurred: _OnDate = ()
    """For when it happened there."""
    discovered: _OnDate = ()
    """For when it was discovered there."""
    disclosed: _OnDisclosure = ()
    """For when the body made it public."""
    resolved: _OnDover = ()
    """For when it was over there."""
    data: Annotated[tuple[LocalClaimRef, ...], Words(example=["dover-no-data-lost"])] = ()
    """For what became of its data."""


class BodyFacts(Part):
    """What holds for one of several bodies, and not for all."""

    example: ClassVar[Mapping[str, Any]] = {
        "body": "dover-district-council",
        "resolved": "2024-02-05",
        "data": "not-taken",
        "basis": {"resolved": ["dover-resolved"], "data": ["dover-no-data-lost"]},
    }

    body: Annotated[
        EntityRef,
        Words(example="dover-district-council"),
        NoLinkBack("the body leads here by its role"),
    ]
    """The body."""
    occurred: Date | None = None
    """When it happened there."""
    discovered: Date | None = None
    """When it was discovered there."""
    disclosed: Date | None = None
    """When the body made it public."""
    resolved: Date | None = None
    """When the body considered it over."""
    data: Annotated[str, OneOf(DATA_ANSWERS)] | None = None
    """What is on record about its data."""
    basis: BodyBasis = BodyBasis()
    """The claims that these facts rest on."""


class Participant(Part):
    """Who took part, and in which role."""

    example: ClassVar[Mapping[str, Any]] = {"entity": "thanet-district-council", "role": "victim"}

    entity: Annotated[EntityRef, LinksBack("{role}", kind="role", dated_by="start")]
    """The entity."""
    role: Annotated[str, OneOf(ROLES)]
    """Its role in this incident."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    note: Note | None = None
    """In what way."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims that show it."""
    cites: Cites = ()
    """The sources, where no claim carries it."""


class ServiceState(Part):
    """What residents, customers or staff could use."""

    example: ClassVar[Mapping[str, Any]] = {
        "service": "online forms",
        "bodies": ["thanet-district-council"],
        "state": "unavailable",
    }

    service: Annotated[Line, Words(example="online forms")]
    """The service: online forms, planning search …"""
    bodies: Annotated[
        tuple[EntityRef, ...], LinksBack("Service: {service}", kind="service", dated_by="start")
    ] = ()
    """Whose service."""
    state: Annotated[str, OneOf(SERVICE_STATES)]
    """Its state in the period."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    note: Note | None = None
    """What the source says exactly."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims that show it."""
    cites: Cites = ()
    """The sources, where no claim carries it."""


class Impact(Quantity):
    """What it did, as a figure where there is one."""

    example: ClassVar[Mapping[str, Any]] = {
        "kind": "availability",
        "text": "Online forms could not be used.",
        "claims": ["thanet-forms-planning-trouble"],
    }

    kind: Annotated[str, OneOf(IMPACT_KINDS)]
    """What kind of impact."""
    text: Annotated[
        Prose, Words(example="Thanet District Council limited access to its online systems.")
    ]
    """What the figure counts, or the impact in words."""
    measure: Annotated[str, OneOf(MEASURES)] | None = None
    """Set when the figure is the one to compare between incidents."""
    bodies: Annotated[tuple[EntityRef, ...], LinksBack("Impact", kind="impact")] = ()
    """Whom it hit."""
    searched: Annotated[Prose | None, Words(example="The sources listed on this page.")] = None
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
