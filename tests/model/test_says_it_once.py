"""Fields and kinds say what everything else is made from; what one lacks is a sentence here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel

from kb.model.base import EntityRef, Line, Part, SourceRef
from kb.model.entities import ENTITY_KINDS, ENTITY_TYPES, EntityBase
from kb.model.fields import fields_of, parts_below
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.model.kind import Kind
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.words import LinksBack, NoLinkBack, Words
from kb.outputs.schema import export_schemas
from kb.pages.graph.page import graph_kinds
from kb.views.facts import SPECIAL
from kb.views.impact import WORDED
from tests.model.lacks import (
    iter_lacking,
    iter_nameless,
    iter_unlabelled,
    iter_unshown,
    iter_without_way_back,
)

RECORDS: tuple[type[BaseModel], ...] = (Incident, Source, *ENTITY_TYPES, WrittenPage)
MODELS = tuple(dict.fromkeys(part for record in RECORDS for part in parts_below(record)))


class Silent(Part):
    """A part whose fields say nothing of themselves."""

    insurer: EntityRef | None = None
    broker: Annotated[
        EntityRef | None, Words(label="Broker"), LinksBack("Broker since {day}", dated_by="start")
    ] = None
    """Who arranged it."""
    paper: SourceRef | None = None
    """Where it stands."""
    policy: Line | None = None
    """Its number."""


class Holder(Part):
    """A part that says for the part inside of it how that leads back."""

    one: Annotated[Silent | None, NoLinkBack("told elsewhere")] = None
    two: Silent | None = None


def test_every_field_says_what_others_make_of_it() -> None:
    """Meaning, example, use of a source and words of the backlink stand on the field."""
    fields = [field for model in MODELS for field in fields_of(model)]
    assert len(MODELS) > 45
    assert len(fields) > 400
    lacking = [sentence for field in fields for sentence in iter_lacking(field)]
    assert not lacking, "\n".join(lacking)


def test_whatever_names_a_record_leads_back_or_says_why_not() -> None:
    """No reference to a record is without a backlink by accident."""
    found = [said for record in RECORDS for _, said in iter_without_way_back(record)]
    assert not found, "\n".join(dict.fromkeys(found))
    leading = [field for model in MODELS for field in fields_of(model) if field.leads]
    assert len(leading) > 15


def test_every_fact_of_an_entity_has_a_label() -> None:
    """The page of an entity shows each field of its kind by a label or by words of its own."""
    found = [said for kind in ENTITY_TYPES for said in iter_unshown(kind)]
    assert not found, "\n".join(found)
    places = {field.place for kind in ENTITY_TYPES for field in fields_of(kind)}
    assert set(SPECIAL) <= places, set(SPECIAL) - places


def test_every_fact_of_an_impact_has_a_label() -> None:
    """What the sentence of an impact does not say stands behind it with a label."""
    found = list(iter_unlabelled(Impact, WORDED))
    assert not found, "\n".join(found)
    assert set(Impact.model_fields) >= WORDED


def test_every_kind_has_names() -> None:
    """Plural, meaning, names elsewhere and sign of a kind stand in its class."""
    found = [said for kind in ENTITY_TYPES for said in iter_nameless(kind)]
    assert not found, "\n".join(found)
    assert len(ENTITY_TYPES) == len(set(ENTITY_KINDS)) >= 13
    assert len({kind.names.plural for kind in ENTITY_TYPES}) == len(ENTITY_TYPES)


def test_the_graph_and_the_schema_know_every_kind() -> None:
    """A kind is drawn and offered in editors because it is a class, not because of a list."""
    assert [kind.id for kind in graph_kinds()] == ["incident", *ENTITY_KINDS]
    assert all(kind.glyph for kind in graph_kinds())
    schema = next(item.data for item in export_schemas() if item.path == "entity.schema.json")
    assert all(f'"const": "{kind}"'.encode() in schema for kind in ENTITY_KINDS)


def test_a_silent_field_is_told_in_a_sentence() -> None:
    """Whoever adds a field and forgets something reads what to write, and where."""
    fields = {field.name: list(iter_lacking(field)) for field in fields_of(Silent)}
    assert fields == {
        "insurer": ["Silent.insurer has no meaning: write a string under it"],
        "broker": ["Silent.broker leads back in words of `day`, which its part has not",
                   "Silent.broker leads back in words of `start`, which its part has not"],
        "paper": ["Silent.paper names a source and is no use of it: write CitesSource() or"
                  " NoLinkBack(why) in its type"],
        "policy": ["Silent.policy has no example: write Words(example=…) in its type"],
    }  # fmt: skip
    assert list(iter_without_way_back(Silent)) == [(
        "Silent.insurer",
        "Silent.insurer refers to a record (entity) and has no backlink:"
        ' write LinksBack("…") or NoLinkBack("why") in its type',
    )]  # fmt: skip
    # `one` speaks for what is inside of it, `two` does not.
    assert len(list(iter_without_way_back(Holder))) == 1
    assert len(list(iter_unlabelled(Silent, frozenset({"paper", "policy"})))) == 1


def test_a_nameless_kind_is_told_in_a_sentence() -> None:
    """A kind that leaves a name out is told which, and what to write where there is none."""

    class Bare(EntityBase):
        """A kind without names."""

        kind: Literal["bare"]
        """The kind of entity."""
        publisher: EntityRef | None = None
        """Who published it."""
        terms: tuple[Silent, ...] = ()
        """Its terms."""

    class Half(Bare):
        """A kind with half of its names."""

        names: ClassVar[Kind] = Kind(plural="Halves", note="Half of it.", glyph="☃")

    assert list(iter_nameless(Bare)) == [
        "Bare has no names: write `names: ClassVar[Kind] = Kind(plural=…, note=…, …)`"
    ]
    assert list(iter_nameless(Half)) == [
        "Half has no schema_org: write schema_org=… in its Kind (THING where none fits)",
        "Half has no stix: write stix=… in its Kind (NO_STIX where there is none)",
        "Half has the glyph ☃: give it words in GLYPHS of kb/model/kind.py",
    ]
    assert list(iter_unshown(Bare)) == [
        'Bare.publisher is shown without a label: write Words(label="…") in its type',
        'Bare.terms is shown without a label: write Words(label="…") in its type',
        "Bare.terms holds parts: write how they are shown into SPECIAL of views/facts",
    ]
