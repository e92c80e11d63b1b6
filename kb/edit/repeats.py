# After a merge a list of names may hold the kept record twice: `[ek-services, eks]` becomes one
# name, not the same name two times. Only plain lists of names are touched; a repeated participant
# or cite is a statement of its own and stays.
"""Drop names that a merge would write twice into one list."""

from __future__ import annotations

from collections.abc import Iterator

from kb.edit.files import EditFile, Span
from kb.edit.loading import load_tree
from kb.edit.references import Rename
from kb.edit.staging import Base
from kb.edit.tree import Branch, Node, Scalar, Slot
from kb.refs import part_ref, split_ref


def drop_repeats(base: Base, spans: dict[str, list[Span]], rename: Rename) -> tuple[str, ...]:
    """Replace renames by removals where the list has the new name already; return the places."""
    places: list[str] = []
    for path, pieces in spans.items():
        file = base.files[path]
        renamed = {piece.start for piece in pieces}
        for branch in _iter_lists(load_tree(file.node).root):
            gone = _repeats(branch, rename, file, renamed)
            for slot in gone:
                cut = _removal(file, branch, slot)
                pieces[:] = [piece for piece in pieces if not cut.start <= piece.start < cut.end]
                pieces.append(cut)
                line = file.text.count("\n", 0, file.base + slot.start) + 1
                places.append(f"{path}:{line}")
    return tuple(places)


def _iter_lists(node: Node) -> Iterator[Branch]:
    if isinstance(node, Scalar):
        return
    if not node.is_mapping and all(isinstance(slot.node, Scalar) for slot in node.slots):
        yield node
    for slot in node.slots:
        yield from _iter_lists(slot.node)


def _repeats(branch: Branch, rename: Rename, file: EditFile, renamed: set[int]) -> list[Slot]:
    values = [slot.node.value if isinstance(slot.node, Scalar) else None for slot in branch.slots]
    pairs = [(rename.old, rename.new)]
    owners = {local for value in values if (local := split_ref(str(value))[1]) is not None}
    pairs += [(part_ref(rename.old, part), part_ref(rename.new, part)) for part in owners]
    gone = []
    for old, new in pairs:
        found = [slot for slot, value in zip(branch.slots, values, strict=True) if value == old]
        is_named = any(_covers(file, slot, renamed) for slot in found)
        if is_named:
            repeated = found if new in values else found[1:]
            gone += [slot for slot in repeated if not slot.beside]
    return gone


def _covers(file: EditFile, slot: Slot, renamed: set[int]) -> bool:
    return any(file.base + slot.start <= start < file.base + slot.end for start in renamed)


def _removal(file: EditFile, branch: Branch, slot: Slot) -> Span:
    source, base = file.node.source, file.base
    if not branch.is_flow:
        start = source.rfind("\n", 0, slot.start) + 1
        end = source.find("\n", slot.end)
        return Span(base + start, base + (len(source) if end < 0 else end + 1), "")
    index = branch.slots.index(slot)
    if index:
        return Span(base + branch.slots[index - 1].end, base + slot.end, "")
    return Span(base + slot.start, base + branch.slots[index + 1].start, "")
