"""Entities: everybody and everything that incidents have in common."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from kb.model.base import (
    Date,
    EntityRef,
    Line,
    LongProse,
    OneOf,
    Prose,
    Record,
)
from kb.model.claims import Claim, Relation
from kb.model.entity_parts import (
    AliasForm,
    Change,
    Cvss,
    Evidence,
    FormerNameForm,
    Kev,
    WebLinkForm,
)
from kb.model.incidents import Country
from kb.model.kind import NO_STIX, THING, Kind, kind_id, title_of
from kb.vocab.entities import ACTOR_TYPES, ORG_KINDS, TREND_TYPES
from kb.vocab.incidents import SECTORS
from kb.vocab.terms import Term, Vocabulary


class EntityBase(Record):
    """What entities of all kinds carry."""

    names: ClassVar[Kind] = Kind()
    """What the kind is called, here and elsewhere."""

    format: Literal["entity/1"] = Field("entity/1", alias="schema")
    """The format of this file."""
    name: Line
    """The name in full, as it writes itself."""
    autolink: bool | None = None
    """True links the name itself although it is an ordinary word; false never does."""
    aliases: tuple[AliasForm, ...] = ()
    """Other names: abbreviations, spellings, mistaken names that sources use."""
    former_names: tuple[FormerNameForm, ...] = ()
    """Names it had before."""
    description: Prose
    """Who or what it is, in one or two neutral sentences."""
    body: LongProse | None = None
    """More, where it helps."""
    links: tuple[WebLinkForm, ...] = ()
    """Its own addresses."""
    relations: tuple[Relation, ...] = ()
    """Relations, read from this entity; the other side is derived."""
    claims: tuple[Claim, ...] = ()
    """Claims about it that belong to no single incident."""
    kind: str
    """The kind of entity."""


class Organization(EntityBase):
    """A body: council, company, agency, regulator, outlet."""

    model_config = ConfigDict(title="Organisation")
    names: ClassVar[Kind] = Kind(
        plural="Organisations",
        note="Bodies: councils, companies, agencies, regulators, media.",
        schema_org="Organization", stix="identity", glyph="○",
    )  # fmt: skip
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
    names: ClassVar[Kind] = Kind(
        plural="People",
        note="Only who speaks in a public, professional capacity.",
        schema_org="Person", stix="identity", glyph="○",
    )  # fmt: skip
    kind: Literal["person"]
    """The kind of entity."""
    role: Line
    """The public capacity, with its body."""


class ThreatActor(EntityBase):
    """A person or group that attacks."""

    model_config = ConfigDict(title="Threat actor")
    names: ClassVar[Kind] = Kind(
        plural="Threat actors",
        note="Groups or people who attack.",
        schema_org=THING, stix="threat-actor", glyph="▲",
    )  # fmt: skip
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
    names: ClassVar[Kind] = Kind(
        plural="Campaigns",
        note="A series of attacks.",
        schema_org=THING, stix="campaign", glyph="○",
    )  # fmt: skip
    kind: Literal["campaign"]
    """The kind of entity."""
    first_seen: Date | None = None
    """When it was first seen."""
    last_seen: Date | None = None
    """When it was last seen."""


class Malware(EntityBase):
    """Malicious software; not its operators."""

    model_config = ConfigDict(title="Malware")
    names: ClassVar[Kind] = Kind(
        plural="Malware",
        note="Malicious software; not its operators.",
        schema_org=THING, stix="malware", glyph="▲",
    )  # fmt: skip
    kind: Literal["malware"]
    """The kind of entity."""
    malware_types: tuple[Line, ...] = ()
    """STIX malware types: ransomware, loader …"""


class Tool(EntityBase):
    """Software used in attacks or in response."""

    model_config = ConfigDict(title="Tool")
    names: ClassVar[Kind] = Kind(
        plural="Tools",
        note="Software used in attacks or in response.",
        schema_org=THING, stix="tool", glyph="○",
    )  # fmt: skip
    kind: Literal["tool"]
    """The kind of entity."""


class Vulnerability(EntityBase):
    """A flaw with an identifier."""

    model_config = ConfigDict(title="Vulnerability")
    names: ClassVar[Kind] = Kind(
        plural="Vulnerabilities",
        note="Flaws with an identifier.",
        schema_org=THING, stix="vulnerability", glyph="△",
    )  # fmt: skip
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
    names: ClassVar[Kind] = Kind(
        plural="Products",
        note="Software, hardware and services.",
        schema_org="Product", stix="software", glyph="□",
    )  # fmt: skip
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
    names: ClassVar[Kind] = Kind(
        plural="Techniques",
        note="ATT&CK techniques.",
        schema_org=THING, stix="attack-pattern", glyph="○",
    )  # fmt: skip
    kind: Literal["technique"]
    """The kind of entity."""
    attack_id: Annotated[str, Field(pattern=r"^T[0-9]{4}(\.[0-9]{3})?$")]
    """ATT&CK id."""


class Infrastructure(EntityBase):
    """Servers, domains, addresses; defanged."""

    model_config = ConfigDict(title="Infrastructure")
    names: ClassVar[Kind] = Kind(
        plural="Infrastructure",
        note="Servers, domains and addresses, defanged.",
        schema_org=THING, stix="infrastructure", glyph="○",
    )  # fmt: skip
    kind: Literal["infrastructure"]
    """The kind of entity."""


class LegalInstrument(EntityBase):
    """An act, regulation, directive or order."""

    model_config = ConfigDict(title="Legal instrument")
    names: ClassVar[Kind] = Kind(
        plural="Laws and instruments",
        note="Acts, regulations, directives.",
        schema_org="Legislation", stix=NO_STIX, glyph="○",
    )  # fmt: skip
    kind: Literal["legal-instrument"]
    """The kind of entity."""
    country: Country | None = None
    """Whose law it is."""
    issued: Date | None = None
    """When it was made."""


class Place(EntityBase):
    """Where something happened."""

    model_config = ConfigDict(title="Place")
    names: ClassVar[Kind] = Kind(
        plural="Places",
        note="Where it happened.",
        schema_org="Place", stix="location", glyph="○",
    )  # fmt: skip
    kind: Literal["place"]
    """The kind of entity."""
    country: Country | None = None
    """The country it is in."""


class Trend(EntityBase):
    """What recurs: the horizon-scanning layer."""

    model_config = ConfigDict(title="Trend")
    names: ClassVar[Kind] = Kind(
        plural="Trends",
        note="What recurs: signals, concerns, behaviours, technologies, issues, themes.",
        schema_org=THING, stix=NO_STIX, glyph="◇",
    )  # fmt: skip
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


ENTITY_TYPES: tuple[type[EntityBase], ...] = tuple(EntityBase.__subclasses__())
"""Every kind of entity, in the order in which they stand above: a kind is a class."""

ENTITY_KINDS = Vocabulary(
    "entity kind",
    tuple(
        Term(kind_id(model), model.names.plural or title_of(model), model.names.note)
        for model in ENTITY_TYPES
    ),
)
"""The kinds as a closed list of values."""
