# pydantic says what failed in its own words; people read ours. One small function a kind of error.
"""Turn pydantic's errors into problems with a place and a hint."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kb.codes import problem_at
from kb.ids import close_matches, suggest
from kb.model.base import ContentError
from kb.model.walk import Loc
from kb.problems import Mark, Problem, quoted
from kb.read.nodes import RawNode

_FORMS: Mapping[str, str] = {
    r"^[A-Z]{3}$": "three capital letters, such as GBP (ISO 4217)",
    r"^CVE-[0-9]{4}-[0-9]{4,}$": "write it like CVE-2024-21887",
    r"^CWE-[0-9]+$": "write it like CWE-77",
    r"^T[0-9]{4}(\.[0-9]{3})?$": "write it like T1190 or T1566.001",
}
_LISTS = frozenset({"tuple_type", "list_type"})
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_NUMBERS = frozenset(
    {
        "int_type", "float_type", "int_parsing", "float_parsing", "greater_than_equal",
        "less_than_equal", "int_from_float",
    }
)  # fmt: skip


def problem_from(error: ErrorDetails, root: type[BaseModel], node: RawNode, base: Loc) -> Problem:
    """Return the problem that says what `error` says, at its place in the file."""
    loc = tuple(error["loc"])
    place = (*base, *loc)
    kind = error["type"]
    value = error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(node.key_mark_of(place), loc, root, value)
    if kind == "missing":
        known = _fields_at(root, loc[:-1])
        example = known.get(str(loc[-1]), "")
        hint = f"add it: {example}" if example else f"add `{loc[-1]}:`"
        return problem_at(node.mark_of(place[:-1]), "KB202", f"`{loc[-1]}` is missing", hint)
    return _wrong_value(node.mark_of(place), kind, value, loc, error)


def without_echoes(details: Iterable[ErrorDetails]) -> tuple[ErrorDetails, ...]:
    """Drop "too few items" where it only says that the items themselves are wrong."""
    found = tuple(details)
    places = [tuple(detail["loc"]) for detail in found]

    def is_echo(detail: ErrorDetails) -> bool:
        here = tuple(detail["loc"])
        below = any(len(place) > len(here) and place[: len(here)] == here for place in places)
        return detail["type"] == "too_short" and below

    return tuple(detail for detail in found if not is_echo(detail))


def _unknown_key(mark: Mark, loc: Loc, root: type[BaseModel], value: object) -> Problem:
    key = str(loc[-1])
    known = tuple(_fields_at(root, loc[:-1]))
    near = suggest(key, known)
    if not near and value is None and ":" in key:
        near = "put a space after the colon"
    hint = near or f"known keys here: {', '.join(known)}"
    return problem_at(mark, "KB201", f"{quoted(key)} is no key of this record", hint)


def _wrong_value(mark: Mark, kind: str, value: object, loc: Loc, error: ErrorDetails) -> Problem:
    context = error.get("ctx") or {}
    cause = context.get("error")
    name = f"`{_last_key(loc)}`"
    if isinstance(cause, ContentError):
        hint = cause.hint
        if cause.code == "KB204":
            near = close_matches(_shown(value), cause.hint.split(", "))
            others = f"one of: {cause.hint}" if ", " in cause.hint else cause.hint
            hint = suggest(_shown(value), cause.hint.split(", ")) if near else others
        return problem_at(mark, cause.code, f"{name}: {quoted(_shown(value))} {cause}", hint)
    if kind in _LISTS:
        hint = f"write it as a list: [{value}]" if isinstance(value, str) else "start items with -"
        return problem_at(mark, "KB203", f"{name} must be a list, not {_kind(value)}", hint)
    if kind in _MAPPINGS:
        hint = "write keys with values below it"
        return problem_at(mark, "KB203", f"{name} must hold keys, not {_kind(value)}", hint)
    if kind == "string_type":
        hint = f'put it in quotes: "{value}"' if isinstance(value, int | float) else "write a text"
        return problem_at(mark, "KB203", f"{name} must be a text, not {_kind(value)}", hint)
    if kind in _NUMBERS:
        limits = (("ge", "at least"), ("le", "at most"))
        bounds = [f"{word} {context[key]:g}" for key, word in limits if key in context]
        hint = ", ".join(bounds) or "digits only, 414500 (no commas, no unit)"
        return problem_at(
            mark, "KB203", f"{name}: {quoted(_shown(value))} is no number in range", hint
        )
    if kind == "bool_type" or kind == "bool_parsing":
        return problem_at(mark, "KB203", f"{name} must be true or false, not {_kind(value)}",
                          "write true or false")  # fmt: skip
    if kind == "too_short":
        return problem_at(mark, "KB203", f"{name} has too few items",
                          f"at least {context.get('min_length', 1)}")  # fmt: skip
    if kind == "literal_error":
        return problem_at(mark, "KB204", f"{name}: {quoted(_shown(value))} is not allowed",
                          f"one of: {context.get('expected', '')}")  # fmt: skip
    if kind == "string_pattern_mismatch":
        return problem_at(mark, "KB205", f"{name}: {quoted(_shown(value))} has the wrong form",
                          _form_hint(str(context.get("pattern"))))  # fmt: skip
    return problem_at(mark, "KB205", f"{name}: {quoted(_shown(value))} {error['msg'].lower()}")


def _form_hint(pattern: str) -> str:
    return _FORMS.get(pattern, f"it must match {pattern}")


def _last_key(loc: Loc) -> str:
    words = [str(part) for part in loc if isinstance(part, str)]
    return words[-1] if words else "record"


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(str(key) for key in value) + "}"
    if isinstance(value, list):
        return "[…]"
    return "nothing" if value is None else str(value)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"{str(value).lower()}"
    if isinstance(value, str):
        return f"the text {quoted(value, 40)}"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "keys with values"


def _fields_at(root: type[BaseModel], loc: Loc) -> dict[str, str]:
    model: Any = root
    for part in loc:
        if isinstance(part, int):
            continue
        model = next((m for m in _models(model) if part in _names(m)), None)
        if model is None:
            return {}
        field = next(f for n, f in model.model_fields.items() if (f.alias or n) == part)
        model = field.annotation
    found = next(_models(model), None)
    return _names(found) if found is not None else {}


def _names(model: type[BaseModel]) -> dict[str, str]:
    return {
        field.alias or name: (field.description or "").strip()
        for name, field in model.model_fields.items()
    }


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not typing.get_origin(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models(argument)
