# The one reader of the marks in words.py: nobody else looks into the types of pydantic for them.
"""What each field of a record or part says of itself."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kb.model.base import OneOf, Part, ProseMark, RefMark
from kb.model.words import Asked, CitesSource, LinksBack, NoLinkBack, ShownAs, Words
from kb.vocab.terms import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ModelField:
    """A field with what it says of itself."""

    owner: type[BaseModel]
    name: str
    """Its attribute."""
    key: str
    """How files write it."""
    info: FieldInfo
    words: Words
    asked: Asked | None
    """Set when `kb new` asks for it."""
    leads: LinksBack | NoLinkBack | None
    """What it makes on the page of a record that it names."""
    cites: CitesSource | None
    """Set when it names a source like a cite does."""
    names: frozenset[str]
    """What its own values name: `entity`, `claim` …; empty where they name nothing."""
    parts: tuple[type[Part], ...]
    """The parts that its values are made of."""
    vocabulary: Vocabulary | None
    """The closed list of its values, where there is one."""
    shown_as: str
    """`country`, `address`, or nothing."""
    is_prose: bool
    """Set when it holds Markdown."""
    pattern: str
    """The form of its texts, where they have one."""

    @property
    def place(self) -> str:
        """Return class and key, as `Impact.bodies`."""
        return f"{self.owner.__name__}.{self.key}"


@cache
def fields_of(model: type[BaseModel]) -> tuple[ModelField, ...]:
    """Return the fields of a record or part, in the order of the model."""
    return tuple(_read(model, name, info) for name, info in model.model_fields.items())


@cache
def field_of(model: type[BaseModel], name: str) -> ModelField | None:
    """Return a field by its attribute; None where the model has no such field."""
    return next((field for field in fields_of(model) if field.name == name), None)


@cache
def parts_below(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Return a model and every part below it, each once, in the order of first use."""
    found: dict[type[BaseModel], None] = {model: None}
    for field in fields_of(model):
        for part in field.parts:
            if part not in found:
                found.update(dict.fromkeys(parts_below(part)))
    return tuple(found)


def iter_marks(annotation: Any, metadata: Iterable[Any] = ()) -> Iterator[Any]:
    """Yield the marks of a type, outermost first, without those inside of parts."""
    yield from metadata
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *marks = typing.get_args(annotation)
        yield from marks
        yield from iter_marks(inner)
        return
    for argument in typing.get_args(annotation):
        yield from iter_marks(argument)


def iter_parts(annotation: Any) -> Iterator[type[Part]]:
    """Yield the parts that a value of this type may be made of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from iter_parts(argument)


def _read(model: type[BaseModel], name: str, info: FieldInfo) -> ModelField:
    marks = tuple(iter_marks(info.annotation, info.metadata))
    return ModelField(
        owner=model,
        name=name,
        key=info.alias or name,
        info=info,
        words=_merged(mark for mark in info.metadata if isinstance(mark, Words)),
        asked=_last(info.metadata, Asked),
        leads=_last(info.metadata, LinksBack) or _last(info.metadata, NoLinkBack),
        cites=_last(info.metadata, CitesSource),
        names=frozenset(mark.to for mark in marks if isinstance(mark, RefMark)),
        parts=tuple(dict.fromkeys(iter_parts(info.annotation))),
        vocabulary=next((mark.vocabulary for mark in marks if isinstance(mark, OneOf)), None),
        shown_as=next((mark.form for mark in marks if isinstance(mark, ShownAs)), ""),
        is_prose=any(isinstance(mark, ProseMark) for mark in marks),
        pattern=next(filter(None, map(_pattern, marks)), ""),
    )


def _pattern(mark: Any) -> str:
    inner = mark.metadata if isinstance(mark, FieldInfo) else [mark]
    return next((found for item in inner if (found := getattr(item, "pattern", None))), "")


def _last(marks: Iterable[Any], kind: type[T]) -> T | None:
    found = [mark for mark in marks if isinstance(mark, kind)]
    return found[-1] if found else None


def _merged(marks: Iterable[Words]) -> Words:
    """Return the words of a field: what it says itself goes before what its type says."""
    found = Words()
    for words in marks:
        given = {f.name: getattr(words, f.name) for f in fields(Words)}
        found = replace(found, **{key: value for key, value in given.items() if value})
    return found
