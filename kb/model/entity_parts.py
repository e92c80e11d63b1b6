"""Parts of entities: names, addresses, scores, evidence."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from kb.model.base import Date, Day, IncidentRef, Line, Part, Prose, SourceRef, Url, short_form
from kb.model.sources import Cites


class Alias(Part):
    """Another name under which it is found in texts."""

    text: Line
    """The name."""
    case: bool | None = None
    """True when capitals matter; by default they do for names without a space."""
    autolink: bool | None = None
    """True links it by itself although it is short or an ordinary word; false never does."""
    note: Line | None = None
    """Where the name comes from; `erroneous` names stay searchable."""


def _alias(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


AliasForm = Annotated[Alias, short_form(_alias, {"type": "string"})]
"""A name, or a mapping with more about it."""


class FormerName(Part):
    """A name it had before."""

    text: Line
    """The name."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""


FormerNameForm = Annotated[FormerName, short_form(_alias, {"type": "string"})]
"""A name, or a mapping with the time in which it was in use."""


class WebLink(Part):
    """An address of the entity itself."""

    url: Url
    """The address."""
    label: Line | None = None
    """What is there."""


def _link(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


WebLinkForm = Annotated[WebLink, short_form(_link, {"type": "string"})]
"""An address, or a mapping with what is there."""


class Kev(Part):
    """Its entry in CISA's catalogue of known exploited vulnerabilities."""

    added: Day
    """The day it was added."""
    ransomware: bool | None = None
    """Known use in ransomware campaigns."""


class Cvss(Part):
    """A CVSS score with its source."""

    version: Literal["2.0", "3.0", "3.1", "4.0"]
    """CVSS version, quoted."""
    score: Annotated[float, Field(ge=0, le=10)]
    """Base score."""
    vector: Line | None = None
    """Vector string."""
    cites: Cites = ()
    """Who scored it."""


class Change(Part):
    """From what to what."""

    from_: Line = Field(alias="from")
    """What was before."""
    to: Line
    """What comes."""


class Evidence(Part):
    """What ties a trend to an incident or source."""

    incident: IncidentRef | None = None
    """The incident."""
    source: SourceRef | None = None
    """The source."""
    relevancy: Annotated[int, Field(ge=1, le=5, strict=True)] | None = None
    """How much it bears on the trend, 1 to 5; left out where nobody graded it."""
    note: Prose | None = None
    """In what way."""
