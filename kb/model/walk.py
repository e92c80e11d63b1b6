# One generic walk over a record's fields, so that later rooms need not know where prose and
# references stand in each model.
"""Walk the marked strings of a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from kb.model.base import ProseMark, RefMark

Loc = tuple[str | int, ...]
M = TypeVar("M", ProseMark, RefMark)


def iter_marked(part: BaseModel, mark: type[M], loc: Loc = ()) -> Iterator[tuple[Loc, str, M]]:
    """Yield `(place, text, mark)` of every string of `part` that carries a `mark`."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is None or value == ():
            continue
        here = (*loc, field.alias or name)
        found = _find_mark(field.metadata, field.annotation, mark)
        yield from _iter_value(value, found, mark, here)


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
