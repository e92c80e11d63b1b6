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

Loc = tuple[str | int, ...]
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


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of values in which nothing can be."""


def iter_parts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Yield `(place, part)` of a record, of all its parts and of the values that are no plain ones.

    A place is written with the names that the file uses.
    """
    work: list[tuple[Loc, object]] = [(loc, value)]
    while work:
        place, part = work.pop()
        if isinstance(part, tuple):
            work += [((*place, index), item) for index, item in enumerate(part)][::-1]
            continue
        yield place, part
        if isinstance(part, BaseModel):
            keys = _keys_of(type(part))
            work += [
                ((*place, keys[name]), item)
                for name, item in vars(part).items()
                if type(item) not in _PLAIN and item != () and name in keys
            ][::-1]


@cache
def _keys_of(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of a model with the names that files use."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


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
