# Adding to a record that is there: an item at the end of a list, the name of a claim under the key
# facts and participants that rest on it. The tree is changed and only the change is printed, so
# that every other byte stays as its author left it.
"""Add an item to a list of a record, and name a claim where the record rests on it."""

from __future__ import annotations

from collections.abc import Iterable

from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.patch import patch_text
from kb.edit.yamltree.style import key_order
from kb.edit.yamltree.tree import Branch, Document, Node, Scalar, Slot, flow_list, plain
from kb.errors import UsageError
from kb.model.base import Record
from kb.model.incident_parts import Basis, Participant
from kb.model.incidents import Incident
from kb.problems import quoted
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode

BASIS_KEYS: tuple[str, ...] = tuple(Basis.model_fields)
"""The key facts of an incident that name their claims."""


def append_item(
    text: str,
    key: str | None,
    item: Node,
    *,
    path: str,
    updated: str = "",
    model: type[Record] = Incident,
) -> str:
    """Return `text` with `item` at the end of the list `key` (None: the list that is the file).

    Args:
        text: A YAML text, as in the file.
        key: A key at the top of the record.
        item: The item.
        path: The file, for messages.
        updated: The day to set as `updated`, where that key is there.
        model: The type of the record, which says where a key that is new stands.

    Raises:
        UsageError: The file cannot be read, or holds something else in the place of the list.
    """
    node, document = _read(text, path)
    if key is None:
        if document.root.is_mapping:
            raise UsageError(f"{path} holds no list; begin it with `- id:`")
        # The sources here may be set apart by empty lines; then the new one is too.
        above = [""] if "\n\n" in text.strip() else []
        document.root.slots.append(Slot(item, above=above))
        return patch_text(node, document)
    record = _record(document, path)
    _list_at(record, key, key_order(model), path).slots.append(Slot(item))
    if updated and record.find("updated") is not None:
        record.put("updated", plain(updated))
    return patch_text(node, document)


def attach_claim(
    text: str, claim: str, *, basis: Iterable[str], bodies: Iterable[str], path: str
) -> str:
    """Return `text` with the claim named under these key facts and participants.

    Raises:
        UsageError: A body takes no part in the incident, or something else stands in the place.
    """
    node, document = _read(text, path)
    record = _record(document, path)
    keys = tuple(basis)
    if keys:
        facts = _filled(record, "basis", key_order(Incident))
        if not isinstance(facts, Branch) or not facts.is_mapping:
            raise _by_hand(path, "basis")
        for key in keys:
            _name(facts, key, key_order(Basis), claim, path)
    for body in bodies:
        part = _participant(record, body)
        if part is None:
            raise UsageError(f"{quoted(body)} is no participant in {path}; add it there first")
        _name(part, "claims", key_order(Participant), claim, path)
    return patch_text(node, document)


def _read(text: str, path: str) -> tuple[RawNode, Document]:
    node, problems = read_yaml(text, path)
    if node is None or problems:
        first = problems[0].explain() if problems else f"{path} cannot be read"
        raise UsageError(f"{first}\nmend the file first, then try again")
    if not isinstance(node.value, dict | list):
        raise UsageError(f"{path} holds no record")
    return node, load_tree(node)


def _record(document: Document, path: str) -> Branch:
    if not document.root.is_mapping:
        raise UsageError(f"{path} holds no record")
    return document.root


def _filled(parent: Branch, key: str, order: tuple[str, ...]) -> Node:
    """Return the node of a key; a mapping that is begun here where there is none."""
    found = parent.get(key)
    if found is not None and not _is_empty(found):
        return found
    return parent.put_in_order(key, Branch(is_mapping=True), order).node


def _is_empty(node: Node) -> bool:
    return node.value is None if isinstance(node, Scalar) else not node.slots


def _list_at(parent: Branch, key: str, order: tuple[str, ...], path: str) -> Branch:
    """Return the list of a key; one that is begun here where there is none."""
    found = parent.get(key)
    if found is None or _is_empty(found):
        found = parent.put_in_order(key, Branch(is_mapping=False), order).node
    if not isinstance(found, Branch) or found.is_mapping:
        raise _by_hand(path, key)
    return found


def _name(parent: Branch, key: str, order: tuple[str, ...], claim: str, path: str) -> None:
    found = parent.get(key)
    if found is None or _is_empty(found):
        parent.put_in_order(key, flow_list([claim]), order)
        return
    names = _list_at(parent, key, order, path)
    if all(not isinstance(slot.node, Scalar) or slot.node.value != claim for slot in names.slots):
        names.slots.append(Slot(plain(claim)))


def _participant(record: Branch, body: str) -> Branch | None:
    found = record.get("participants")
    for slot in found.slots if isinstance(found, Branch) else ():
        if isinstance(slot.node, Branch) and slot.node.text("entity") == body:
            return slot.node
    return None


def _by_hand(path: str, key: str) -> UsageError:
    return UsageError(f"{path}: `{key}` holds something else; mend it by hand first")
