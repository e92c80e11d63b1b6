# One place says what a kind of entity is called, what it is elsewhere and how the graph draws it.
# The vocabulary of kinds, structured data, the graph and `kb new` read it here, never a list of
# their own; tests/model/test_says_it_once.py fails with a sentence where a kind leaves one out.
"""What the kinds of entities are called, here and elsewhere."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

GLYPHS: Mapping[str, str] = {
    "●": "incident",
    "○": "body, person or other",
    "▲": "attacker or malware",
    "△": "flaw",
    "□": "product",
    "◇": "trend",
}
"""Signs of the graph, each with its words in the legend."""

NO_GLYPH = "○"
"""Drawn where a kind names no sign."""
THING = "Thing"
"""The type of schema.org for a kind that no other type fits."""
NO_STIX = "none"
"""For a kind that STIX 2.1 has no object for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of entity is called beside its title, its meaning and its id."""

    plural: str = ""
    """Several of them, as headings and lists have it."""
    note: str = ""
    """What belongs here, in one line."""
    schema_org: str = ""
    """Its type of schema.org; `THING` where none fits."""
    stix: str = ""
    """Its object type in STIX 2.1; `NO_STIX` where there is none."""
    glyph: str = ""
    """Its sign in the graph, one of `GLYPHS`."""


def kind_id(model: type[BaseModel]) -> str:
    """Return the id of the kind that a type of entity describes: `threat-actor`."""
    return str(typing.get_args(model.model_fields["kind"].annotation)[0])


def title_of(model: type[BaseModel]) -> str:
    """Return what one record or part of this type is called: “Threat actor”."""
    return str(model.model_config.get("title") or model.__name__)
