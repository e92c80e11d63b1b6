# What a field says of itself beside its meaning (the string under it) stands on it, as marks in its
# type. Pages, backlinks, the reference, the schemas and `kb new` are made from them. What a field
# must have and lacks is one failing test with a sentence: tests/model/test_says_it_once.py.
"""Marks with the words of a field: label, example, backlink, question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a field, for readers and for whoever writes it."""

    label: str = ""
    """What stands before its value on a page: `Made by`."""
    labels: str = ""
    """The label of several values, where that is another word."""
    caveat: str = ""
    """What to know about the value, in smaller type behind it."""
    example: Any = None
    """How it is written; left out where the type of the field has an example."""
    place: str = ""
    """Where prose in it stands, after `Named`: `in the summary`."""
    noun: str = ""
    """What one of its parts is called where it cites a source: `claim`."""
    schema_org: str = ""
    """Its property of schema.org, in the structured data of the record's page."""


@dataclass(frozen=True, slots=True)
class LinksBack:
    """What a field that names a record makes on the page of that record."""

    words: str
    """Read on the page of the other record: `Insurer of the loss`. `{key}` is a value that stands
    beside the field; a term of a vocabulary is shown by its label."""
    kind: str = "field"
    """How pages group it: `role`, `event`, `claim` …; `field` is always spelled out."""
    dated_by: str = ""
    """The key beside the field that dates it."""


@dataclass(frozen=True, slots=True)
class NoLinkBack:
    """Says that a field which names a record makes nothing on the page of that record."""

    reason: str


@dataclass(frozen=True, slots=True)
class CitesSource:
    """Marks a field that names a source by which a part is supported, though it is no cite."""

    stance: str = "supports"


@dataclass(frozen=True, slots=True)
class ShownAs:
    """Says of a type how its values are read and shown, where its Python type cannot tell."""

    form: str
    """`country` or `address`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`kb new` asks for the field; the question is its meaning."""

    option: str = ""
    """Its option on the command line, where that is not the key with hyphens."""
