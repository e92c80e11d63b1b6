# Names follow STIX 2.1 where STIX has an object of that kind.
"""Vocabularies of entities and relations."""

from __future__ import annotations

from dataclasses import dataclass

from kb.vocab.terms import vocabulary

ORG_KINDS = vocabulary(
    "organisation kind",
    """
    local-authority | Local authority
    shared-service | Shared service
    company | Company
    agency | Agency or department
    regulator | Regulator
    law-enforcement | Law enforcement
    prosecutor | Prosecutor
    court | Court
    committee | Committee
    network | Network
    professional-body | Professional body
    charity | Charity
    health-body | Health body
    education-body | School, college or university
    media | Media
    other | Other
    """,
)

ACTOR_TYPES = vocabulary(
    "actor type",
    """
    activist | Activist
    competitor | Competitor
    crime-syndicate | Crime syndicate
    criminal | Criminal
    hacker | Hacker
    insider-accidental | Accidental insider
    insider-disgruntled | Disgruntled insider
    nation-state | Nation state
    sensationalist | Sensationalist
    spy | Spy
    terrorist | Terrorist
    unknown | Not known
    """,
)

TREND_TYPES = vocabulary(
    "trend type",
    """
    signal | Signal | A change that can be seen.
    concern | Concern | What people fear of it.
    behavior | Behaviour | How people and bodies act.
    technology | Technology | What technology is involved.
    issue | Issue | A question of policy.
    theme | Theme | A subject that recurs.
    """,
)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relation with the words for both directions."""

    id: str
    label: str
    """Read from the subject: “Civica **supplies** Canterbury”."""
    inverse: str
    """Read from the target: “Canterbury **is supplied by** Civica”."""


def _relations(text: str) -> tuple[RelationType, ...]:
    rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return tuple(RelationType(row[0], row[1], row[2]) for row in rows)


RELATION_TYPES = _relations(
    """
    supplier-of | supplies | is supplied by
    outsources-to | outsources to | takes on work outsourced by
    shares-service-with | shares services with | shares services with
    member-of | is a member of | has as member
    parent-of | is the parent of | belongs to
    successor-of | succeeds | is succeeded by
    regulates | regulates | is regulated by
    investigates | investigates | is investigated by
    employs | employs | works for
    speaks-for | speaks for | is spoken for by
    uses | uses | is used by
    exploits | exploits | is exploited by
    affects | affects | is affected by
    attributed-to | is attributed to | is held responsible for
    targets | targets | is targeted by
    part-of | is part of | includes
    follows | follows | is followed by
    similar-to | is similar to | is similar to
    located-in | is in | is the place of
    related-to | is related to | is related to
    """
)
"""Every relation type. Backlinks use the inverse; nobody writes it."""


def relation_type(name: str) -> RelationType | None:
    """Return the relation type called `name`."""
    return next((item for item in RELATION_TYPES if item.id == name), None)


RELATION_STATUSES = vocabulary(
    "relation status",
    """
    current | current
    former | former
    planned | planned
    alleged | alleged
    disputed | disputed
    """,
)
