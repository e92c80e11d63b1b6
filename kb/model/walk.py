# One generic walk over a record's fields, so that later rooms need not know where prose and
# references stand in each model.
"""Walk the marked strings of a record."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from kb.model.base import ProseMark, RefMark
from kb.refs import Loc

__all__ = ["Loc", "iter_instances", "iter_marked", "iter_models", "value_of"]

M = TypeVar("M", ProseMark, RefMark)


def value_of(record: BaseModel, name: str, default: Any = None) -> Any:
    """Return a field of a record, or the default where its kind has no such field.

    Asking a pydantic model for an attribute that it lacks is slow, and a big base asks millions of
    times.
    """
    return getattr(record, name) if name in _fields_of(type(record)) else default


@cache
def _fields_of(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(model.model_fields)


def iter_marked(part: BaseModel, mark: type[M], loc: Loc = ()) -> Iterator[tuple[Loc, str, M]]:
    """Yield `(place, text, mark)` of every string of `part` that carries a `mark`."""
    for name, key, found in _marked_fields(type(part), mark):  # type: ignore[arg-type]
        value = getattr(part, name)
        if value is not None and value != ():
            yield from _iter_value(value, found, mark, (*loc, key))


def iter_instances(value: BaseModel, *kinds: type, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Yield `(place, part)` of the parts of a record that are of one of these kinds.

    A place is written with the names that the file uses. What is inside such a part is not looked
    at.
    """
    for name, key in _fields_holding(type(value), kinds):
        item = getattr(value, name)
        several = item if isinstance(item, tuple) else (item,)
        for index, part in enumerate(several):
            place = (*loc, key, index) if several is item else (*loc, key)
            if isinstance(part, kinds):
                yield place, part
            elif isinstance(part, BaseModel):
                yield from iter_instances(part, *kinds, loc=place)


@cache
def _fields_holding(model: type[BaseModel], kinds: tuple[type, ...]) -> tuple[tuple[str, str], ...]:
    """Return name and key of the fields that may hold a part of one of the kinds."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _may_hold(field.annotation, kinds)
    )


def _may_hold(annotation: Any, kinds: tuple[type, ...]) -> bool:
    if isinstance(annotation, type) and not typing.get_origin(annotation):
        return issubclass(annotation, kinds) or (
            issubclass(annotation, BaseModel) and bool(_fields_holding(annotation, kinds))
        )
    return any(_may_hold(argument, kinds) for argument in typing.get_args(annotation))


def _iter_value(
    value: Any, found: M | None, mark: type[M], loc: Loc
) -> Iterator[tuple[Loc, str, M]]:
    if isinstance(value, BaseModel):
        yield from iter_marked(value, mark, loc)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _iter_value(item, found, mark, (*loc, index))
    elif isinstance(value, str) and found is not None:
        yield loc, value, found


@cache
def _marked_fields(model: type[BaseModel], mark: type[M]) -> tuple[tuple[str, str, M | None], ...]:
    """Return name, key and mark of the fields that may hold something marked."""
    fields = (
        (name, field.alias or name, _find_mark(field.metadata, field.annotation, mark), field)
        for name, field in model.model_fields.items()
    )
    return tuple(
        (name, key, found)
        for name, key, found, field in fields
        if found is not None or any(True for _ in iter_models(field.annotation))
    )


def iter_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a value of this type may hold."""
    if isinstance(annotation, type) and not typing.get_origin(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from iter_models(argument)


def _find_mark(metadata: list[Any], annotation: Any, mark: type[M]) -> M | None:
    for item in metadata:
        if isinstance(item, mark):
            return item
    for argument in getattr(annotation, "__args__", ()):
        nested = getattr(argument, "__metadata__", ())
        found = _find_mark(list(nested), argument, mark)
        if found is not None:
            return found
    return None
