"""Sources and citations. Field names of a source are CSL's, so that a Zotero library fits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, ConfigDict, Field

from kb.model.base import (
    ContentError,
    Date,
    Day,
    EntityRef,
    Id,
    Line,
    Note,
    OneOf,
    Part,
    Prose,
    Record,
    SourceRef,
    Url,
    named,
    short_form,
)
from kb.model.words import Asked, NoLinkBack, Words
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

    example: ClassVar[Mapping[str, Any]] = {"family": "Page", "given": "Carly"}

    family: Annotated[Line | None, Words(example="Page")] = None
    """Family name."""
    given: Annotated[Line | None, Words(example="Carly")] = None
    """Given name."""
    literal: Annotated[Line | None, Words(example="Press Association")] = None
    """The name as it stands, for bodies and unsplit names."""


def _name(value: Any) -> Any:
    return {"literal": value} if isinstance(value, str) else value


Author = Annotated[Name, short_form(_name, {"type": "string"})]


class Derivation(Part):
    """Where a source has its content from."""

    example: ClassVar[Mapping[str, Any]] = {
        "source": "techcrunch-20240126",
        "extent": "part",
        "note": "The ICO's words.",
    }

    source: SourceRef
    """The citekey of the source it draws on."""
    extent: Annotated[str, OneOf(EXTENTS)] = "whole"
    """`whole` when everything comes from there, `part` when some of it does."""
    note: Annotated[Line | None, Words(example="Names the version in a cite.")] = None
    """What was taken over."""


def _derivation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class Version(Part):
    """One state of a page that changed."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": "corrected",
        "issued": "2024-02-13",
        "note": "Says that Civica ran no IT.",
    }

    id: Annotated[Id, Words(example="corrected")]
    """A local name for this state, such as `original` or `corrected`; a cite may name it."""
    issued: Date | None = None
    """When this state was published."""
    note: Note
    """What this state says, or how it differs."""
    archive_url: Annotated[
        Url | None,
        Words(
            example="https://web.archive.org/web/20240120031211/https://therecord.media/cyberattack-three-english-councils-civica"
        ),
    ] = None
    """A capture of this state."""


class SourceCorrection(Part):
    """A correction the source made to itself."""

    example: ClassVar[Mapping[str, Any]] = {
        "date": "2024-02-13",
        "note": "The sentence on Civica was taken out.",
    }

    date: Date
    """When the source was corrected."""
    note: Note
    """What it changed."""


class Retraction(Part):
    """The source was taken back by whoever issued it."""

    example: ClassVar[Mapping[str, Any]] = {
        "date": "2024-02-13",
        "URL": "https://example.org/retraction",
    }

    date: Date
    """When."""
    URL: Annotated[
        Url | None,
        Words(example="https://therecord.media/cyberattack-three-english-councils-civica"),
    ] = None
    """Where the retraction stands."""


class Source(Record):
    """A document that says something: an article, a statement, minutes, a report."""

    model_config = ConfigDict(title="Source")

    id: Annotated[Id, Words(example="techcrunch-20240119"), Asked()]
    """The citekey, unique over all sources: outlet and date, or outlet and subject."""
    created: Day | None = None  # type: ignore[assignment]
    """The day the source entered the record."""
    updated: Day | None = None  # type: ignore[assignment]
    """The day its entry last changed; `created` when left out."""
    type: Annotated[str, OneOf(CSL_TYPES), Asked()] = "webpage"
    """The CSL type."""
    title: Annotated[Line, Words(example="Three councils take systems offline"), Asked()]
    """The title as printed; in square brackets when it is ours."""
    author: Annotated[tuple[Author, ...], Asked()] = ()
    """Authors as CSL names."""
    container_title: Annotated[Line | None, Words(example="The Record"), Asked("outlet")] = Field(
        None, alias="container-title"
    )
    """The outlet: newspaper, site, series."""
    publisher: Annotated[Line | None, Words(example="Recorded Future News"), Asked()] = None
    """Who publishes the outlet or issued the document."""
    issuer: Annotated[
        EntityRef | None, NoLinkBack("its page lists the sources it issued"), Asked()
    ] = None
    """The entity that issued it, where it has a page here: a council, a regulator, a company."""
    URL: Annotated[
        Url | None,
        Words(example="https://therecord.media/cyberattack-three-english-councils-civica"),
        Asked("url"),
    ] = None
    """The address; left out when it is not known."""
    issued: Annotated[Date | None, Asked()] = None
    """When it was published; left out when nobody can say."""
    accessed: Annotated[Day | None, Asked()] = None
    """The day the page was first looked at; left out when nobody wrote it down."""
    checked: Day | None = None
    """The day the page was last looked at again."""
    language: Annotated[Line, Words(example="en"), Asked()] = "en"
    """BCP 47 tag of its language."""
    kind: Annotated[str, OneOf(SOURCE_KINDS), Asked()]
    """What kind of document it is."""
    origin: Annotated[str, OneOf(ORIGINS), Asked()]
    """Primary, secondary or tertiary."""
    reliability: Annotated[str, OneOf(RELIABILITY), Asked()]
    """Admiralty grade of the source, A to F."""
    derived_from: Annotated[
        tuple[Annotated[Derivation, short_form(_derivation, named("source"))], ...], Asked()
    ] = ()
    """The sources it copies, rewrites or draws on."""
    lineage: Annotated[str, OneOf(LINEAGES)] | None = None
    """`unknown` when nobody knows whom it copies: it then counts as no independent origin."""
    versions: tuple[Version, ...] = ()
    """States of the page, where it changed."""
    archive_url: Annotated[
        Url | None,
        Words(
            example="https://web.archive.org/web/20240120031211/https://therecord.media/cyberattack-three-english-councils-civica"
        ),
        Asked(),
    ] = None
    """A capture at an archive."""
    archived: Annotated[Day | None, Asked()] = None
    """The day of that capture."""
    corrected: tuple[SourceCorrection, ...] = ()
    """Corrections the source made to itself."""
    retracted: Retraction | None = None
    """Set when the source was taken back."""
    read: Annotated[str, OneOf(READINGS), Asked()]
    """How much of it was read."""
    original_key: Annotated[Line | None, Words(example="smith2024council")] = None
    """Its key in the library it was imported from."""
    note: Annotated[Prose | None, Words(example="Names the version in a cite."), Asked()] = None
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
    version: Annotated[Id | None, Words(example="corrected")] = None
    """The state of the page that says it, by its local name."""
    from_: Annotated[SourceRef | None, Words(example="therecord-civica")] = Field(
        None, alias="from"
    )
    """The source it took this statement from."""
    own: bool = False
    """True when the source says this from its own knowledge, though parts of it are from others."""
    locator: Annotated[Line | None, Words(example="p. 4"), Asked()] = None
    """Page, paragraph or section."""
    quote: Annotated[Line | None, Words(example="we have never provided IT services"), Asked()] = (
        None
    )
    """The words themselves, at most 25."""
    stance: Annotated[str, OneOf(STANCES)] = "supports"
    """Whether the source supports, disputes, denies or only mentions it."""
    grade: Annotated[Annotated[Line, AfterValidator(_grade)] | None, Words(example="B2")] = None
    """Admiralty grade of this statement, such as `B2`."""


def _cite(value: Any) -> Any:
    if isinstance(value, str):
        return {"source": value}
    return value


CiteForm = Annotated[Cite, short_form(_cite, named("source"))]
Cites = Annotated[tuple[CiteForm, ...], Words(example=["techcrunch-20240119"])]
