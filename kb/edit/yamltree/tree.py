# The authored file as a tree that keeps what plain values lose: order, quotes, comments, blank
# lines. Comments belong to what they stand above or beside, so they go with it when it moves
# (ruamel ties them to the value before, and drops them with it). Mutable on purpose: an edit is a
# few changes to a tree that lives as long as the edit.
"""Nodes of an authored file: scalars, branches and the slots that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Scalar:
    """One scalar as the author wrote it."""

    value: Any
    """What it means: a text, number, truth value or None."""
    style: str = ""
    """`'`, `"`, `|`, `>`, or empty for a plain one."""
    lines: list[str] = field(default_factory=lambda: [""])
    """As written, quotes included; continuation lines without their indentation. Of a block: its
    header without an indicator of indentation, then its lines."""


@dataclass(slots=True, eq=False)
class Slot:
    """A key with its value, or an item of a list; each is itself and no other."""

    node: Node
    key: str = ""
    """The key; empty for an item."""
    raw_key: str = ""
    """The key as written."""
    above: list[str] = field(default_factory=list)
    """Comment lines above it; an empty text is a blank line."""
    beside: str = ""
    """The comment at the end of its line."""
    start: int = -1
    """Index in the source: of the key, or of the dash."""
    end: int = -1
    """Index in the source after its value; a comment at the end of the line may follow."""
    loaded: Node | None = None
    """Its node as it was loaded; None for a slot that is new."""
    is_changed: bool = False
    """True when what is below it was rewritten: a patch prints it anew."""


@dataclass(slots=True)
class Branch:
    """A mapping or a list."""

    is_mapping: bool
    is_flow: bool = False
    """True when it is written in brackets."""
    slots: list[Slot] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    """Comment lines after the last slot, indented as the slots are."""
    loaded: tuple[Slot, ...] = ()
    """Its slots as they were loaded."""

    def find(self, key: str) -> Slot | None:
        """Return the slot of a key."""
        return next((slot for slot in self.slots if slot.key == key), None)

    def get(self, key: str) -> Node | None:
        """Return the node of a key."""
        found = self.find(key)
        return found.node if found is not None else None

    def text(self, key: str) -> str:
        """Return the text of a scalar; empty when there is none."""
        node = self.get(key)
        return str(node.value) if isinstance(node, Scalar) and node.value is not None else ""

    def put(self, key: str, node: Node) -> Slot:
        """Set a key, at the end when it is new."""
        found = self.find(key)
        if found is None:
            found = Slot(node, key, key)
            self.slots.append(found)
        found.node = node
        return found

    def put_in_order(self, key: str, node: Node, order: Sequence[str]) -> Slot:
        """Set a key; a new one stands before the first key that comes after it in `order`."""
        found = self.find(key)
        if found is not None:
            found.node = node
            return found
        later = order[order.index(key) + 1 :]
        index = next((n for n, slot in enumerate(self.slots) if slot.key in later), None)
        slot = Slot(node, key, key)
        self.slots.insert(len(self.slots) if index is None else index, slot)
        return slot


Node = Scalar | Branch


@dataclass(slots=True)
class Document:
    """One YAML text."""

    root: Branch
    head: list[str] = field(default_factory=list)
    """Comment lines at the top that belong to the whole file."""


def plain(value: Any) -> Scalar:
    """Return a scalar for an id, a date, a number or another word that needs no quotes."""
    if value is None or isinstance(value, bool):
        return Scalar(value, "", ["" if value is None else str(value).lower()])
    return Scalar(value, "", [str(value)])


def quoted_scalar(text: str) -> Scalar:
    """Return a text in double quotes."""
    return Scalar(text, '"', [f'"{escape(text)}"'])


def escape(text: str) -> str:
    """Return a text as it stands between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("\n", "\\n").replace("\t", "\\t")


def block_scalar(text: str) -> Scalar:
    """Return a text of several lines as a block."""
    ending = len(text) - len(text.rstrip("\n"))
    header = "|-" if ending == 0 else "|" if ending == 1 else "|+"
    lines = text.split("\n")
    return Scalar(text, "|", [header, *(lines[:-1] if ending else lines)])


def flow_list(names: list[str]) -> Branch:
    """Return a list of ids in brackets."""
    return Branch(is_mapping=False, is_flow=True, slots=[Slot(plain(name)) for name in names])


def to_value(node: Node) -> Any:
    """Return the plain value of a node."""
    if isinstance(node, Scalar):
        return node.value
    if node.is_mapping:
        return {slot.key: to_value(slot.node) for slot in node.slots}
    return [to_value(slot.node) for slot in node.slots]


def iter_comments(node: Node) -> Iterator[str]:
    """Yield every comment inside a node, in order."""
    if isinstance(node, Scalar):
        return
    for slot in node.slots:
        yield from (line for line in slot.above if line)
        if slot.beside:
            yield slot.beside
        yield from iter_comments(slot.node)
    yield from (line for line in node.below if line)


def node_at(root: Node, loc: Iterable[str | int]) -> Node | None:
    """Return the node at a place, given by keys and numbers of items; None when there is none."""
    node: Node | None = root
    for step in loc:
        if not isinstance(node, Branch):
            return None
        if isinstance(step, str):
            node = node.get(step)
        else:
            node = node.slots[step].node if step < len(node.slots) else None
    return node


def branch_at(root: Node, loc: Iterable[str | int]) -> Branch:
    """Return the mapping or list at a place where there is one."""
    node = node_at(root, loc)
    assert isinstance(node, Branch)
    return node


def slot_comments(slot: Slot) -> list[str]:
    """Return every comment above, beside and inside a slot."""
    own = [line for line in (*slot.above, slot.beside) if line]
    return [*own, *iter_comments(slot.node)]
