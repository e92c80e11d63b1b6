# One example for every key that people write: editors show it, the reference of the model prints
# it. It stands on the field, on its type or on the part it is made of; the values are those of the
# Kent record, shortened, and a test holds each against the model.
"""An example of every key."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from kb.dates import EdtfDate, WholeDay
from kb.model.base import OneOf, Part, RefMark
from kb.model.fields import ModelField, fields_of
from kb.model.words import Words

_PLAIN: Mapping[Any, Any] = {EdtfDate: "2024-01-18", WholeDay: "2024-01-18", bool: True}


def example_of(field: ModelField) -> Any:
    """Return an example of a key as it is written; None where neither it nor its type has one."""
    if field.words.example is not None:
        return field.words.example
    return _from_type(field.info.annotation, field.info.metadata)


def part_example(part: type[BaseModel]) -> Any:
    """Return the example of a part: its own, or one with its required keys."""
    if issubclass(part, Part) and part.example:
        return part.example
    needed = [field for field in fields_of(part) if field.info.is_required()]
    return {field.key: example_of(field) for field in needed} or None


def _from_type(annotation: Any, metadata: typing.Iterable[Any] = ()) -> Any:
    marks = list(metadata)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _from_type(arguments[0], [*arguments[1:], *marks])
    found = _from_marks(marks)
    if found is not None:
        return found
    if origin is tuple:
        inner = _from_type(arguments[0])
        return None if inner is None else [inner]
    if origin is typing.Literal:
        return arguments[0]
    if origin in (typing.Union, types.UnionType):
        return _from_type(arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return part_example(annotation)
    return _PLAIN.get(annotation)


def _from_marks(marks: list[Any]) -> Any:
    for mark in reversed(marks):
        if isinstance(mark, Words | RefMark) and mark.example is not None:
            return mark.example
        if isinstance(mark, OneOf):
            return next(iter(mark.vocabulary))
    return None
