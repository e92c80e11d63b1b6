# After a merge a list of names may hold the kept record twice: `[ek-services, eks]` becomes one
# name, not the same name two times. Only plain lists of names are touched; a repeated participant
# or cite is a statement of its own and stays.
"""Drop names that a merge would write twice into one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.edit.files import EditFile
from kb.edit.references import Rename
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.patch import Span
from kb.edit.yamltree.tree import Branch, Document, Node, Scalar, Slot, branch_at
from kb.model.walk import Loc
from kb.refs import part_ref, split_ref


@dataclass(frozen=True, slots=True)
class Repeat:
    """One name that a list would hold twice."""

    loc: Loc
    """The list."""
    index: int
    line: int
    """The line of the file on which it stands."""


def find_repeats(file: EditFile, pieces: Iterable[Span], rename: Rename) -> tuple[Repeat, ...]:
    """Return the names that stand twice in a list of `file` once `pieces` are renamed."""
    renamed = {piece.start for piece in pieces}
    found = []
    for loc, branch in _iter_lists(load_tree(file.node).root, ()):
        for slot in _repeats(branch, rename, file, renamed):
            line = file.text.count("\n", 0, file.base + slot.start) + 1
            found.append(Repeat(loc, branch.slots.index(slot), line))
    return tuple(found)


def drop_repeats(document: Document, repeats: Iterable[Repeat]) -> None:
    """Take the names out of the tree of their file."""
    for repeat in sorted(repeats, key=lambda repeat: repeat.index, reverse=True):
        del branch_at(document.root, repeat.loc).slots[repeat.index]


def _iter_lists(node: Node, loc: Loc) -> Iterator[tuple[Loc, Branch]]:
    if isinstance(node, Scalar):
        return
    if not node.is_mapping and all(isinstance(slot.node, Scalar) for slot in node.slots):
        yield loc, node
    for number, slot in enumerate(node.slots):
        yield from _iter_lists(slot.node, (*loc, slot.key if node.is_mapping else number))


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
