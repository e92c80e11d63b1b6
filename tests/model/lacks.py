# What a field or a kind must say of itself, as sentences for whoever adds one. The tests hold the
# whole model against it, and a few faulty models against the sentences.
"""Find what fields and kinds leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from kb.index.backlinks import RECORDS
from kb.model.base import Part
from kb.model.entities import EntityBase
from kb.model.examples import example_of
from kb.model.fields import ModelField, fields_of
from kb.model.kind import GLYPHS
from kb.model.sources import Cite, Derivation
from kb.model.words import LinksBack
from kb.views.facts import SPECIAL, own_fields


def iter_lacking(field: ModelField) -> Iterator[str]:
    """Yield what a field of any record or part lacks."""
    if not (field.info.description or "").strip():
        yield f"{field.place} has no meaning: write a string under it"
    if example_of(field) is None:
        yield f"{field.place} has no example: write Words(example=…) in its type"
    if "source" in field.names and field.owner not in (Cite, Derivation) and not (
        field.cites or field.leads
    ):  # fmt: skip
        yield (
            f"{field.place} names a source and is no use of it:"
            " write CitesSource() or NoLinkBack(why) in its type"
        )
    if isinstance(field.leads, LinksBack):
        asked = re.findall(r"\{([a-z_]+)\}", field.leads.words)
        for key in filter(None, (*asked, field.leads.dated_by)):
            if key not in field.owner.model_fields and not hasattr(field.owner, key):
                yield f"{field.place} leads back in words of `{key}`, which its part has not"


def iter_without_way_back(
    model: type[BaseModel], *, is_covered: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield place and sentence of the fields that name a record, and lead nowhere back."""
    for field in fields_of(model):
        covered = is_covered or field.leads is not None
        if field.names & RECORDS and not field.parts and not covered:
            what = " or ".join(sorted(field.names & RECORDS))
            yield (
                field.place,
                f"{field.place} refers to a record ({what}) and has no backlink:"
                ' write LinksBack("…") or NoLinkBack("why") in its type',
            )
        for part in field.parts:
            yield from iter_without_way_back(part, is_covered=covered)


def iter_unshown(kind: type[EntityBase]) -> Iterator[str]:
    """Yield what the page of an entity would show without a label, or cannot show."""
    for field in own_fields(kind):
        if field.name == "kind" or field.place in SPECIAL:
            continue
        if not field.words.label:
            yield f'{field.place} is shown without a label: write Words(label="…") in its type'
        if field.parts:
            yield f"{field.place} holds parts: write how they are shown into SPECIAL of views/facts"


def iter_unlabelled(part: type[Part], worded: frozenset[str]) -> Iterator[str]:
    """Yield the fields of a part that its page shows without a label."""
    for field in fields_of(part):
        if field.name not in worded and not field.words.label:
            yield f'{field.place} is shown without a label: write Words(label="…") in its type'


def iter_nameless(kind: type[EntityBase]) -> Iterator[str]:
    """Yield what a kind of entity leaves out of its names."""
    names, name = kind.names, kind.__name__
    if "names" not in vars(kind):
        yield f"{name} has no names: write `names: ClassVar[Kind] = Kind(plural=…, note=…, …)`"
        return
    for key, none in (
        ("plural", ""), ("note", ""), ("schema_org", " (THING where none fits)"),
        ("stix", " (NO_STIX where there is none)"), ("glyph", ""),
    ):  # fmt: skip
        if not getattr(names, key):
            yield f"{name} has no {key}: write {key}=… in its Kind{none}"
    if names.glyph and names.glyph not in GLYPHS:
        yield f"{name} has the glyph {names.glyph}: give it words in GLYPHS of kb/model/kind.py"
