"""Sources and citations. Field names of a source are CSL's, so that a Zotero library fits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from kb.model.base import (
    ContentError,
    Date,
    Day,
    EntityRef,
    Id,
    Line,
    OneOf,
    Part,
    Prose,
    Record,
    SourceRef,
    Url,
    named,
    short_form,
)
from kb.vocab.claims import (
    CREDIBILITY,
    CSL_TYPES,
    EXTENTS,
    LINEAGES,
    ORIGINS,
    READINGS,
    RELIABILITY,
    SOURCE_KINDS,
    STANCES,
)


class Name(Part):
    """A person's or a body's name as CSL has it."""

    family: Line | None = None
    """Family name."""
    given: Line | None = None
    """Given name."""
    literal: Line | None = None
    """The name as it stands, for bodies and unsplit names."""


def _name(value: Any) -> Any:
    return {"literal": value} if isinstance(value, str) else value


Author = Annotated[Name, short_form(_name, {"type": "string"})]


class Derivation(Part):
    """Where a source has its content from."""

    source: SourceRef
    """The citekey of the source it draws on."""
    extent: Annotated[str, OneOf(EXTENTS)] = "whole"
    """`whole` when everything comes from there, `part` when some of it does."""
    note: Line | None = None
    """What was taken over."""


def _derivation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class Version(Part):
    """One state of a page that changed."""

    id: Id
    """A local name for this state, such as `original` or `corrected`; a cite may name it."""
    issued: Date | None = None
    """When this state was published."""
    note: Prose
    """What this state says, or how it differs."""
    archive_url: Url | None = None
    """A capture of this state."""


class SourceCorrection(Part):
    """A correction the source made to itself."""

    date: Date
    """When the source was corrected."""
    note: Prose
    """What it changed."""


class Retraction(Part):
    """The source was taken back by whoever issued it."""

    date: Date
    """When."""
    URL: Url | None = None
    """Where the retraction stands."""


class Source(Record):
    """A document that says something: an article, a statement, minutes, a report."""

    model_config = ConfigDict(title="Source")

    id: Id
    """The citekey, unique over all sources: outlet and date, or outlet and subject."""
    created: Day | None = None  # type: ignore[assignment]
    """The day the source entered the record."""
    updated: Day | None = None  # type: ignore[assignment]
    """The day its entry last changed; `created` when left out."""
    type: Annotated[str, OneOf(CSL_TYPES)] = "webpage"
    """The CSL type."""
    title: Line
    """The title as printed; in square brackets when it is ours."""
    author: tuple[Author, ...] = ()
    """Authors as CSL names."""
    container_title: Line | None = Field(None, alias="container-title")
    """The outlet: newspaper, site, series."""
    publisher: Line | None = None
    """Who publishes the outlet or issued the document."""
    issuer: EntityRef | None = None
    """The entity that issued it, where it has a page here: a council, a regulator, a company."""
    URL: Url | None = None
    """The address; left out when it is not known."""
    issued: Date | None = None
    """When it was published; left out when nobody can say."""
    accessed: Day | None = None
    """The day the page was first looked at; left out when nobody wrote it down."""
    checked: Day | None = None
    """The day the page was last looked at again."""
    language: Line = "en"
    """BCP 47 tag of its language."""
    kind: Annotated[str, OneOf(SOURCE_KINDS)]
    """What kind of document it is."""
    origin: Annotated[str, OneOf(ORIGINS)]
    """Primary, secondary or tertiary."""
    reliability: Annotated[str, OneOf(RELIABILITY)]
    """Admiralty grade of the source, A to F."""
    derived_from: tuple[Annotated[Derivation, short_form(_derivation, named("source"))], ...] = ()
    """The sources it copies, rewrites or draws on."""
    lineage: Annotated[str, OneOf(LINEAGES)] | None = None
    """`unknown` when nobody knows whom it copies: it then counts as no independent origin."""
    versions: tuple[Version, ...] = ()
    """States of the page, where it changed."""
    archive_url: Url | None = None
    """A capture at an archive."""
    archived: Day | None = None
    """The day of that capture."""
    corrected: tuple[SourceCorrection, ...] = ()
    """Corrections the source made to itself."""
    retracted: Retraction | None = None
    """Set when the source was taken back."""
    read: Annotated[str, OneOf(READINGS)]
    """How much of it was read."""
    original_key: Line | None = None
    """Its key in the library it was imported from."""
    note: Prose | None = None
    """What to know about it: weakness, what could not be seen."""

    @cached_property
    def versions_by_id(self) -> Mapping[str, Version]:
        """The states of the page by their local names."""
        found: dict[str, Version] = {}
        for version in self.versions:
            found.setdefault(version.id, version)
        return found


def _grade(value: str) -> str:
    if len(value) == 2 and value[0] in RELIABILITY and value[1] in CREDIBILITY:
        return value
    raise ContentError("is no Admiralty grade", "a letter A-F and a figure 1-6, as B2", "KB205")


class Cite(Part):
    """A claim's, event's or impact's reference to a source."""

    source: SourceRef
    """The citekey."""
    version: Id | None = None
    """The state of the page that says it, by its local name."""
    from_: SourceRef | None = Field(None, alias="from")
    """The source it took this statement from."""
    own: bool = False
    """True when the source says this from its own knowledge, though parts of it are from others."""
    locator: Line | None = None
    """Page, paragraph or section."""
    quote: Line | None = None
    """The words themselves, at most 25."""
    stance: Annotated[str, OneOf(STANCES)] = "supports"
    """Whether the source supports, disputes, denies or only mentions it."""
    grade: Annotated[Line, AfterValidator(_grade)] | None = None
    """Admiralty grade of this statement, such as `B2`."""


def _cite(value: Any) -> Any:
    if isinstance(value, str):
        return {"source": value}
    return value


CiteForm = Annotated[Cite, short_form(_cite, named("source"))]
Cites = tuple[CiteForm, ...]
