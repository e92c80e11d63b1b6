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
from kb.model.claims import Claim
from kb.model.countries import Country
from kb.model.entity_parts import (
    AliasForm,
    Change,
    Cvss,
    Evidence,
    FormerNameForm,
    Kev,
    WebLinkForm,
)
from kb.model.kind import NO_STIX, THING, Kind, kind_id, title_of
from kb.model.relations import Relation
from kb.model.words import Asked, LinksBack, Words
from kb.vocab.entities import ACTOR_TYPES, ORG_KINDS, TREND_TYPES
from kb.vocab.incidents import SECTORS
from kb.vocab.terms import Term, Vocabulary


class EntityBase(Record):
    """What entities of all kinds carry."""

    names: ClassVar[Kind] = Kind()
    """What the kind is called, here and elsewhere."""

    format: Literal["entity/1"] = Field("entity/1", alias="schema")
    """The format of this file."""
    name: Annotated[Line, Words(example="Thanet District Council", schema_org="name"), Asked()]
    """The name in full, as it writes itself."""
    autolink: bool | None = None
    """True links the name itself although it is an ordinary word; false never does."""
    aliases: Annotated[
        tuple[AliasForm, ...],
        Words(example=["Civica UK"], schema_org="alternateName"),
        Asked("alias"),
    ] = ()
    """Other names: abbreviations, spellings, mistaken names that sources use."""
    former_names: tuple[FormerNameForm, ...] = ()
    """Names it had before."""
    description: Annotated[
        Prose,
        Words(example="A district council in the east of Kent.", place="in the description"),
        Asked(),
    ]
    """Who or what it is, in one or two neutral sentences."""
    body: Annotated[
        LongProse | None,
        Words(example="The three councils share services.", place="in the background"),
    ] = None
    """More, where it helps."""
    links: Annotated[
        tuple[WebLinkForm, ...], Words(example=["https://www.thanet.gov.uk/"]), Asked("link")
    ] = ()
    """Its own addresses."""
    relations: Annotated[tuple[Relation, ...], Words(place="with a relation", noun="relation")] = ()
    """Relations, read from this entity; the other side is derived."""
    claims: Annotated[tuple[Claim, ...], Words(place="in a claim", noun="claim")] = ()
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
    org_kind: Annotated[str, OneOf(ORG_KINDS), Words(label="What it is"), Asked()]
    """What kind of body."""
    sectors: Annotated[
        tuple[Annotated[str, OneOf(SECTORS)], ...],
        Words(label="Sector", labels="Sectors"),
        Asked("sector"),
    ] = ()
    """Sectors it works in."""
    country: Annotated[Country | None, Words(label="Country"), Asked()] = None
    """Its country."""
    parent: Annotated[
        EntityRef | None,
        Words(label="Belongs to", example="kent-county-council"),
        LinksBack("belongs to it"),
        Asked(),
    ] = None
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
    role: Annotated[
        Line,
        Words(label="Speaks as", caveat="public capacity", example="Security researcher"),
        Asked(),
    ]
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
    actor_types: Annotated[
        tuple[Annotated[str, OneOf(ACTOR_TYPES)], ...],
        Words(label="Kind of actor"),
        Asked("actor-type"),
    ] = ()
    """STIX threat actor types."""
    motivation: Annotated[
        Line | None,
        Words(
            label="Motive",
            caveat="as sources say",
            example="Money, as the agencies' joint advisory says.",
        ),
        Asked(),
    ] = None
    """What it is after, as sources say."""
    first_seen: Annotated[Date | None, Words(label="First seen")] = None
    """When it was first seen."""
    last_seen: Annotated[Date | None, Words(label="Last seen")] = None
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
    first_seen: Annotated[Date | None, Words(label="First seen")] = None
    """When it was first seen."""
    last_seen: Annotated[Date | None, Words(label="Last seen")] = None
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
    malware_types: Annotated[
        tuple[Line, ...],
        Words(
            label="Kind of malware",
            caveat="a malware family is not its operators",
            example=["ransomware"],
        ),
        Asked("malware-type"),
    ] = ()
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
    cve: Annotated[
        Annotated[str, Field(pattern=r"^CVE-[0-9]{4}-[0-9]{4,}$")] | None,
        Words(label="CVE", example="CVE-2024-21887"),
        Asked(),
    ] = None
    """CVE id."""
    cwe: Annotated[
        tuple[Annotated[str, Field(pattern=r"^CWE-[0-9]+$")], ...],
        Words(label="Weakness", example=["CWE-77"]),
    ] = ()
    """CWE ids."""
    cvss: Annotated[tuple[Cvss, ...], Words(label="CVSS", noun="score")] = ()
    """Scores, each with who gave it."""
    kev: Annotated[Kev | None, Words(label="Known to be exploited")] = None
    """Its entry in CISA's catalogue."""
    affects: Annotated[
        tuple[EntityRef, ...],
        Words(label="Flaw in", example=["ivanti-connect-secure"]),
        LinksBack("is a flaw in it"),
        Asked(),
    ] = ()
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
    vendor: Annotated[
        EntityRef | None,
        Words(label="Made by", example="ivanti"),
        LinksBack("is made by it"),
        Asked(),
    ] = None
    """Who makes it."""
    cpe23: Annotated[
        Line | None, Words(label="CPE", example="cpe:2.3:a:ivanti:connect_secure:*:*:*:*:*:*:*:*")
    ] = None
    """CPE 2.3 name."""
    purl: Annotated[Line | None, Words(label="Package URL", example="pkg:pypi/requests")] = None
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
    attack_id: Annotated[
        str,
        Field(pattern=r"^T[0-9]{4}(\.[0-9]{3})?$"),
        Words(label="ATT&CK", example="T1190"),
        Asked(),
    ]
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
    country: Annotated[Country | None, Words(label="Law of"), Asked()] = None
    """Whose law it is."""
    issued: Annotated[Date | None, Words(label="Made"), Asked()] = None
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
    country: Annotated[Country | None, Words(label="Country"), Asked()] = None
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
    trend_type: Annotated[str, OneOf(TREND_TYPES), Asked()]
    """Signal, concern, behaviour, technology, issue or theme."""
    change: Change | None = None
    """From what to what."""
    outlook_10y: Annotated[Prose | None, Words(example="Most councils share their systems.")] = None
    """What may follow in ten years, as the scan has it."""
    driving_force: Annotated[Prose | None, Words(example="Savings.")] = None
    """What drives it."""
    keywords: Annotated[tuple[Line, ...], Words(example=["shared services"]), Asked("keyword")] = ()
    """Keywords of the scanning sheet."""
    evidence: Annotated[
        tuple[Evidence, ...],
        Words(noun="evidence"),
        LinksBack("Evidence for a {trend_type}", kind="evidence"),
    ] = ()
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
