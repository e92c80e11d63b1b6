# `kb merge A B`: first every reference to B becomes one to A, as with a rename; then what B says
# goes into A. Lists that now name A twice lose the second; relations from A to itself go. B's id
# leads to A for good.
"""Plan the merging of two entities or two sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.codes import problem_at
from kb.edit.files import Change, EditFile
from kb.edit.references import Rename, find_references
from kb.edit.rename import build_changes, count_references, find_record
from kb.edit.repeats import drop_repeats, find_repeats
from kb.edit.staging import Base, Plan
from kb.edit.uniting import Conflict, Union
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.patch import Span, patch_text
from kb.edit.yamltree.style import model_of, order_slots, restyle_node
from kb.edit.yamltree.tree import (
    Branch,
    Document,
    Node,
    Slot,
    block_scalar,
    branch_at,
    flow_list,
    iter_comments,
    plain,
    quoted_scalar,
    slot_comments,
    to_value,
)
from kb.errors import UsageError
from kb.model.entities import EntityBase
from kb.model.sources import Source
from kb.model.walk import Loc
from kb.problems import Problem, quoted
from kb.refs import part_ref
from kb.validate import Authored

_DATES = ("created", "updated", "last_reviewed")


@dataclass(slots=True)
class _Side:
    """One of the two records, in the text after all references were rewritten."""

    authored: Authored
    file: EditFile
    document: Document
    """The tree of its file; that of both records where they stand in one file."""
    record: Branch

    @property
    def body(self) -> str:
        """Return the Markdown below its front matter."""
        return (self.file.document.body or "").strip("\n")


def plan_merge(base: Base, a: str, b: str, *, prefer: str = "") -> Plan:
    """Return what merging `b` into `a` changes.

    Raises:
        UsageError: The two cannot be merged.
    """
    one, other = find_record(base, a), find_record(base, b)
    _check_alike(one, other)
    space = "source" if isinstance(one.record, Source) else "record"
    rename = Rename(other.record.id, one.record.id, space)
    spans, problems = find_references(base, rename)
    if problems:
        return Plan(problems=problems)
    opened, dropped = _rewrite(base, spans, rename, (one, other))
    left, right = _side(opened, one), _side(opened, other)
    union = Union(prefer)
    notes = [f"{rename.old} is part of {rename.new} now: {count_references(spans)}"]
    notes += [f"{place}: named twice, the second is gone" for place in dropped]
    notes += _join(left, right, union)
    if union.conflicts:
        found = tuple(_disagreement(item, left, right) for item in union.conflicts)
        return Plan(notes=tuple(notes), problems=found)
    gone = _put_together(left, right)
    texts: dict[str, str] = {}
    for path, (file, document) in opened.items():
        if path != gone:
            # A record of its own is written in the house style; a list keeps its other items.
            is_whole = path == one.document.path and not one.loc
            yaml = dump_tree(document) if is_whole else patch_text(file.node, document)
            texts[path] = file.with_yaml(yaml)
    changes = [*build_changes(base, texts, {})]
    if gone:
        changes.append(Change(base.files[gone].path, base.files[gone].data, None))
    return Plan(tuple(changes), tuple(notes))


def _rewrite(
    base: Base, spans: dict[str, list[Span]], rename: Rename, both: Iterable[Authored]
) -> tuple[dict[str, tuple[EditFile, Document]], list[str]]:
    """Return each file with its references rewritten, and the places of repeats that are gone."""
    opened: dict[str, tuple[EditFile, Document]] = {}
    dropped: list[str] = []
    for path in dict.fromkeys((*(side.document.path for side in both), *spans)):
        pieces = spans.get(path, [])
        repeats = find_repeats(base.files[path], pieces, rename)
        file = base.files[path].edited(base.files[path].replaced(pieces))
        document = load_tree(file.node)
        drop_repeats(document, repeats)
        dropped += [f"{path}:{repeat.line}" for repeat in repeats]
        opened[path] = file, document
    return opened, dropped


def _side(opened: Mapping[str, tuple[EditFile, Document]], authored: Authored) -> _Side:
    file, document = opened[authored.document.path]
    return _Side(authored, file, document, branch_at(document.root, authored.loc))


def _check_alike(one: Authored, other: Authored) -> None:
    first, second = one.record, other.record
    if first is second:
        raise UsageError(f"{quoted(first.id)} cannot be merged with itself")
    if isinstance(first, Source) and isinstance(second, Source):
        return
    if not (isinstance(first, EntityBase) and isinstance(second, EntityBase)):
        raise UsageError("only two entities or two sources can be merged")
    if first.kind != second.kind:
        raise UsageError(
            f"{first.id} is of kind {first.kind}, {second.id} of kind {second.kind}: merge alike"
        )


def _join(left: _Side, right: _Side, union: Union) -> list[str]:
    one, other = left.record, right.record
    _join_heads(left, right)
    _add_name(left, right)
    _add_body(left, right, union)
    for key in ("schema", "kind", "id", "name", "redirects"):
        _leave_out(one, other, key)
    union.unite(one, other)
    notes = _drop_self_references(one, left.authored.record.id)
    model = model_of(left.file.document)
    assert model is not None
    order_slots(one, model)
    restyle_node(one, model)
    return notes


def _join_heads(left: _Side, right: _Side) -> None:
    one, other = left.record, right.record
    for key in _DATES:
        dates = [text for text in (one.text(key), other.text(key)) if text]
        if dates:
            one.put(key, plain(max(dates) if key == "updated" else min(dates)))
        _leave_out(one, other, key)
    former: list[str] = []
    for side in (left, right):
        former += [str(name) for name in side.authored.record.redirects]
    former.append(right.authored.record.id)
    slot = one.find("redirects")
    if slot is None:
        one.put("redirects", flow_list(former))
    else:
        assert isinstance(slot.node, Branch)
        known = to_value(slot.node)
        slot.node.slots += [Slot(plain(name)) for name in former if name not in known]


def _leave_out(one: Branch, other: Branch, key: str) -> None:
    """Drop a key of the other record; its comments stay with the same key here."""
    slot = other.find(key)
    if slot is None:
        return
    other.slots.remove(slot)
    home = one.find(key) or one.slots[0]
    lines = [line for line in (*slot.above, slot.beside, *iter_comments(slot.node)) if line]
    home.above += [line for line in lines if line not in home.above]


def _add_name(left: _Side, right: _Side) -> None:
    first, second = left.authored.record, right.authored.record
    if not isinstance(first, EntityBase) or not isinstance(second, EntityBase):
        return
    known = {first.name, *(alias.text for alias in first.aliases)}
    known |= {former.text for former in first.former_names}
    given = {alias.text for alias in second.aliases}
    if second.name in known | given:
        return
    slot = right.record.find("aliases")
    item = Slot(quoted_scalar(second.name))
    if slot is None:
        right.record.put("aliases", Branch(is_mapping=False, slots=[item]))
    else:
        assert isinstance(slot.node, Branch)
        slot.node.slots.insert(0, item)


def _add_body(left: _Side, right: _Side, union: Union) -> None:
    # A body below a front matter becomes a key, so that it can be united like any other.
    body = right.body
    if body and right.record.find("body") is None:
        right.record.put("body", block_scalar(body))
    slot = right.record.find("body")
    if slot is None or not left.body:
        return
    if union.prefer != "a":
        union.conflicts.append(Conflict(("body",), left.body, to_value(slot.node)))
    right.record.slots.remove(slot)


def _drop_self_references(record: Branch, name: str) -> list[str]:
    """Drop relations and derivations that lead from the merged record to itself."""
    notes: list[str] = []
    for key, target, noun in (
        ("relations", "target", "relation"),
        ("derived_from", "source", "derivation"),
    ):
        slot = record.find(key)
        if slot is None or not isinstance(slot.node, Branch):
            continue
        gone = [item for item in slot.node.slots if _leads_to(item.node, target, name)]
        if not gone:
            continue
        lines = [line for item in gone for line in slot_comments(item)]
        slot.node.slots = [item for item in slot.node.slots if item not in gone]
        if slot.node.slots:
            slot.above += lines
        else:
            record.slots.remove(slot)
            record.below += [line for line in (*slot.above, slot.beside, *lines) if line]
        plural = "" if len(gone) == 1 else "s"
        notes.append(f"{len(gone)} {noun}{plural} between the two dropped")
    return notes


def _leads_to(node: Node, key: str, name: str) -> bool:
    if isinstance(node, Branch):
        return node.is_mapping and node.text(key) == name
    return key == "source" and node.value == name


def _put_together(left: _Side, right: _Side) -> str:
    """Take the other record out of its file; return the path of a file that goes with it."""
    path = right.authored.document.path
    if not left.authored.loc:
        head = left.document.head
        new = [line for line in right.document.head if line and line not in head]
        head += [*new, ""] if new else []
        return path
    _item(left).is_changed = True
    right.document.root.slots.remove(_item(right))
    return "" if right.document.root.slots else path


def _item(side: _Side) -> Slot:
    return next(slot for slot in side.document.root.slots if slot.node is side.record)


def _disagreement(conflict: Conflict, left: _Side, right: _Side) -> Problem:
    loc: Loc = conflict.loc[:1]
    here = left.file.node.key_mark_of((*left.authored.loc, *loc))
    there = right.file.node.key_mark_of((*right.authored.loc, *loc))
    key = ".".join(str(step) for step in conflict.loc)
    one, other = _shown(conflict.one), _shown(conflict.other)
    message = f"`{key}`: {one} here, {other} in {there.path}:{there.line}"
    hint = "write --prefer a to keep this one, --prefer b for the other"
    if not conflict.can_prefer:
        part = part_ref(right.authored.record.id, str(conflict.loc[-1]))
        hint = f"rename one of them first: kb mv {part} NEW"
        if isinstance(right.authored.record, Source):
            hint = "give one of the two another id first"
    return problem_at(here, "KB703", message, hint)


def _shown(value: Any) -> str:
    return quoted(value)
