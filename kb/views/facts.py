# What is peculiar to each kind of entity, as rows of one list. A new kind adds a function here.
"""Facts of an entity: its names, and what its kind has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.dates import EdtfDate, show_date
from kb.ids import part_anchor
from kb.model.entities import (
    Campaign,
    EntityBase,
    LegalInstrument,
    Malware,
    Organization,
    Person,
    Place,
    Product,
    Technique,
    ThreatActor,
    Vulnerability,
)
from kb.model.kind import title_of
from kb.views.builder import PageBuilder
from kb.views.fact import Fact
from kb.views.link import Link
from kb.views.period import show_country, show_period
from kb.vocab.entities import ACTOR_TYPES, ORG_KINDS
from kb.vocab.incidents import SECTORS


@dataclass(frozen=True, slots=True)
class NameLine:
    """Another name of an entity."""

    text: str
    note: str | None
    """Where the name comes from, or when it was in use."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """How headings speak of an entity: “it” of a body or a thing, “they” of people."""

    they: str
    them: str
    their: str


def pronouns(entity: EntityBase) -> Pronouns:
    """Return how headings speak of an entity."""
    if isinstance(entity, Person | ThreatActor):
        return Pronouns("they", "them", "their")
    return Pronouns("it", "it", "its")


def build_aliases(entity: EntityBase) -> tuple[NameLine, ...]:
    """Return the other names, in the order of the record."""
    return tuple(NameLine(alias.text, alias.note) for alias in entity.aliases)


def build_former_names(entity: EntityBase) -> tuple[NameLine, ...]:
    """Return the names it had before."""
    return tuple(
        NameLine(name.text, show_period(name.start, name.end)) for name in entity.former_names
    )


def kind_noun(entity: EntityBase) -> str:
    """Return what one entity of this kind is called: “Organisation”, “Threat actor”."""
    return title_of(type(entity))


def build_facts(builder: PageBuilder, entity: EntityBase) -> tuple[Fact, ...]:
    """Return the facts of an entity that have a value."""
    rows: list[Fact] = []
    for kind, make in _MAKERS:
        if isinstance(entity, kind):
            rows.extend(make(builder, entity))
    rows.append(_links("Its own pages", _own_links(entity)))
    rows.extend(
        _text(f"Identifier: {scheme}", value)
        for scheme, value in sorted(entity.external_ids.items())
    )
    rows.append(_text("Tags", ", ".join(entity.tags)))
    return tuple(row for row in rows if row.values)


def _text(label: str, text: str | None, caveat: str | None = None) -> Fact:
    return Fact(
        label=label, values=(Link(None, text),) if text else (), caveat=caveat, cites=Markup("")
    )


def _links(label: str, links: Iterable[Link]) -> Fact:
    return Fact(label=label, values=tuple(links), caveat=None, cites=Markup(""))


def _own_links(entity: EntityBase) -> list[Link]:
    return [Link(link.url, link.label or link.url) for link in entity.links]


def _date(date: EdtfDate | None) -> str | None:
    return show_date(date) if date is not None else None


def _country(code: str | None) -> str | None:
    return show_country(code) if code else None


def _organization(builder: PageBuilder, entity: Organization) -> list[Fact]:
    sectors = ", ".join(SECTORS.label(sector) for sector in entity.sectors)
    parent = [builder.link(entity.parent)] if entity.parent else []
    return [
        _text("What it is", ORG_KINDS.label(entity.org_kind)),
        _text("Sectors" if len(entity.sectors) > 1 else "Sector", sectors),
        _text("Country", _country(entity.country)),
        _links("Belongs to", parent),
    ]


def _person(builder: PageBuilder, entity: Person) -> list[Fact]:
    return [_text("Speaks as", entity.role, "public capacity")]


def _actor(builder: PageBuilder, entity: ThreatActor) -> list[Fact]:
    kinds = ", ".join(ACTOR_TYPES.label(kind) for kind in entity.actor_types)
    return [
        _text("Kind of actor", kinds),
        _text("Motive", entity.motivation, "as sources say"),
        *_seen(entity),
    ]


def _seen(entity: ThreatActor | Campaign) -> list[Fact]:
    first, last = _date(entity.first_seen), _date(entity.last_seen)
    return [_text("First seen", first), _text("Last seen", last)]


def _campaign(builder: PageBuilder, entity: Campaign) -> list[Fact]:
    return _seen(entity)


def _malware(builder: PageBuilder, entity: Malware) -> list[Fact]:
    kinds = ", ".join(entity.malware_types)
    return [_text("Kind of malware", kinds, "a malware family is not its operators")]


def _vulnerability(builder: PageBuilder, entity: Vulnerability) -> list[Fact]:
    cve = [Link(f"https://www.cve.org/CVERecord?id={entity.cve}", entity.cve)] if entity.cve else []
    cwe = [_cwe(name) for name in entity.cwe]
    scores = [
        Fact(
            label=f"CVSS {score.version}",
            values=(Link(None, f"{score.score:g} of 10"),),
            caveat=score.vector,
            cites=builder.cites(score.cites),
            anchor=part_anchor("cvss", index),
        )
        for index, score in enumerate(entity.cvss)
    ]
    rows = [_links("CVE", cve), _links("Weakness", cwe), *scores]
    if entity.kev is not None:
        used = {True: "known", False: "not known", None: "not stated"}[entity.kev.ransomware]
        words = f"in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: {used}"
        rows.append(_text("Known to be exploited", f"Added {show_date(entity.kev.added)}", words))
    return [*rows, _links("Flaw in", (builder.link(name) for name in entity.affects))]


def _cwe(name: str) -> Link:
    number = name.removeprefix("CWE-")
    return Link(f"https://cwe.mitre.org/data/definitions/{number}.html", name)


def _product(builder: PageBuilder, entity: Product) -> list[Fact]:
    vendor = [builder.link(entity.vendor)] if entity.vendor else []
    return [
        _links("Made by", vendor),
        _text("CPE", entity.cpe23),
        _text("Package URL", entity.purl),
    ]


def _technique(builder: PageBuilder, entity: Technique) -> list[Fact]:
    path = entity.attack_id.replace(".", "/")
    return [
        _links("ATT&CK", [Link(f"https://attack.mitre.org/techniques/{path}/", entity.attack_id)])
    ]


def _law(builder: PageBuilder, entity: LegalInstrument) -> list[Fact]:
    return [_text("Law of", _country(entity.country)), _text("Made", _date(entity.issued))]


def _place(builder: PageBuilder, entity: Place) -> list[Fact]:
    return [_text("Country", _country(entity.country))]


_MAKERS: tuple[tuple[type[EntityBase], Callable[[PageBuilder, Any], list[Fact]]], ...] = (
    (Organization, _organization),
    (Person, _person),
    (ThreatActor, _actor),
    (Campaign, _campaign),
    (Malware, _malware),
    (Vulnerability, _vulnerability),
    (Product, _product),
    (Technique, _technique),
    (LegalInstrument, _law),
    (Place, _place),
)
