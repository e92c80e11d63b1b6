# What is peculiar to each kind of entity, as rows of one list. A new kind adds a function here.
"""Facts of an entity: its names, and what its kind has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from kb.say import mark, say
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


def speaks_of_people(entity: EntityBase) -> bool:
    """Return whether an entity is spoken of as people (“they”), not as a body or thing (“it”)."""
    return isinstance(entity, Person | ThreatActor)


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
    return say(title_of(type(entity)))


def build_facts(builder: PageBuilder, entity: EntityBase) -> tuple[Fact, ...]:
    """Return the facts of an entity that have a value."""
    rows: list[Fact] = []
    for kind, make in _MAKERS:
        if isinstance(entity, kind):
            rows.extend(make(builder, entity))
    rows.append(_links(say("Its own pages"), _own_links(entity)))
    rows.extend(
        _text(say("Identifier: {scheme}", scheme=scheme), value)
        for scheme, value in sorted(entity.external_ids.items())
    )
    rows.append(_text(say("Tags"), ", ".join(entity.tags)))
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
        _text(say("What it is"), ORG_KINDS.label(entity.org_kind)),
        _text(say("Sectors") if len(entity.sectors) > 1 else say("Sector"), sectors),
        _text(say("Country"), _country(entity.country)),
        _links(say("Belongs to"), parent),
    ]


def _person(builder: PageBuilder, entity: Person) -> list[Fact]:
    return [_text(say("Speaks as"), entity.role, say("public capacity"))]


def _actor(builder: PageBuilder, entity: ThreatActor) -> list[Fact]:
    kinds = ", ".join(ACTOR_TYPES.label(kind) for kind in entity.actor_types)
    return [
        _text(say("Kind of actor"), kinds),
        _text(say("Motive"), entity.motivation, say("as sources say")),
        *_seen(entity),
    ]


def _seen(entity: ThreatActor | Campaign) -> list[Fact]:
    first, last = _date(entity.first_seen), _date(entity.last_seen)
    return [_text(say("First seen"), first), _text(say("Last seen"), last)]


def _campaign(builder: PageBuilder, entity: Campaign) -> list[Fact]:
    return _seen(entity)


def _malware(builder: PageBuilder, entity: Malware) -> list[Fact]:
    kinds = ", ".join(entity.malware_types)
    return [_text(say("Kind of malware"), kinds, say("a malware family is not its operators"))]


_IN_KEV: Mapping[bool | None, str] = {
    True: mark("in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: known"),
    False: mark(
        "in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: not known"
    ),
    None: mark(
        "in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: not stated"
    ),
}


def _vulnerability(builder: PageBuilder, entity: Vulnerability) -> list[Fact]:
    cve = [Link(f"https://www.cve.org/CVERecord?id={entity.cve}", entity.cve)] if entity.cve else []
    cwe = [_cwe(name) for name in entity.cwe]
    scores = [
        Fact(
            label=f"CVSS {score.version}",
            values=(Link(None, say("{score} of 10", score=f"{score.score:g}")),),
            caveat=score.vector,
            cites=builder.cites(score.cites),
            anchor=part_anchor("cvss", index),
        )
        for index, score in enumerate(entity.cvss)
    ]
    rows = [_links("CVE", cve), _links(say("Weakness"), cwe), *scores]
    if entity.kev is not None:
        added = say("Added {date}", date=show_date(entity.kev.added))
        rows.append(_text(say("Known to be exploited"), added, say(_IN_KEV[entity.kev.ransomware])))
    return [*rows, _links(say("Flaw in"), (builder.link(name) for name in entity.affects))]


def _cwe(name: str) -> Link:
    number = name.removeprefix("CWE-")
    return Link(f"https://cwe.mitre.org/data/definitions/{number}.html", name)


def _product(builder: PageBuilder, entity: Product) -> list[Fact]:
    vendor = [builder.link(entity.vendor)] if entity.vendor else []
    return [
        _links(say("Made by"), vendor),
        _text("CPE", entity.cpe23),
        _text(say("Package URL"), entity.purl),
    ]


def _technique(builder: PageBuilder, entity: Technique) -> list[Fact]:
    path = entity.attack_id.replace(".", "/")
    return [
        _links("ATT&CK", [Link(f"https://attack.mitre.org/techniques/{path}/", entity.attack_id)])
    ]


def _law(builder: PageBuilder, entity: LegalInstrument) -> list[Fact]:
    return [
        _text(say("Law of"), _country(entity.country)),
        _text(say("Made"), _date(entity.issued)),
    ]


def _place(builder: PageBuilder, entity: Place) -> list[Fact]:
    return [_text(say("Country"), _country(entity.country))]


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
