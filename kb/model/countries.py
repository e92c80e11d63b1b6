"""Countries as ISO 3166-1 has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from kb.model.base import (
    ContentError,
)
from kb.model.words import ShownAs, Words
from kb.vocab.countries import is_country


def _country(value: object) -> str:
    if isinstance(value, str) and is_country(value):
        return value
    near = {"UK": "GB", "EL": "GR"}.get(str(value).upper(), str(value).upper())
    hint = f"write {near}" if is_country(near) else "two capital letters, such as GB or DE"
    raise ContentError("is no ISO 3166-1 country code", hint, "KB205")


_COUNTRY_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["GB"]}
Country = Annotated[
    str,
    PlainValidator(_country),
    WithJsonSchema(dict(_COUNTRY_SCHEMA)),
    Words(example="GB"),
    ShownAs("country"),
]
"""ISO 3166-1 alpha-2."""
"""ISO 3166-1 alpha-2 code."""
