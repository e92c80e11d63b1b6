"""The schemas for editors: true to the model, valid draft-07, explained key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from kb.model.describe import KeyDoc, TypeDoc, describe_model
from kb.model.entities import ENTITY_TYPES
from kb.model.incidents import Incident
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.outputs.schema import export_schemas
from kb.outputs.schema_draft7 import to_draft7
from kb.outputs.schema_ids import ids_schema
from kb.read.walk import read_content
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = {artifact.path: json.loads(artifact.data) for artifact in export_schemas()}
KEYS = [(doc, key) for doc in describe_model() for key in doc.keys]


def iter_parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for below in schema.values():
            yield from iter_parts(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from iter_parts(below)


def test_the_committed_schemas_say_what_the_model_says() -> None:
    """Nobody changes the model without its schemas (`kb schema` writes them)."""
    for artifact in looked_at(export_schemas(), 4):
        assert (ROOT / "schemas" / artifact.path).read_bytes() == artifact.data, artifact.path


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_draft_07(name: str) -> None:
    """It says so, uses no newer words, and everything it points at is there."""
    schema = SCHEMAS[name]
    ids = ids_schema(read_content(ROOT / "content").documents)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    newer = {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired", "discriminator"}
    for part in looked_at(iter_parts(schema), 20):
        assert not newer & set(part)
        assert not any(str(key).startswith("x-") for key in part)
        if "$ref" in part:
            assert set(part) == {"$ref"}, "draft-07 passes over what stands beside $ref"
            file, _, place = part["$ref"].partition("#/definitions/")
            target = {"": schema, "ids.schema.json": ids}[file]
            assert place in target["definitions"], part


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_key_has_a_description(name: str) -> None:
    """Every key of every type is explained in the editor."""
    keys = looked_at(
        (
            (key, found)
            for part in iter_parts(SCHEMAS[name])
            if isinstance(part.get("properties"), dict)
            and "const" not in str(part.get("properties"))
            for key, found in part["properties"].items()
        ),
        at_least=8,
    )
    assert not [key for key, found in keys if not found.get("description")]


def test_terms_come_with_their_meaning() -> None:
    """Each closed list has a line for each of its values."""
    parts = (part for schema in SCHEMAS.values() for part in iter_parts(schema))
    for part in looked_at((part for part in parts if "markdownEnumDescriptions" in part), 20):
        assert len(part["enum"]) == len(part["markdownEnumDescriptions"]) > 0
        assert all(part["markdownEnumDescriptions"])


def test_ids_are_the_names_of_the_content() -> None:
    """Every entity, incident, trend and source of the content is offered under its kind."""
    found = ids_schema(read_content(ROOT / "content").documents)["definitions"]
    files = {path.stem for path in (ROOT / "content/entities").rglob("*.yml")}
    assert set(found["entity"]["enum"]) == files
    assert set(found["speaker"]["enum"]) == files | {"editors"}
    assert "kent-councils-2024" in found["incident"]["enum"]
    assert set(found["record"]["enum"]) == files | set(found["incident"]["enum"])
    assert "techcrunch-20240119" in found["source"]["enum"]
    assert set(found["trend"]["enum"]) == {
        path.stem for path in (ROOT / "content/entities/trend").glob("*.yml")
    }


def test_a_broken_record_is_offered_all_the_same(tmp_path: Path) -> None:
    """A record that is still being written can be named already."""
    folder = tmp_path / "entities/person"
    folder.mkdir(parents=True)
    (folder / "half-written.yml").write_text("kind: [person\n", encoding="utf-8")
    found = ids_schema(read_content(tmp_path).documents)["definitions"]
    assert found["entity"]["enum"] == ["half-written"]
    assert found["source"] == {"not": {}}


def test_nothing_beside_a_reference() -> None:
    """What pydantic writes beside `$ref` is kept, but apart from it."""
    given = {"$defs": {"A": {"type": "object"}}, "properties": {"a": {"$ref": "#/$defs/A",
             "description": "An A."}, "b": {"anyOf": [{"type": "string"}, {"type": "null"}],
             "default": None}}}  # fmt: skip
    found = to_draft7(given)
    assert found["properties"]["a"] == {
        "description": "An A.",
        "allOf": [{"$ref": "#/definitions/A"}],
    }
    assert found["properties"]["b"] == {"type": "string"}


@pytest.mark.parametrize(("doc", "key"), KEYS, ids=[f"{doc.name}.{key.key}" for doc, key in KEYS])
def test_every_key_has_an_example_that_the_model_accepts(doc: TypeDoc, key: KeyDoc) -> None:
    """The example of a key can be copied into a record."""
    model = MODELS[doc.name]
    field = next(f for name, f in model.model_fields.items() if (f.alias or name) == key.key)
    kind: Any = field.annotation
    for mark in field.metadata:
        kind = Annotated[kind, mark]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    adapter.validate_python(key.example)


def collect_models() -> dict[str, Any]:
    """Return every class of the model by the name it is described under."""
    found: dict[str, Any] = {}
    todo: list[Any] = [Incident, Source, WrittenPage, *ENTITY_TYPES]
    while todo:
        model = todo.pop()
        name = str(model.model_config.get("title") or model.__name__)
        if name in found:
            continue
        found[name] = model
        todo += [
            part for field in model.model_fields.values() for part in iter_models(field.annotation)
        ]
    return found


def iter_models(annotation: Any) -> Iterator[Any]:
    """Yield the model classes inside a type."""
    if hasattr(annotation, "model_fields"):
        yield annotation
    for below in getattr(annotation, "__args__", ()):
        yield from iter_models(below)


MODELS = collect_models()
