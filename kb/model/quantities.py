"""Figures with their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from kb.model.base import (
    ContentError,
    Line,
    Number,
    OneOf,
    Part,
)
from kb.model.figures import read_figure
from kb.model.words import Asked, Words
from kb.vocab.incidents import QUALIFIERS


def _scalar(value: object) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    raise ContentError("is no single value", "write a number, a date or a word", "KB203")


_SCALAR_SCHEMA: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
Scalar = Annotated[
    str | int | float | bool, PlainValidator(_scalar), WithJsonSchema(dict(_SCALAR_SCHEMA))
]


class Quantity(Part):
    """A figure with its bounds."""

    value: Annotated[Scalar | None, Words(example=500000), Asked()] = None
    """The value: a number, a date, or a word."""
    min: Annotated[Number | None, Words(example=400000)] = None
    """Lower bound."""
    max: Annotated[Number | None, Words(example=500000)] = None
    """Upper bound."""
    unit: Annotated[Line | None, Words(example="people")] = None
    """What is counted: people, records, days …"""
    currency: Annotated[
        Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None, Words(example="GBP")
    ] = None
    """ISO 4217 code, for money."""
    qualifier: Annotated[str, OneOf(QUALIFIERS)] | None = None
    """How exact the figure is."""

    @model_validator(mode="after")
    def _check_bounds(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContentError("has min above max", "swap them", "KB211")
        if self.value is not None and (self.min is not None or self.max is not None):
            raise ContentError("has a value and bounds", "keep one of the two", "KB211")
        return self

    @property
    def holds_figure(self) -> bool:
        """Return whether its value is meant to be a figure."""
        return self.unit is not None or self.currency is not None

    @property
    def figure(self) -> int | float | None:
        """The value as a number; a figure written as a text is read, yes and no are none."""
        if isinstance(self.value, str):
            return read_figure(self.value) if self.holds_figure else None
        return None if isinstance(self.value, bool) else self.value
