# JSON Schema for editors, drawn from the model, so that what an editor offers and what `kb check`
# accepts cannot part. Draft-07, because that is what the YAML language server reads. The names of
# this knowledge base are completed from a file apart (schema_ids.py): offered, never enforced.
"""Export the model as JSON Schemas for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kb.artifact import Artifact
from kb.model.base import Record, vocabulary_schema
from kb.model.describe import describe_model
from kb.model.entities import ENTITY_KINDS, ENTITY_TYPES, EntityBase
from kb.model.incidents import Incident
from kb.model.kind import title_of
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.outputs.schema_draft7 import NAMES_FILE, to_draft7

DRAFT = "http://json-schema.org/draft-07/schema#"
COMMENT = "Written by `kb schema`: it is replaced whole, so do not edit it."
"""By this a schema of ours is known."""
FOLDERS: Mapping[str, str] = {
    "incidents": "incident",
    "entities": "entity",
    "sources": "sources",
    "pages": "page",
}
"""Folder of `content/` → name of the schema of its files."""


def schema_file(folder: str) -> str:
    """Return the file name of the schema for the files of a folder of `content/`."""
    return f"{FOLDERS[folder]}.schema.json"


def export_schemas() -> Iterator[Artifact]:
    """Yield one schema a record type, as files."""
    builders = (incident_schema, entity_schema, sources_schema, page_schema)
    for folder, build in zip(FOLDERS, builders, strict=True):
        yield Artifact(schema_file(folder), as_bytes(build()))


def as_bytes(schema: Mapping[str, Any]) -> bytes:
    """Return a schema as the bytes of its file: one value a line, for readable differences."""
    marked = {"$schema": DRAFT, "$comment": COMMENT, **schema}
    return (json.dumps(marked, ensure_ascii=False, indent=2) + "\n").encode()


def is_own_schema(artifact: Artifact, data: bytes) -> bool:
    """Return whether the bytes of a file are a schema that `kb schema` wrote at this place.

    Schemas from before there was a comment in them are known by their description.
    """
    try:
        found, new = json.loads(data), json.loads(artifact.data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or found.get("$schema") != DRAFT:
        return False
    return found.get("$comment") == COMMENT or found.get("description") == new["description"]


def _schema_of(model: type[Record]) -> dict[str, Any]:
    """Return the schema of a record type, with an example where a key has no list of values."""
    schema = to_draft7(model.model_json_schema())
    docs = {doc.name: doc for doc in describe_model()}
    parts = {title_of(model): schema, **schema.get("definitions", {})}
    for name, part in parts.items():
        for key in docs[name].keys:
            found = part["properties"][key.key]
            if "$ref" in found:  # draft-07 passes over what stands beside it
                found["allOf"] = [{"$ref": found.pop("$ref")}]
            found.setdefault("description", key.meaning)
            if key.example is not None and key.vocabulary is None and not _has_values(found):
                found["examples"] = [key.example]
    return schema


def _has_values(schema: Mapping[str, Any]) -> bool:
    """Return whether an editor can offer values for a key without an example."""
    text = json.dumps(schema)
    return any(
        word in text for word in ('"enum"', '"examples"', '"const"', '"boolean"', NAMES_FILE)
    )


def incident_schema() -> dict[str, Any]:
    """Return the schema of a file in `content/incidents/`."""
    return {"$schema": DRAFT, **_schema_of(Incident)}


def page_schema() -> dict[str, Any]:
    """Return the schema of the front matter of a file in `content/pages/`."""
    return {"$schema": DRAFT, **_schema_of(WrittenPage)}


def sources_schema() -> dict[str, Any]:
    """Return the schema of a file in `content/sources/`: a list of sources."""
    source = _schema_of(Source)
    definitions = source.pop("definitions")
    return {
        "$schema": DRAFT,
        "title": "Sources",
        "description": "A bibliography: a list of sources, by convention one file an incident.",
        "type": "array",
        "items": {"$ref": "#/definitions/Source"},
        "definitions": {"Source": source, **definitions},
    }


def entity_schema() -> dict[str, Any]:
    """Return the schema of a file in `content/entities/`: what else it holds hangs on `kind`."""
    definitions: dict[str, Any] = {}
    choices = []
    for model in ENTITY_TYPES:
        schema = _schema_of(model)
        definitions |= schema.pop("definitions", {})
        definitions[model.__name__] = schema
        kind = schema["properties"]["kind"]["const"]
        choices.append(
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/definitions/{model.__name__}"},
            }
        )
    shared = to_draft7(EntityBase.model_json_schema())
    kind = {"description": "The kind of entity; the folder has its name."}
    return {
        "$schema": DRAFT,
        "title": "Entity",
        "description": "Everybody and everything that incidents have in common.",
        "type": "object",
        # Before `kind` is written, the keys that all kinds share are offered.
        "properties": {**shared["properties"], "kind": kind | vocabulary_schema(ENTITY_KINDS)},
        "required": ["kind"],
        "allOf": choices,
        "definitions": definitions,
    }
