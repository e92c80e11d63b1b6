# From plain values to nodes, in the form in which a person would write them: quotes only where they
# are needed, short lists and mappings in brackets. Prose is always quoted.
"""Make nodes of plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.edit.yamltree.tree import Branch, Node, Slot, plain, quoted_scalar
from kb.prose.characters import clean_line

_WORD = re.compile(
    r"[A-Za-z][\w]*(?:[-/][\w]+)*|[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?(?:/[0-9.~?%-]+)?", re.ASCII
)
"""Ids, terms and dates need no quotes; the house style adds them to texts of one word."""
_NO_TEXT = frozenset({"true", "false", "null", "y", "n", "yes", "no", "on", "off"})
_MOST_INLINE = 2
"""An item of a list with more keys than these has each on a line of its own."""


def build_value(value: Any, *, is_prose: bool = False) -> Node:
    """Return a value as a person would write it; each text on one line.

    Args:
        value: A text, number, truth value, list or mapping.
        is_prose: Quote every text, also one that could stand without quotes.
    """
    if isinstance(value, Mapping):
        return build_mapping(value, is_prose=is_prose)
    if isinstance(value, list | tuple):
        is_short = all(isinstance(item, str) for item in value)
        rows = [Slot(_opened(build_value(item, is_prose=is_prose))) for item in value]
        return Branch(is_mapping=False, is_flow=is_short, slots=rows)
    if not isinstance(value, str):
        return plain(value)
    text = clean_line(value)
    is_word = _WORD.fullmatch(text) is not None and text.lower() not in _NO_TEXT
    return plain(text) if is_word and not is_prose else quoted_scalar(text)


def build_mapping(value: Mapping[str, Any], *, is_prose: bool = False) -> Branch:
    """Return a mapping in brackets."""
    slots = [
        Slot(build_value(item, is_prose=is_prose), str(key), str(key))
        for key, item in value.items()
    ]
    return Branch(is_mapping=True, is_flow=True, slots=slots)


def _opened(node: Node) -> Node:
    """Give each key of an item with several a line of its own."""
    if isinstance(node, Branch) and node.is_mapping and len(node.slots) > _MOST_INLINE:
        node.is_flow = False
    return node
