# A draft must be a record: it is written as YAML, read back and validated like any other. A value
# that does not pass is left out and reported, with what is wrong with it; a record that cannot do
# without it is left out whole.
"""Write drafts as YAML, and hold them to the shape of their record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kb.codes import problem_at
from kb.edit.yamltree.build import build_value
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.style import model_of, restyle_node
from kb.edit.yamltree.tree import Branch, Document, Slot
from kb.importers.draft import Draft, Field, Item
from kb.problems import Mark, Problem, quoted
from kb.read.loader import read_yaml
from kb.read.walk import RawDocument
from kb.validate.records import validate_document


def full_values(draft: Draft) -> dict[str, Any]:
    """Return all keys of a new record."""
    found: dict[str, Any] = {"id": draft.id, **draft.defaults}
    for loc, value in draft.values.items():
        place = found
        for step in loc[:-1]:
            place = place.setdefault(step, {})
        place[loc[-1]] = value
    for item in draft.items:
        row = {item.match[0]: item.match[1], **item.values}
        found[item.key] = [*found.get(item.key, ()), row]
    return found


def build_record(values: Mapping[str, Any], folder: str) -> Branch:
    """Return a record as a tree in the house style."""
    branch = Branch(is_mapping=True)
    for key, value in values.items():
        branch.slots.append(Slot(build_value(value), key, key))
    document = RawDocument("", folder, str(values.get("kind", "")), "", None)
    restyle_node(branch, model_of(document))
    return branch


def check_shape(draft: Draft, path: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft without what its record cannot hold, and what that was."""
    problems: list[Problem] = []
    while True:
        fault = _first_fault(draft)
        if fault is None:
            return draft, tuple(problems)
        key, why = fault
        less = _without(draft, key)
        if less is None:
            message = f"{quoted(draft.origin or draft.id)} makes no record: {why}"
            hint = "mend it in the source, or write the record by hand"
            return None, (*problems, problem_at(Mark(path), "KB722", message, hint))
        message = f"{quoted(draft.origin or draft.id)}: `{key}` was left out: {why}"
        hint = "mend it in the source, or write it by hand"
        problems.append(problem_at(Mark(path), "KB720", message, hint))
        draft = less


def _first_fault(draft: Draft) -> tuple[str, str] | None:
    folder = draft.file.split("/")[0]
    values = full_values(draft)
    record = build_record(values, folder)
    root = record if folder != "sources" else Branch(is_mapping=False, slots=[Slot(record)])
    node, problems = read_yaml(dump_tree(Document(root)), draft.file)
    if node is not None and not problems:
        kind = str(values.get("kind", "")) if folder == "entities" else ""
        _, problems = validate_document(RawDocument(draft.file, folder, kind, draft.id, node))
    if not problems:
        return None
    first = problems[0]
    if node is None:
        return "", f"{first.message}"
    loc = (0,) if folder == "sources" else ()
    lines = [(node.key_mark_of((*loc, key)).line, key) for key in values]
    key = max((row for row in lines if row[0] <= first.line), default=(0, ""))[1]
    return key, f"{first.message}; {first.hint}" if first.hint else first.message


def _without(draft: Draft, key: str) -> Draft | None:
    kept: dict[Field, Any] = {loc: value for loc, value in draft.values.items() if loc[0] != key}
    items: tuple[Item, ...] = tuple(item for item in draft.items if item.key != key)
    if len(kept) == len(draft.values) and len(items) == len(draft.items):
        return None
    return replace(draft, values=kept, items=items)
