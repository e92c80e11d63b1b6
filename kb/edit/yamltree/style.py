# What the model says about style: the order of keys, and which texts stand in quotes. Keys the
# model does not know keep their place; values that are no texts are never touched.
"""Put a tree into the order and the quotes of the house style."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import AfterValidator, BaseModel

from kb.edit.yamltree.tree import Branch, Document, Node, Scalar, escape
from kb.model import base
from kb.model.base import ProseMark, Record
from kb.model.entities import ENTITY_TYPES, EntityBase
from kb.model.incidents import Incident
from kb.model.kind import kind_id
from kb.model.pages import WrittenPage
from kb.model.quantities import Quantity
from kb.model.sources import Source
from kb.read.walk import RawDocument

_OTHERWISE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9][0-9_,.:x-]*|[-+]?\.(?:inf|nan))"
)
"""Words that other readers of YAML take for a truth value, a number, a date or nothing."""


def model_of(document: RawDocument) -> type[Record] | None:
    """Return the model of the record, or of each source, in a document."""
    fixed: dict[str, type[Record]] = {
        "incidents": Incident,
        "sources": Source,
        "pages": WrittenPage,
    }
    if document.folder in fixed:
        return fixed[document.folder]
    value = document.node.value if document.node is not None else {}
    kind = value.get("kind", document.kind) if isinstance(value, dict) else document.kind
    return next((model for model in ENTITY_TYPES if kind_id(model) == kind), None)


def restyle(document: Document, model: type[Record] | None) -> None:
    """Order the keys of a document and quote its texts."""
    if document.root.is_mapping:
        restyle_node(document.root, model)
        return
    for slot in document.root.slots:
        restyle_node(slot.node, model)


def restyle_node(node: Node, model: type[BaseModel] | None) -> None:
    """Order and quote one part of a record."""
    if not isinstance(node, Branch) or not node.is_mapping or model is None:
        _quote_below(node, is_prose=False, is_line=False)
        return
    order_slots(node, model)
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for slot in node.slots:
        field = fields.get(slot.key)
        if field is None:
            continue
        part = find_part(field.annotation)
        if part is None:
            marks = tuple(_iter_marks(field.annotation, field.metadata))
            is_prose = any(isinstance(mark, ProseMark) for mark in marks)
            _quote_below(slot.node, is_prose=is_prose, is_line=any(map(_is_line, marks)))
            continue
        items = [slot.node]
        if isinstance(slot.node, Branch) and not slot.node.is_mapping:
            items = [item.node for item in slot.node.slots]
        for item in items:
            restyle_node(item, part)


def order_slots(branch: Branch, model: type[BaseModel]) -> None:
    """Sort the slots by the model; an unknown key stays behind the key it follows."""
    ranks = {key: number for number, key in enumerate(key_order(model))}
    ranked = []
    rank = -1
    for slot in branch.slots:
        rank = ranks.get(slot.key, rank)
        ranked.append((rank, slot))
    branch.slots = [slot for _, slot in sorted(ranked, key=lambda pair: pair[0])]


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model in the order in which they are written.

    That is the order of the fields, with three rules for fields that come from a base class: a
    record opens with its format, kind and id; a source or page has its own keys before those of
    all records; a figure stands behind the key that says what it is a figure of.
    """
    fields = model.model_fields
    names = list(fields)
    own = [name for name in names if name in inspect.get_annotations(model)]
    inherited = [name for name in names if name not in own]
    if issubclass(model, Quantity):
        required = next((name for name in own if fields[name].is_required()), "")
        cut = own.index(required) + 1 if required else 0
        names = [*own[:cut], *inherited, *own[cut:]]
    elif issubclass(model, Source | WrittenPage):
        names = [*own, *inherited]
    keys = [fields[name].alias or name for name in names]
    if not issubclass(model, Record):
        return tuple(keys)
    first = ("schema", "kind", "id") if issubclass(model, EntityBase) else ("schema", "id")
    head = [key for key in first if key in keys]
    return (*head, *(key for key in keys if key not in head))


def find_part(annotation: Any) -> type[BaseModel] | None:
    """Return the model of the mappings that a field holds."""
    if isinstance(annotation, type) and not typing.get_origin(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in typing.get_args(annotation):
        found = find_part(argument)
        if found is not None:
            return found
    return None


def _iter_marks(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    yield from metadata
    yield from getattr(annotation, "__metadata__", ())
    for argument in typing.get_args(annotation):
        yield from _iter_marks(argument, [])


def _is_line(mark: object) -> bool:
    return isinstance(mark, AfterValidator) and mark.func is base._line


def _quote_below(node: Node, *, is_prose: bool, is_line: bool) -> None:
    if isinstance(node, Branch):
        for slot in node.slots:
            _quote_below(slot.node, is_prose=is_prose, is_line=is_line)
        return
    if not isinstance(node.value, str) or node.style in ('"', "|", ">"):
        return
    text = node.value
    is_unclear = len(text.split()) != 1 or (is_line and _OTHERWISE.fullmatch(text) is not None)
    if node.style == "'" or is_prose or is_unclear:
        _quote(node)


def _quote(scalar: Scalar) -> None:
    lines = list(scalar.lines)
    if scalar.style == "'":
        lines[0] = lines[0].removeprefix("'")
        lines[-1] = lines[-1].removesuffix("'")
        lines = [line.replace("''", "'") for line in lines]
    lines = [escape(line) for line in lines]
    lines[0] = '"' + lines[0]
    lines[-1] += '"'
    scalar.lines, scalar.style = lines, '"'
