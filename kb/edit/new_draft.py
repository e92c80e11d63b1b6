# Drafts of records: what is known is filled in, what is required and not known stands as a comment
# that says what to write. Nothing is ever invented to make a check pass.
"""Draft a record that is still to be finished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kb.edit.yamltree.build import build_value
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.style import restyle_node
from kb.edit.yamltree.tree import Branch, Document, Slot
from kb.model.base import Part
from kb.prose.characters import clean_line


@dataclass(frozen=True, slots=True)
class DraftKey:
    """One key of a draft."""

    key: str
    value: Any = None
    """A text, number, list or mapping; None when it is not known."""
    is_prose: bool = False
    """True for free text, which is always quoted."""
    todo: str = ""
    """What to write here, when the value is not known: it becomes a comment."""
    remark: str = ""
    """What to look at again, beside a value that is known."""


def build_draft(
    keys: Iterable[DraftKey], model: type[Part] | None = None, *, notes: Iterable[str] = ()
) -> Branch:
    """Return the draft as a mapping, in the house style of `model`.

    `notes` are comments on the whole of it; they stand below its first key.
    """
    branch = Branch(is_mapping=True)
    above = [f"# To look at: {clean_line(note)}" for note in notes]
    for entry in keys:
        if entry.value is not None and entry.value != [] and entry.value != "":
            node = build_value(entry.value, is_prose=entry.is_prose)
            beside = f"# {clean_line(entry.remark)}" if entry.remark else ""
            # Nothing stands above the first key: it may stand behind the dash of an item.
            own, above = (above, []) if branch.slots else ([], above)
            branch.slots.append(Slot(node, entry.key, entry.key, own, beside))
        elif entry.todo:
            above += [f"# To write: {clean_line(entry.todo)}", f"# {entry.key}:"]
    branch.below = above
    restyle_node(branch, model)
    return branch


def draft_text(root: Branch, head: Iterable[str] = ()) -> str:
    """Return a draft as the text of a file."""
    return dump_tree(Document(root, list(head)))


def item_text(item: Branch) -> str:
    """Return a draft as an item of a list."""
    return draft_text(Branch(is_mapping=False, slots=[Slot(item)]))
