# `kb merge A B`: first every reference to B becomes one to A, as with a rename; then what B says
# goes into A. Lists that now name A twice lose the second; relations from A to itself go. B's id
# leads to A for good.
"""Plan the merging of two entities or two sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.codes import problem_at
from kb.edit.files import Change, EditFile, Span
from kb.edit.layout import dump_tree, print_slot
from kb.edit.loading import load_tree
from kb.edit.references import Rename, find_references
from kb.edit.rename import build_changes, count_references, find_record
from kb.edit.repeats import drop_repeats
from kb.edit.staging import Base, Plan
from kb.edit.style import model_of, order_slots, restyle_node
from kb.edit.tree import (
    Branch,
    Document,
    Node,
    Slot,
    block_scalar,
    flow_list,
    iter_comments,
    plain,
    quoted_scalar,
    slot_comments,
    to_value,
)
from kb.edit.uniting import Conflict, Union
from kb.errors import UsageError
from kb.model.entities import EntityBase
from kb.model.sources import Source
from kb.model.walk import Loc
from kb.problems import Problem, quoted
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode
from kb.refs import part_ref
from kb.validate import Authored

_DATES = ("created", "updated", "last_reviewed")


@dataclass(slots=True)
class _Side:
    """One of the two records, in the text after all references were rewritten."""

    authored: Authored
    file: EditFile
    text: str
    node: RawNode
    document: Document
    record: Branch


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
    done = count_references(spans)
    dropped = drop_repeats(base, spans, rename)
    left, right = _open(base, one, spans), _open(base, other, spans)
    union = Union(prefer)
    notes = [f"{rename.old} is part of {rename.new} now: {done}"]
    notes += [f"{place}: named twice, the second is gone" for place in dropped]
    notes += _join(left, right, union)
    if union.conflicts:
        found = tuple(_disagreement(item, left, right) for item in union.conflicts)
        return Plan(notes=tuple(notes), problems=found)
    written = _write(left, right)
    edited = {path for path, _ in written}
    others = {path: pieces for path, pieces in spans.items() if path not in edited}
    changes = [*build_changes(base, others, {})]
    for path, text in written:
        file = base.files[path]
        changes.append(Change(file.path, file.data, None if text is None else file.encode(text)))
    return Plan(tuple(changes), tuple(notes))


def _check_alike(one: Authored, other: Authored) -> None:
    first, second = one.record, other.record
    if first is second:
        raise UsageError(f"{quoted(first.id)} cannot be merged with itself")
    is_pair = isinstance(first, EntityBase) and isinstance(second, EntityBase)
    if not is_pair and not (isinstance(first, Source) and isinstance(second, Source)):
        raise UsageError("only two entities or two sources can be merged")
    kinds = [getattr(record, "kind", "") for record in (first, second)]
    if is_pair and kinds[0] != kinds[1]:
        raise UsageError(
            f"{first.id} is of kind {kinds[0]}, {second.id} of kind {kinds[1]}: merge alike"
        )


def _open(base: Base, authored: Authored, spans: dict[str, list[Span]]) -> _Side:
    file = base.file_of(authored)
    text = file.replaced(spans.get(authored.document.path, []))
    yaml = text
    if file.document.body is not None:
        yaml = text[file.base : text.index("\n---", file.base - 1) + 1]
    node, problems = read_yaml(yaml, authored.document.path, line_offset=1 if file.base else 0)
    assert node is not None
    assert not problems
    document = load_tree(node)
    record: Node = document.root
    for step in authored.loc:
        assert isinstance(record, Branch)
        assert isinstance(step, int)
        record = record.slots[step].node
    assert isinstance(record, Branch)
    return _Side(authored, file, text, node, document, record)


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
    body = _body(right)
    if body and right.record.find("body") is None:
        right.record.put("body", block_scalar(body))
    slot = right.record.find("body")
    if slot is None or not _body(left):
        return
    if union.prefer != "a":
        union.conflicts.append(Conflict(("body",), _body(left), to_value(slot.node)))
    right.record.slots.remove(slot)


def _body(side: _Side) -> str:
    if side.file.document.body is None:
        return ""
    return side.text[len(side.text) - _body_length(side) :].strip("\n")


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


def _write(left: _Side, right: _Side) -> list[tuple[str, str | None]]:
    one, other = left.authored.document.path, right.authored.document.path
    if not left.authored.loc:
        head = left.document.head
        new = [line for line in right.document.head if line and line not in head]
        head += [*new, ""] if new else []
        yaml = dump_tree(left.document)
        return [(one, _around(left, yaml)), (other, None)]
    if one == other:
        text = _spliced(left.node.source, [_item_span(left), _gone_span(right)])
        return [(one, text)]
    rest = _spliced(right.node.source, [_gone_span(right)])
    written = rest if len(right.document.root.slots) > 1 else None
    return [(one, _spliced(left.node.source, [_item_span(left)])), (other, written)]


def _around(side: _Side, yaml: str) -> str:
    if side.file.document.body is None:
        return yaml
    return f"---\n{yaml}---\n{side.text[len(side.text) - _body_length(side) :]}"


def _body_length(side: _Side) -> int:
    after = side.text.index("\n---", side.file.base - 1) + 1
    line_end = side.text.find("\n", after)
    return len(side.text) - line_end - 1 if line_end >= 0 else 0


def _item(side: _Side) -> Slot:
    return side.document.root.slots[int(side.authored.loc[0])]


def _item_span(side: _Side) -> Span:
    slot = _item(side)
    start = side.node.source.rfind("\n", 0, slot.start) + 1
    text = print_slot(slot, slot.start - start)
    return Span(start, slot.end, text)


def _gone_span(side: _Side) -> Span:
    slot, source = _item(side), side.node.source
    start = source.rfind("\n", 0, slot.start) + 1
    end = source.find("\n", slot.end)
    end = len(source) if end < 0 else end + 1
    while source[end : end + 1] == "\n":
        end += 1
    return Span(start, end, "")


def _spliced(source: str, spans: list[Span]) -> str:
    for start, end, new in sorted(spans, reverse=True):
        source = source[:start] + new + source[end:]
    return source


def _disagreement(conflict: Conflict, left: _Side, right: _Side) -> Problem:
    loc: Loc = conflict.loc[:1]
    here = left.node.key_mark_of((*left.authored.loc, *loc))
    there = right.node.key_mark_of((*right.authored.loc, *loc))
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
