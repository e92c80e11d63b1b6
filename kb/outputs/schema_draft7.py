# pydantic writes JSON Schema 2020-12 for machines; editors read draft-07 and show it to people. One
# is rewritten into the other here: nothing in this module knows a record type.
"""Rewrite pydantic's JSON Schema into draft-07 that reads well in an editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.ids import ID_PATTERN

NAMES_FILE = "ids.schema.json"
"""Beside the schemas: the ids of this very knowledge base, for completion."""

LOCAL = frozenset({"claim", "dispute", "question"})
"""Names of parts of one record: no list for all records can offer those of this one."""

_FORM = "lower-case letters, digits and single hyphens, such as kent-councils-2024"
_NULL: Mapping[str, Any] = {"type": "null"}


def to_draft7(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema of pydantic's as draft-07.

    A key may not be empty here, although the check lets that pass: in an editor it is a key that
    somebody has not filled in yet.
    """
    definitions = {name: _rewrite(part) for name, part in schema.get("$defs", {}).items()}
    rest = {key: value for key, value in schema.items() if key != "$defs"}
    top: dict[str, Any] = _rewrite(rest)
    if "title" in schema:
        top["title"] = schema["title"]
    return top | {"definitions": definitions} if definitions else top


def _rewrite(schema: Mapping[str, Any]) -> dict[str, Any]:
    if "x-names" in schema:
        return _named(schema)
    if "x-part" in schema:
        return {"$ref": f"#/definitions/{schema['x-part']}"}
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "title" or (key == "default" and not isinstance(value, str | bool)):
            continue  # a title made from the key, and defaults that mean "nothing": noise
        found[key] = _rewrite_value(key, value)
    if found.get("pattern") == f"^{ID_PATTERN.pattern}$":
        found["patternErrorMessage"] = _FORM
    if "anyOf" in found:
        choices = found.pop("anyOf")
        found |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    return _apart(found)


def _rewrite_value(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _rewrite(part) for name, part in value.items()}
    if key == "anyOf":
        return _choices(value)
    if key == "$ref":
        return value.replace("#/$defs/", "#/definitions/")
    if key in ("items", "additionalProperties") and isinstance(value, dict):
        return _rewrite(value)
    return value


def _choices(options: list[Any]) -> list[dict[str, Any]]:
    """Return the choices of an `anyOf`: nested ones in one row, without `null`, each once."""
    found: list[dict[str, Any]] = []
    for option in options:
        if option == _NULL:
            continue
        choice = _rewrite(option)
        row = choice["anyOf"] if set(choice) == {"anyOf"} else [choice]
        found.extend(item for item in row if item not in found)
    return found


def _named(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Offer the names there are, and let every other name pass: `kb check` judges those."""
    to = schema["x-names"]
    form = {"type": "string", "pattern": schema["pattern"], "patternErrorMessage": _FORM}
    about = {key: value for key, value in schema.items() if key == "description"}
    if to in LOCAL:
        return {**about, **form}
    return {**about, "anyOf": [{"$ref": f"{NAMES_FILE}#/definitions/{to}"}, form]}


def _apart(schema: dict[str, Any]) -> dict[str, Any]:
    """Keep `$ref` by itself: in draft-07 everything beside it is ignored."""
    if "$ref" in schema and len(schema) > 1:
        target = schema.pop("$ref")
        return {**schema, "allOf": [{"$ref": target}]}
    return schema
