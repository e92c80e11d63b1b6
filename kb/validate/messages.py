# pydantic says what failed in its own words; people read ours. One small function a kind of error.
"""Turn pydantic's errors into problems with a place and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kb.codes import problem_at
from kb.ids import suggest
from kb.model.base import ContentError
from kb.model.walk import Loc, iter_models
from kb.problems import Mark, Problem, quoted
from kb.read.nodes import RawNode

_FORMS: Mapping[str, str] = {
    r"^[A-Z]{3}$": "three capital letters, such as GBP (ISO 4217)",
    r"^CVE-[0-9]{4}-[0-9]{4,}$": "write it like CVE-2024-21887",
    r"^CWE-[0-9]+$": "write it like CWE-77",
    r"^T[0-9]{4}(\.[0-9]{3})?$": "write it like T1190 or T1566.001",
}
_MOST_GUESSES = 100
"""Beyond this number of problems in a record nobody reads what each may have been meant to be."""
_LISTS = frozenset({"tuple_type", "list_type"})
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_NUMBERS = frozenset(
    {
        "int_type", "float_type", "int_parsing", "float_parsing", "greater_than_equal",
        "less_than_equal", "int_from_float",
    }
)  # fmt: skip


def problems_from(
    details: Iterable[ErrorDetails], root: type[BaseModel], node: RawNode, base: Loc
) -> Iterator[Problem]:
    """Yield the problems that say what pydantic says, each at its place in the file."""
    for number, detail in enumerate(without_echoes(details)):
        yield problem_from(detail, root, node, base, is_guessing=number < _MOST_GUESSES)


def problem_from(
    error: ErrorDetails,
    root: type[BaseModel],
    node: RawNode,
    base: Loc,
    *,
    is_guessing: bool = True,
) -> Problem:
    """Return the problem that says what `error` says, at its place in the file.

    Args:
        is_guessing: whether to look for what a mistyped name was meant to be.
    """
    loc = tuple(error["loc"])
    place = (*base, *loc)
    kind = error["type"]
    value = error.get("input")
    if kind == "extra_forbidden":
        mark = node.key_mark_of(place)
        return _unknown_key(mark, loc, root, value, is_guessing=is_guessing)
    if kind == "missing":
        known = _fields_at(root, _keys(loc[:-1]))
        example = known.get(str(loc[-1]), "")
        hint = f"add it: {example}" if example else f"add `{loc[-1]}:`"
        return problem_at(node.mark_of(place[:-1]), "KB202", f"`{loc[-1]}` is missing", hint)
    return _wrong_value(node.mark_of(place), kind, value, loc, error, is_guessing=is_guessing)


def without_echoes(details: Iterable[ErrorDetails]) -> tuple[ErrorDetails, ...]:
    """Drop "too few items" where it only says that the items themselves are wrong."""
    found = tuple(details)
    if not any(detail["type"] == "too_short" for detail in found):
        return found
    above = {
        place[:depth]
        for place in (tuple(detail["loc"]) for detail in found)
        for depth in range(len(place))
    }
    return tuple(
        detail
        for detail in found
        if detail["type"] != "too_short" or tuple(detail["loc"]) not in above
    )


def _unknown_key(
    mark: Mark, loc: Loc, root: type[BaseModel], value: object, *, is_guessing: bool
) -> Problem:
    key = str(loc[-1])
    known = tuple(_fields_at(root, _keys(loc[:-1])))
    near = suggest(key, known) if is_guessing else ""
    if not near and value is None and ":" in key:
        near = "put a space after the colon"
    hint = near or f"known keys here: {', '.join(known)}"
    return problem_at(mark, "KB201", f"{quoted(key)} is no key of this record", hint)


def _wrong_value(
    mark: Mark, kind: str, value: object, loc: Loc, error: ErrorDetails, *, is_guessing: bool
) -> Problem:
    context = error.get("ctx") or {}
    cause = context.get("error")
    name = f"`{_last_key(loc)}`"
    if isinstance(cause, ContentError):
        hint = cause.hint
        if cause.code == "KB204":
            near = suggest(_shown(value), cause.hint.split(", ")) if is_guessing else ""
            hint = near or (f"one of: {cause.hint}" if ", " in cause.hint else cause.hint)
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


def _keys(loc: Loc) -> tuple[str, ...]:
    return tuple(part for part in loc if isinstance(part, str))


@lru_cache(maxsize=256)
def _fields_at(root: type[BaseModel], keys: tuple[str, ...]) -> Mapping[str, str]:
    model: Any = root
    for part in keys:
        model = next((m for m in iter_models(model) if part in _names(m)), None)
        if model is None:
            return {}
        field = next(f for n, f in model.model_fields.items() if (f.alias or n) == part)
        model = field.annotation
    found = next(iter_models(model), None)
    return _names(found) if found is not None else {}


def _names(model: type[BaseModel]) -> dict[str, str]:
    return {
        field.alias or name: (field.description or "").strip()
        for name, field in model.model_fields.items()
    }
