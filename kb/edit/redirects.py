# One key is added to a file without touching the rest of it: the former id of a record.
"""Add a former id to a record's `redirects`."""

from __future__ import annotations

from kb.edit.files import EditFile
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.patch import patch_text
from kb.edit.yamltree.style import key_order, model_of
from kb.edit.yamltree.tree import Branch, Slot, branch_at, flow_list, plain
from kb.model.walk import Loc


def add_redirect(file: EditFile, loc: Loc, old: str) -> str:
    """Return the text of a file in which the record at `loc` has the former id `old`."""
    document = load_tree(file.node)
    record = branch_at(document.root, loc)
    model = model_of(file.document)
    assert model is not None
    found = record.get("redirects")
    if isinstance(found, Branch):
        found.slots.append(Slot(plain(old)))
    else:
        record.put_in_order("redirects", flow_list([old]), key_order(model))
    return file.with_yaml(patch_text(file.node, document))
