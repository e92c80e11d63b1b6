"""Parts of entities: names, addresses, scores, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from kb.model.base import (
    Date,
    Day,
    IncidentRef,
    Line,
    Note,
    Part,
    SourceRef,
    Url,
    short_form,
)
from kb.model.sources import Cites
from kb.model.words import CitesSource, Words


class Alias(Part):
    """Another name under which it is found in texts."""

    text: Annotated[Line, Words(example="TDC")]
    """The name."""
    case: bool | None = None
    """True when capitals matter; by default they do for names without a space."""
    autolink: bool | None = None
    """True links it by itself although it is short or an ordinary word; false never does."""
    note: Annotated[Line | None, Words(example="Names the version in a cite.")] = None
    """Where the name comes from; `erroneous` names stay searchable."""


def _alias(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


AliasForm = Annotated[Alias, short_form(_alias, {"type": "string"})]
"""A name, or a mapping with more about it."""


class FormerName(Part):
    """A name it had before."""

    example: ClassVar[Mapping[str, Any]] = {"text": "East Kent Services", "end": "2018"}

    text: Annotated[Line, Words(example="East Kent Services")]
    """The name."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""


FormerNameForm = Annotated[FormerName, short_form(_alias, {"type": "string"})]
"""A name, or a mapping with the time in which it was in use."""


class WebLink(Part):
    """An address of the entity itself."""

    url: Annotated[Url, Words(example="https://www.thanet.gov.uk/")]
    """The address."""
    label: Annotated[Line | None, Words(example="Website")] = None
    """What is there."""


def _link(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


WebLinkForm = Annotated[WebLink, short_form(_link, {"type": "string"})]
"""An address, or a mapping with what is there."""


class Kev(Part):
    """Its entry in CISA's catalogue of known exploited vulnerabilities."""

    example: ClassVar[Mapping[str, Any]] = {"added": "2024-01-10", "ransomware": False}

    added: Day
    """The day it was added."""
    ransomware: bool | None = None
    """Known use in ransomware campaigns."""


class Cvss(Part):
    """A CVSS score with its source."""

    example: ClassVar[Mapping[str, Any]] = {
        "version": "3.1",
        "score": 9.1,
        "cites": ["cve-2024-21887-record"],
    }

    version: Annotated[Literal["2.0", "3.0", "3.1", "4.0"], Words(example="3.1")]
    """CVSS version, quoted."""
    score: Annotated[float, Field(ge=0, le=10), Words(example=9.1)]
    """Base score."""
    vector: Annotated[
        Line | None, Words(example="CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H")
    ] = None
    """Vector string."""
    cites: Cites = ()
    """Who scored it."""


class Change(Part):
    """From what to what."""

    example: ClassVar[Mapping[str, Any]] = {
        "from": "Services run by each council",
        "to": "Services shared or bought",
    }

    from_: Annotated[Line, Words(example="Services run by each council")] = Field(alias="from")
    """What was before."""
    to: Annotated[Line, Words(example="Services shared or bought")]
    """What comes."""


class Evidence(Part):
    """What ties a trend to an incident or source."""

    example: ClassVar[Mapping[str, Any]] = {
        "incident": "kent-councils-2024",
        "relevancy": 4,
        "note": "Three councils were hit together.",
    }

    incident: IncidentRef | None = None
    """The incident."""
    source: Annotated[SourceRef | None, CitesSource()] = None
    """The source."""
    relevancy: Annotated[
        Annotated[int, Field(ge=1, le=5, strict=True)] | None, Words(example=4)
    ] = None
    """How much it bears on the trend, 1 to 5; left out where nobody graded it."""
    note: Note | None = None
    """In what way."""
