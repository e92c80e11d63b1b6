# One key is added to a file without touching the rest of it: the former id of a record.
"""Add a former id to a record's `redirects`."""

from __future__ import annotations

from kb.edit.files import EditFile, Span
from kb.edit.loading import load_tree
from kb.edit.style import key_order, model_of
from kb.edit.tree import Branch, Node, Slot
from kb.model.walk import Loc


def redirect_span(file: EditFile, loc: Loc, old: str) -> Span:
    """Return the piece of text that adds `old` to the redirects of the record at `loc`."""
    record = _branch_at(load_tree(file.node).root, loc)
    found = record.find("redirects")
    if found is None:
        return _new_key(file, record, old)
    node = found.node
    assert isinstance(node, Branch)
    if node.is_flow:
        end = node.slots[-1].end if node.slots else found.end - 1
        return _insert(file, end, f", {old}" if node.slots else old)
    last = node.slots[-1]
    pad = " " * _column(file, last)
    return _insert(file, _line_end(file, last.end), f"\n{pad}- {old}")


def _new_key(file: EditFile, record: Branch, old: str) -> Span:
    model = model_of(file.document)
    assert model is not None
    order = key_order(model)
    before = order[: order.index("redirects")]
    anchor = max(
        (slot for slot in record.slots if slot.key in before),
        key=lambda slot: before.index(slot.key),
    )
    if record.is_flow:
        return _insert(file, anchor.end, f", redirects: [{old}]")
    pad = " " * _column(file, anchor)
    return _insert(file, _line_end(file, anchor.end), f"\n{pad}redirects: [{old}]")


def _branch_at(root: Branch, loc: Loc) -> Branch:
    node: Node = root
    for step in loc:
        assert isinstance(node, Branch)
        assert isinstance(step, int)
        node = node.slots[step].node
    assert isinstance(node, Branch)
    return node


def _insert(file: EditFile, index: int, text: str) -> Span:
    return Span(file.base + index, file.base + index, text)


def _column(file: EditFile, slot: Slot) -> int:
    return slot.start - file.node.source.rfind("\n", 0, slot.start) - 1


def _line_end(file: EditFile, index: int) -> int:
    end = file.node.source.find("\n", index)
    return len(file.node.source) if end < 0 else end
