# A field of a kind is shown by its label and its type; only what wants words or addresses of its
# own has a function here.
"""Facts of an entity: its names, and what its kind has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.dates import show_date
from kb.ids import part_anchor
from kb.model.entities import (
    EntityBase,
    Person,
    Technique,
    ThreatActor,
    Vulnerability,
)
from kb.model.fields import ModelField, fields_of
from kb.model.kind import title_of
from kb.say import mark, say
from kb.views.builder import PageBuilder
from kb.views.fact import Fact
from kb.views.link import Link
from kb.views.part_facts import field_fact
from kb.views.period import show_period


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
    """Return the facts of an entity that have a value, in the order of the model."""
    rows: list[Fact] = []
    for field in own_fields(type(entity)):
        special = SPECIAL.get(field.place)
        rows.extend(
            [field_fact(builder, entity.id, entity, (), field)]
            if special is None
            else special(builder, entity)
        )
    rows.append(Fact(say("Its own pages"), tuple(_own_links(entity)), None, Markup("")))
    rows.extend(
        _text(say("Identifier: {scheme}", scheme=scheme), value)
        for scheme, value in sorted(entity.external_ids.items())
    )
    rows.append(_text(say("Tags"), ", ".join(entity.tags)))
    return tuple(row for row in rows if row.values)


def own_fields(model: type[EntityBase]) -> tuple[ModelField, ...]:
    """Return the fields that entities of one kind have beside those of all kinds."""
    return tuple(field for field in fields_of(model) if field.name not in EntityBase.model_fields)


def _text(label: str, text: str | None, caveat: str | None = None) -> Fact:
    return Fact(label, (Link(None, text),) if text else (), caveat, Markup(""))


def _own_links(entity: EntityBase) -> list[Link]:
    return [Link(link.url, link.label or link.url) for link in entity.links]


def _cve(_: PageBuilder, entity: Vulnerability) -> list[Fact]:
    url = f"https://www.cve.org/CVERecord?id={entity.cve}"
    return [Fact("CVE", (Link(url, entity.cve),) if entity.cve else (), None, Markup(""))]


def _cwe(_: PageBuilder, entity: Vulnerability) -> list[Fact]:
    base = "https://cwe.mitre.org/data/definitions"
    links = (Link(f"{base}/{name.removeprefix('CWE-')}.html", name) for name in entity.cwe)
    return [Fact(say("Weakness"), tuple(links), None, Markup(""))]


def _cvss(builder: PageBuilder, entity: Vulnerability) -> list[Fact]:
    return [
        Fact(
            label=f"CVSS {score.version}",
            values=(Link(None, say("{score} of 10", score=f"{score.score:g}")),),
            caveat=score.vector,
            cites=builder.cites(score.cites),
            anchor=part_anchor("cvss", index),
        )
        for index, score in enumerate(entity.cvss)
    ]


_IN_KEV: Mapping[bool | None, str] = {
    True: mark("in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: known"),
    False: mark(
        "in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: not known"
    ),
    None: mark(
        "in CISA’s catalogue of known exploited vulnerabilities; use in ransomware: not stated"
    ),
}


def _kev(_: PageBuilder, entity: Vulnerability) -> list[Fact]:
    if entity.kev is None:
        return []
    added = say("Added {date}", date=show_date(entity.kev.added))
    return [_text(say("Known to be exploited"), added, say(_IN_KEV[entity.kev.ransomware]))]


def _technique(_: PageBuilder, entity: Technique) -> list[Fact]:
    url = f"https://attack.mitre.org/techniques/{entity.attack_id.replace('.', '/')}/"
    return [Fact("ATT&CK", (Link(url, entity.attack_id),), None, Markup(""))]


def _elsewhere(_: PageBuilder, __: EntityBase) -> list[Fact]:
    """Return nothing: the page shows the field in a place of its own."""
    return []


SPECIAL: Mapping[str, Callable[[PageBuilder, Any], list[Fact]]] = {
    mark("Vulnerability.cve"): _cve,
    mark("Vulnerability.cwe"): _cwe,
    mark("Vulnerability.cvss"): _cvss,
    mark("Vulnerability.kev"): _kev,
    mark("Technique.attack_id"): _technique,
    mark("Trend.trend_type"): _elsewhere,
    mark("Trend.change"): _elsewhere,
    mark("Trend.outlook_10y"): _elsewhere,
    mark("Trend.driving_force"): _elsewhere,
    mark("Trend.keywords"): _elsewhere,
    mark("Trend.evidence"): _elsewhere,
}
"""Field → its facts, where it wants more than its label and its value."""
