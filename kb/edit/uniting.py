# How two mappings become one. Lists are united without duplicates: two items are one when what
# names them is the same (an alias its text, a link its address, a relation its type and target …).
# Single values must agree, or the person who merges says which record is right. Every comment of
# both goes along.
"""Unite two parts of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.edit.yamltree.tree import Branch, Node, Scalar, Slot, slot_comments, to_value
from kb.prose.urls import normalise_url
from kb.refs import Loc


def _text(item: Any) -> Any:
    return str(item.get("text") if isinstance(item, dict) else item).casefold()


def _address(item: Any) -> Any:
    return normalise_url(str(item.get("url") if isinstance(item, dict) else item))


def _keys(*names: str) -> Callable[[Any], Any]:
    short = names[0]

    def name_of(item: Any) -> Any:
        found = item if isinstance(item, dict) else {short: item}
        return tuple(repr(found.get(name)) for name in names)

    return name_of


_NAMED_BY: Mapping[str, Callable[[Any], Any]] = {
    "aliases": _text,
    "former_names": _text,
    "links": _address,
    "relations": _keys("type", "target", "start", "end"),
    "claims": _keys("id"),
    "evidence": _keys("incident", "source"),
    "cvss": _keys("version"),
    "versions": _keys("id"),
    "derived_from": _keys("source"),
    "cites": _keys("source", "version", "from", "locator", "quote"),
    "accepted": _keys("code", "at"),
}
"""Key of a list → what names an item of it."""

_NEVER_UNITED = frozenset({"claims", "versions"})
"""Items with ids of their own: the same id with another content is another thing."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the two disagree."""

    loc: Loc
    """The key, from the top of both records."""
    one: Any
    other: Any
    can_prefer: bool = True
    """False when preferring one side would lose a statement of the other."""


@dataclass(slots=True)
class Union:
    """Unites one mapping into another and collects where they disagree."""

    prefer: str = ""
    """`a`, `b`, or empty."""
    conflicts: list[Conflict] = field(default_factory=list)

    def unite(self, one: Branch, other: Branch, loc: Loc = ()) -> None:
        """Bring everything of `other` into `one`."""
        for slot in other.slots:
            found = one.find(slot.key)
            if found is None:
                one.slots.append(slot)
            else:
                self.unite_slot(found, slot, (*loc, slot.key))
        one.below += [line for line in other.below if line and line not in one.below]

    def unite_slot(self, one: Slot, other: Slot, loc: Loc) -> None:
        """Bring the value of `other` into `one`."""
        first, second = to_value(one.node), to_value(other.node)
        if first == second:
            _keep_comments(one, other)
        elif isinstance(one.node, Branch) and isinstance(other.node, Branch) and (
            one.node.is_mapping == other.node.is_mapping
        ):  # fmt: skip
            _keep_own_comments(one, other)
            if one.node.is_mapping:
                self.unite(one.node, other.node, loc)
            else:
                self._unite_lists(one.node, other.node, loc)
        elif self.prefer == "b":
            _keep_comments(other, one)
            one.node, one.above, one.beside = other.node, other.above, other.beside
        else:
            if self.prefer != "a":
                self.conflicts.append(Conflict(loc, first, second))
            _keep_comments(one, other)

    def _unite_lists(self, one: Branch, other: Branch, loc: Loc) -> None:
        key = str(loc[-1])
        name_of = _NAMED_BY.get(key, repr)
        known = {name_of(to_value(slot.node)): slot for slot in one.slots}
        for slot in other.slots:
            value = to_value(slot.node)
            found = known.get(name_of(value))
            if found is None:
                known[name_of(value)] = slot
                one.slots.append(slot)
                one.is_flow = one.is_flow and _is_small(slot.node)
            elif to_value(found.node) == value:
                _keep_comments(found, slot)
            elif key in _NEVER_UNITED:
                self.conflicts.append(Conflict((*loc, str(value.get("id"))), to_value(found.node),
                                               value, can_prefer=False))  # fmt: skip
            else:
                self._unite_items(found, slot, (*loc, str(name_of(value))))
        one.below += [line for line in other.below if line and line not in one.below]

    def _unite_items(self, one: Slot, other: Slot, loc: Loc) -> None:
        # A short form says no more than the name: the full form of the other holds it.
        if isinstance(one.node, Scalar):
            _keep_comments(other, one)
            one.node, one.above, one.beside = other.node, other.above, other.beside
        elif isinstance(other.node, Scalar):
            _keep_comments(one, other)
        else:
            self.unite_slot(one, other, loc)


def _is_small(node: Node) -> bool:
    return isinstance(node, Scalar) or node.is_flow


def _keep_comments(one: Slot, other: Slot) -> None:
    """Put every comment of `other` above `one`."""
    known = set(slot_comments(one))
    one.above += [line for line in slot_comments(other) if line not in known]


def _keep_own_comments(one: Slot, other: Slot) -> None:
    known = set(slot_comments(one))
    own = [line for line in (*other.above, other.beside) if line]
    one.above += [line for line in own if line not in known]
