# The model describes itself: what a key is called, what it holds and what it means is read from the
# classes, so that the reference on the site can never say something else than the validator.
"""Describe the record types key by key."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import AfterValidator, BaseModel, PlainValidator

from kb.model import base, quantities
from kb.model.base import OneOf, ProseMark, RefMark
from kb.model.entities import ENTITY_TYPES
from kb.model.examples import example_of
from kb.model.fields import ModelField, fields_of, iter_marks, parts_below
from kb.model.incidents import Incident
from kb.model.kind import title_of
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.words import Asked
from kb.vocab import Vocabulary

_WORDS: Mapping[Any, str] = {
    base._line: "text on one line",
    base._date: "date",
    base._day: "day",
    base._id: "id",
    base._ref: "reference",
    base._url: "web address",
    base._number: "number",
    quantities._scalar: "number, date or word",
}
_PLAIN: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    types.NoneType: "",
}


@dataclass(frozen=True, slots=True)
class KeyDoc:
    """One key of a record or part."""

    key: str
    kind: str
    """What it holds, in words."""
    is_required: bool
    meaning: str
    part: str | None
    """Name of the part that the value is made of, where it is one."""
    vocabulary: Vocabulary | None
    """The closed list of values, where there is one."""
    example: Any
    """How it is written; None where there is no example yet."""
    asked: Asked | None
    """Set when `kb new` asks for it."""
    reader: str
    """What an answer to the question names or is made of: `entity`, `Participant`, `country` …"""
    pattern: str
    """The form of a text, where it has one."""


@dataclass(frozen=True, slots=True)
class TypeDoc:
    """One record type, or a part of records."""

    name: str
    meaning: str
    is_record: bool
    keys: tuple[KeyDoc, ...]


def describe_model() -> tuple[TypeDoc, ...]:
    """Return every record type, then every part in the order of first use."""
    records: tuple[type[BaseModel], ...] = (Incident, Source, *ENTITY_TYPES, WrittenPage)
    below = (part for record in records for part in parts_below(record)[1:])
    parts = {part.__name__: part for part in below}
    docs = [_describe(record, is_record=True) for record in records]
    return (*docs, *(_describe(part, is_record=False) for part in parts.values()))


def iter_vocabularies() -> Iterator[Vocabulary]:
    """Yield each closed vocabulary once, in the order of first use."""
    seen: set[str] = set()
    for doc in describe_model():
        for key in doc.keys:
            if key.vocabulary is not None and key.vocabulary.name not in seen:
                seen.add(key.vocabulary.name)
                yield key.vocabulary


def _describe(model: type[BaseModel], *, is_record: bool) -> TypeDoc:
    name = title_of(model)
    meaning = (model.__doc__ or "").strip().splitlines()[0]
    return TypeDoc(name, meaning, is_record, tuple(map(_describe_key, fields_of(model))))


def _describe_key(field: ModelField) -> KeyDoc:
    info = field.info
    return KeyDoc(
        key=field.key,
        kind=_words(info.annotation, info.metadata),
        is_required=info.is_required(),
        meaning=" ".join((info.description or "").split()),
        part=field.parts[0].__name__ if field.parts else None,
        vocabulary=field.vocabulary,
        example=example_of(field),
        asked=field.asked,
        reader=_reader(field),
        pattern=field.pattern,
    )


def _reader(field: ModelField) -> str:
    if field.parts:
        return field.parts[0].__name__
    if field.names:
        return min(field.names)
    marks = set(map(_checked_by, iter_marks(field.info.annotation, field.info.metadata)))
    if base._id in marks:
        return "id"
    return "scalar" if quantities._scalar in marks else field.shown_as


def _checked_by(mark: Any) -> Any:
    return mark.func if isinstance(mark, AfterValidator | PlainValidator) else None


def _words(annotation: Any, metadata: list[Any]) -> str:
    marked = _marked_words(metadata)
    if marked:
        return marked
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _words(arguments[0], list(arguments[1:]))
    if origin is tuple:
        return f"list: {_words(arguments[0], [])}"
    if origin is dict:
        return "mapping of texts"
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin in (typing.Union, types.UnionType):
        words = [_words(argument, []) for argument in arguments]
        return " or ".join(dict.fromkeys(word for word in words if word))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return title_of(annotation)
    return _PLAIN.get(annotation, "text")


def _marked_words(metadata: list[Any]) -> str:
    for mark in metadata:
        if isinstance(mark, OneOf):
            return f"one of: {mark.vocabulary.name}"
        if isinstance(mark, RefMark):
            return f"id of a {mark.to}" if mark.to[0] not in "aeiou" else f"id of an {mark.to}"
        if isinstance(mark, ProseMark):
            return "long prose" if mark.is_long else "prose"
    for mark in metadata:
        if isinstance(mark, AfterValidator | PlainValidator) and mark.func in _WORDS:
            return _WORDS[mark.func]
    return ""
