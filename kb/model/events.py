"""Events: what happened, was planned, or did not happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from kb.model.base import (
    Date,
    EntityRef,
    Id,
    Line,
    LocalClaimRef,
    OneOf,
    Part,
    Prose,
)
from kb.model.sources import Cites
from kb.model.words import LinksBack, Words
from kb.vocab.incidents import EVENT_STATUSES, EVENT_TYPES
from kb.vocab.terms import Term, Vocabulary

VISIBILITIES = Vocabulary(
    "visibility", (Term("default", "shown"), Term("minor", "shown on request"))
)


class Event(Part):
    """Something that happened, was planned, or did not happen."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "ev-said",
        "date": "2024-01-19",
        "type": "statement",
        "title": "Thanet speaks",
        "claims": ["thanet-limits-access"],
    }

    id: Annotated[Id, Words(example="ev-systems-offline")]
    """Local id, unique in its record."""
    date: Date
    """When, as precisely as it is known."""
    type: Annotated[str, OneOf(EVENT_TYPES)]
    """What kind of event."""
    title: Annotated[Line, Words(example="Canterbury isolates all its systems")]
    """A few words."""
    text: Annotated[
        Prose | None, Words(example="Thanet District Council limited access to its online systems.")
    ] = None
    """More, where it helps."""
    actors: Annotated[
        tuple[EntityRef, ...],
        Words(example=["canterbury-city-council"]),
        LinksBack("{title}", kind="event", dated_by="date"),
    ] = ()
    """Who did it or to whom it happened."""
    claims: tuple[LocalClaimRef, ...] = ()
    """The claims it rests on."""
    cites: Cites = ()
    """The sources, where no claim carries it."""
    status: Annotated[str, OneOf(EVENT_STATUSES)] = "occurred"
    """Whether it happened."""
    visibility: Annotated[str, OneOf(VISIBILITIES)] = "default"
    """`minor` events stay out of short timelines."""
