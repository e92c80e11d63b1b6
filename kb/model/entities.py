"""Entities: everybody and everything that incidents have in common."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from kb.model.base import (
    Date,
    Day,
    EntityRef,
    IncidentRef,
    Line,
    LongProse,
    OneOf,
    Part,
    Prose,
    Record,
    SourceRef,
    Url,
    short_form,
)
from kb.model.claims import Claim, Relation
from kb.model.incidents import Country
from kb.model.sources import Cites
from kb.vocab.entities import ACTOR_TYPES, ORG_KINDS, TREND_TYPES
from kb.vocab.incidents import SECTORS


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


class FormerName(Part):
    """A name it had before."""

    text: Line
    """The name."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""


class WebLink(Part):
    """An address of the entity itself."""

    url: Url
    """The address."""
    label: Line | None = None
    """What is there."""


def _link(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


class EntityBase(Record):
    """What entities of all kinds carry."""

    format: Literal["entity/1"] = Field("entity/1", alias="schema")
    """The format of this file."""
    name: Line
    """The name in full, as it writes itself."""
    autolink: bool | None = None
    """True links the name itself although it is an ordinary word; false never does."""
    aliases: tuple[Annotated[Alias, short_form(_alias, {"type": "string"})], ...] = ()
    """Other names: abbreviations, spellings, mistaken names that sources use."""
    former_names: tuple[Annotated[FormerName, short_form(_alias, {"type": "string"})], ...] = ()
    """Names it had before."""
    description: Prose
    """Who or what it is, in one or two neutral sentences."""
    body: LongProse | None = None
    """More, where it helps."""
    links: tuple[Annotated[WebLink, short_form(_link, {"type": "string"})], ...] = ()
    """Its own addresses."""
    relations: tuple[Relation, ...] = ()
    """Relations, read from this entity; the other side is derived."""
    claims: tuple[Claim, ...] = ()
    """Claims about it that belong to no single incident."""


class Organization(EntityBase):
    """A body: council, company, agency, regulator, outlet."""

    model_config = ConfigDict(title="Organisation")
    kind: Literal["organization"]
    """The kind of entity."""
    org_kind: Annotated[str, OneOf(ORG_KINDS)]
    """What kind of body."""
    sectors: tuple[Annotated[str, OneOf(SECTORS)], ...] = ()
    """Sectors it works in."""
    country: Country | None = None
    """Its country."""
    parent: EntityRef | None = None
    """The body it belongs to."""


class Person(EntityBase):
    """Somebody who speaks in a public, professional capacity that matters to a record."""

    model_config = ConfigDict(title="Person")
    kind: Literal["person"]
    """The kind of entity."""
    role: Line
    """The public capacity, with its body."""


class ThreatActor(EntityBase):
    """A person or group that attacks."""

    model_config = ConfigDict(title="Threat actor")
    kind: Literal["threat-actor"]
    """The kind of entity."""
    actor_types: tuple[Annotated[str, OneOf(ACTOR_TYPES)], ...] = ()
    """STIX threat actor types."""
    motivation: Line | None = None
    """What it is after, as sources say."""
    first_seen: Date | None = None
    """When it was first seen."""
    last_seen: Date | None = None
    """When it was last seen."""


class Campaign(EntityBase):
    """A series of attacks with something in common."""

    model_config = ConfigDict(title="Campaign")
    kind: Literal["campaign"]
    """The kind of entity."""
    first_seen: Date | None = None
    """When it was first seen."""
    last_seen: Date | None = None
    """When it was last seen."""


class Malware(EntityBase):
    """Malicious software; not its operators."""

    model_config = ConfigDict(title="Malware")
    kind: Literal["malware"]
    """The kind of entity."""
    malware_types: tuple[Line, ...] = ()
    """STIX malware types: ransomware, loader …"""


class Tool(EntityBase):
    """Software used in attacks or in response."""

    model_config = ConfigDict(title="Tool")
    kind: Literal["tool"]
    """The kind of entity."""


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


class Vulnerability(EntityBase):
    """A flaw with an identifier."""

    model_config = ConfigDict(title="Vulnerability")
    kind: Literal["vulnerability"]
    """The kind of entity."""
    cve: Annotated[str, Field(pattern=r"^CVE-[0-9]{4}-[0-9]{4,}$")] | None = None
    """CVE id."""
    cwe: tuple[Annotated[str, Field(pattern=r"^CWE-[0-9]+$")], ...] = ()
    """CWE ids."""
    cvss: tuple[Cvss, ...] = ()
    """Scores, each with who gave it."""
    kev: Kev | None = None
    """Its entry in CISA's catalogue."""
    affects: tuple[EntityRef, ...] = ()
    """Products it is in."""


class Product(EntityBase):
    """Software, hardware or a service."""

    model_config = ConfigDict(title="Product")
    kind: Literal["product"]
    """The kind of entity."""
    vendor: EntityRef | None = None
    """Who makes it."""
    cpe23: Line | None = None
    """CPE 2.3 name."""
    purl: Line | None = None
    """Package URL."""


class Technique(EntityBase):
    """An ATT&CK technique."""

    model_config = ConfigDict(title="Technique")
    kind: Literal["technique"]
    """The kind of entity."""
    attack_id: Annotated[str, Field(pattern=r"^T[0-9]{4}(\.[0-9]{3})?$")]
    """ATT&CK id."""


class Infrastructure(EntityBase):
    """Servers, domains, addresses; defanged."""

    model_config = ConfigDict(title="Infrastructure")
    kind: Literal["infrastructure"]
    """The kind of entity."""


class LegalInstrument(EntityBase):
    """An act, regulation, directive or order."""

    model_config = ConfigDict(title="Legal instrument")
    kind: Literal["legal-instrument"]
    """The kind of entity."""
    country: Country | None = None
    """Whose law it is."""
    issued: Date | None = None
    """When it was made."""


class Place(EntityBase):
    """Where something happened."""

    model_config = ConfigDict(title="Place")
    kind: Literal["place"]
    """The kind of entity."""
    country: Country | None = None
    """The country it is in."""


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


class Trend(EntityBase):
    """What recurs: the horizon-scanning layer."""

    model_config = ConfigDict(title="Trend")
    kind: Literal["trend"]
    """The kind of entity."""
    trend_type: Annotated[str, OneOf(TREND_TYPES)]
    """Signal, concern, behaviour, technology, issue or theme."""
    change: Change | None = None
    """From what to what."""
    outlook_10y: Prose | None = None
    """What may follow in ten years, as the scan has it."""
    driving_force: Prose | None = None
    """What drives it."""
    keywords: tuple[Line, ...] = ()
    """Keywords of the scanning sheet."""
    evidence: tuple[Evidence, ...] = ()
    """Incidents and sources it rests on, each with its relevancy."""


Entity = Annotated[
    Organization
    | Person
    | ThreatActor
    | Campaign
    | Malware
    | Tool
    | Vulnerability
    | Product
    | Technique
    | Infrastructure
    | LegalInstrument
    | Place
    | Trend,
    Field(discriminator="kind"),
]
"""One entity of any kind."""

ENTITY_TYPES: tuple[type[EntityBase], ...] = (
    Organization, Person, ThreatActor, Campaign, Malware, Tool, Vulnerability, Product,
    Technique, Infrastructure, LegalInstrument, Place, Trend,
)  # fmt: skip
