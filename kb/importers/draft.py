# What an importer hands to the core: plain values, in the form in which a person would write them.
# A draft says where each value comes from by where it stands: `values` are the source's own words,
# `defaults` are ours, the weakest that are honest, and are written once.
"""Drafts: records as an outside source has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.problems import Problem

Field = tuple[str, ...]
"""The place of a value in a record: `("title",)`, `("external_ids", "doi")`."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item that a draft adds to a list of its record, such as evidence of a trend."""

    key: str
    """The list."""
    match: tuple[str, str]
    """Key and value by which the item is known again."""
    values: Mapping[str, Any]
    """What the source says of it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One record of an outside source."""

    id: str
    file: str
    """Where a new record goes, below the content folder: `sources/zotero.yml`."""
    values: Mapping[Field, Any]
    """What the source says; only this is compared and updated later."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """What the shape needs and the source does not say; for new records only."""
    implied: Mapping[str, Any] = field(default_factory=dict)
    """What a key means when it is left out: it need not be written to agree."""
    items: tuple[Item, ...] = ()
    origin: str = ""
    """What the record is called in the source, for messages."""
    remark: str = ""
    """A comment above a new record: what is still to be judged."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything that one outside file gives."""

    name: str
    """Of the file, as an id; the fingerprints are kept under it."""
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    """What could not be read or placed."""
    head: str = ""
    """A comment at the top of a new list of sources."""
    known: frozenset[str] = frozenset()
    """Ids of records that the file is about but does not describe."""
