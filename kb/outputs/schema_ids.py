# A snapshot of the names in this knowledge base, so that an editor can offer them. It is drawn from
# the files as they were read, not as they were understood: a record that is still being written,
# and fails the check, is offered all the same.
"""Export the ids and citekeys of this knowledge base for completion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.artifact import Artifact
from kb.outputs.schema import DRAFT, as_bytes
from kb.outputs.schema_draft7 import NAMES_FILE
from kb.read.walk import RawDocument

_EDITORS = ("editors", "Our own sums and findings.")


def export_ids(documents: Iterable[RawDocument]) -> Artifact:
    """Return the schema that offers every id and citekey in `documents`."""
    return Artifact(NAMES_FILE, as_bytes(ids_schema(documents)))


def ids_schema(documents: Iterable[RawDocument]) -> dict[str, Any]:
    """Return one definition for each kind of name: its values, and what each stands for."""
    lists: dict[str, list[tuple[str, str]]] = {
        name: [] for name in ("record", "entity", "incident", "trend", "source")
    }
    for document in documents:
        for to, name, words in _iter_names(document):
            lists[to].append((name, words))
    lists["speaker"] = [_EDITORS, *lists["entity"]]
    return {
        "$schema": DRAFT,
        "description": "Names of this knowledge base, for completion. Written by `kb schema`.",
        "definitions": {name: _offer(found) for name, found in lists.items()},
    }


def _offer(found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    rows = sorted(dict(found).items())
    if not rows:
        return {"not": {}}  # an empty `enum` is no schema
    return {
        "type": "string",
        "enum": [name for name, _ in rows],
        "markdownEnumDescriptions": [words for _, words in rows],
    }


def _iter_names(document: RawDocument) -> Iterator[tuple[str, str, str]]:
    value = document.node.value if document.node is not None else None
    if document.folder == "sources":
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield "source", item["id"], _about_source(item)
        return
    if document.folder not in ("incidents", "entities"):
        return
    keys = value if isinstance(value, dict) else {}
    name = str(keys.get("name") or keys.get("title") or document.stem)
    words = f"{name} ({document.kind or 'incident'})"
    yield "record", document.stem, words
    yield ("incident" if document.folder == "incidents" else "entity"), document.stem, words
    if document.kind == "trend":
        yield "trend", document.stem, words


def _about_source(item: dict[str, Any]) -> str:
    outlet = item.get("container-title") or item.get("publisher")
    parts = (item.get("title"), outlet, item.get("issued"))
    return ". ".join(str(part) for part in parts if part)
