# Structured data in a page, read script by script, so that a broken one costs itself alone. The
# reader of microdata gives up on everything when one address is broken or items are nested deep,
# and its work grows with the square of their number: what it cannot bear is taken out before.
"""Read the schema.org objects of a page."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import extruct  # type: ignore[import-untyped]
import lxml.etree  # type: ignore[import-untyped]
from extruct.jsonld import JsonLdExtractor  # type: ignore[import-untyped]

from kb.importers.guard import TimeIsUp, computing_at_most, say_why

_JSON_LD = "application/ld+json"
_MOST_SCRIPTS = 50
_MOST_PROPERTIES = 3000
_MOST_ITEMS = 50_000
_DEEPEST = 24
_SECONDS = 10.0
"""For the structured data of one page; ordinary ones take some milliseconds."""


def read_items(tree: Any) -> tuple[list[Mapping[str, Any]], tuple[str, ...]]:
    """Return the objects in a page, and what of them could not be read."""
    notes: list[str] = []
    found: list[Any] = []
    try:
        with computing_at_most(_SECONDS):
            found += _read_json_ld(tree, notes)
            found[:0] = _read_microdata(tree, notes)
    except TimeIsUp:
        notes.append("its structured data takes too long to read, and was left out in part")
    return list(_iter_items(found)), tuple(notes)


def _read_json_ld(tree: Any, notes: list[str]) -> Iterator[Any]:
    scripts = [node for node in tree.iter("script") if node.get("type") == _JSON_LD]
    if len(scripts) > _MOST_SCRIPTS:
        notes.append(f"only the first {_MOST_SCRIPTS} blocks of its structured data were read")
    for number, node in enumerate(scripts[:_MOST_SCRIPTS], 1):
        if not (node.text or "").strip():
            continue
        what = f"block {number} of its structured data (JSON-LD)"
        yield from _tried(partial(JsonLdExtractor().extract_items, node), what, notes)


def _read_microdata(tree: Any, notes: list[str]) -> list[Any]:
    if tree.find(".//*[@itemscope]") is None and tree.get("itemscope") is None:
        return []

    def read() -> Any:
        pruned = copy.deepcopy(tree)
        if _prune(pruned):
            notes.append("its microdata is broken or too deep in places; those were left out")
        return extruct.extract(pruned, syntaxes=["microdata"], uniform=True)["microdata"]

    return _tried(read, "its microdata", notes)


def _tried(read: Callable[[], Any], what: str, notes: list[str]) -> list[Any]:
    """Return what is read, or nothing and say so: it may raise whatever a library may raise."""
    try:
        return list(read())
    except Exception as error:
        notes.append(f"{what} cannot be read ({say_why(error)})")
        return []


def _prune(tree: Any) -> bool:
    """Take out of the microdata what its reader cannot bear; return whether there was any."""
    depth = count = 0
    unbearable = []
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        if "itemscope" not in node.attrib and "itemprop" not in node.attrib:
            continue
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST_PROPERTIES or _is_broken(node):
            unbearable.append(node)
        _limit_references(node)
    for node in unbearable:
        for name in ("itemscope", "itemprop"):
            node.attrib.pop(name, None)
    return bool(unbearable)


def _is_broken(node: Any) -> bool:
    """Return whether the type of an item is an address that is none."""
    try:
        for name in (node.get("itemtype") or "").split():
            urlsplit(name)
    except ValueError:
        return True
    return False


def _limit_references(node: Any) -> None:
    names = (node.get("itemref") or "").split()
    if len(names) > _DEEPEST:
        node.set("itemref", " ".join(list(dict.fromkeys(names))[:_DEEPEST]))


def _iter_items(found: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every object and those in its `@graph`, in the order of the page."""
    waiting = deque(found)
    for _ in range(_MOST_ITEMS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            waiting.extendleft(reversed(graph if isinstance(graph, list) else []))
