# All that an import would do, worked out before anything is written. A record that is there is
# changed in its own file, with its comments; a new one goes where its draft says. The plan is
# carried out by the transaction of `kb.edit`: all files and the fingerprints, or none.
"""Plan an import: which files change, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.codes import problem_at
from kb.edit.files import Change, read_file
from kb.edit.new_modeline import modeline
from kb.edit.new_register import Entry, Register
from kb.edit.yamltree.build import build_value
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.style import find_part, model_of, order_slots, restyle_node
from kb.edit.yamltree.tree import Branch, Document, Scalar, Slot, plain
from kb.importers.draft import Draft, Drafts
from kb.importers.draft_merge import Merged, iter_new_base, merge_draft
from kb.importers.draft_shape import build_record, check_shape, full_values
from kb.importers.draft_state import read_state, state_path, write_state
from kb.problems import Mark, Problem, quoted
from kb.read.listing import real_path
from kb.read.walk import RawDocument, show_path
from kb.refs import Loc

SCHEMAS = "schemas"
"""The folder with the schemas, beside the content."""


@dataclass(slots=True)
class ImportPlan:
    """What an import would do; filled record by record."""

    added: list[str] = field(default_factory=list)
    """Ids of new records."""
    updated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → fields that only the source changed."""
    unchanged: list[str] = field(default_factory=list)
    """Ids of records that say what the source says, or what a person made of it."""
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → fields that were written by hand before the first import, and stay."""
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "added": self.added,
            "updated": {name: list(fields) for name, fields in self.updated.items()},
            "unchanged": self.unchanged,
            "kept": {name: list(fields) for name, fields in self.kept.items()},
            "problems": [problem.as_dict() for problem in self.problems],
        }


def plan_import(
    format_name: str, drafts: Drafts, register: Register, content: Path, *, path: str, today: str
) -> ImportPlan:
    """Return what importing `drafts` would do.

    Args:
        format_name: The format, as on the command line.
        drafts: What the outside file gives.
        register: What there is already.
        content: The content folder.
        path: The outside file, for messages.
        today: The day to set as `updated` in records that change.
    """
    plan = ImportPlan(problems=list(drafts.problems))
    place = state_path(content, format_name, drafts.name)
    state = read_state(place)
    holders = _holders(register)
    fresh: list[Draft] = []
    edits: list[tuple[Entry, Merged]] = []
    present = {draft.id for draft in drafts.drafts} | drafts.known
    for draft in drafts.drafts:
        checked, faults = check_shape(draft, path)
        plan.problems.extend(faults)
        if checked is None:
            continue
        entry = holders.get((checked.file.startswith("sources/"), checked.id))
        if entry is not None:
            merged = merge_draft(checked, entry.keys, _take_base(state, entry, checked.id))
            _report(plan, entry, checked, merged)
            state[entry.id] = merged.base
            present.add(entry.id)
            if merged.is_changed:
                edits.append((entry, merged))
        elif checked.id in state:
            message = f"{quoted(checked.id)} was imported before and is gone from here"
            hint = f"take its line out of {show_path(place)} to have it again"
            plan.problems.append(problem_at(Mark(path), "KB723", message, hint))
        else:
            fresh.append(checked)
            plan.added.append(checked.id)
            state[checked.id] = dict(iter_new_base(checked))
    plan.problems.extend(_iter_gone(set(state) - present, path))
    plan.changes += _iter_edits(edits, content, today, fresh, drafts)
    plan.changes += _state_change(place, state)
    return plan


def _take_base(state: dict[str, dict[str, str]], entry: Entry, name: str) -> Mapping[str, str]:
    """Return the fingerprints of a record, which may be kept under a former id of it."""
    former = entry.keys.get("redirects")
    names = (entry.id, name, *(former if isinstance(former, list) else ()))
    found = [state.pop(each) for each in dict.fromkeys(names) if each in state]
    return found[0] if found else {}


def _holders(register: Register) -> Mapping[tuple[bool, str], Entry]:
    """Return every record by its id and its former ids; sources have a space of their own."""
    found: dict[tuple[bool, str], Entry] = {}
    for entry in register.entries:
        former = entry.keys.get("redirects")
        for name in (entry.id, *(former if isinstance(former, list) else ())):
            found.setdefault((entry.kind == "source", str(name)), entry)
    return found


def _report(plan: ImportPlan, entry: Entry, draft: Draft, merged: Merged) -> None:
    if merged.kept:
        plan.kept[entry.id] = tuple(merged.kept)
    if merged.is_changed:
        places = [*(loc for loc, _ in merged.puts), *merged.drops]
        plan.updated[entry.id] = tuple(dict.fromkeys(_show_loc(loc) for loc in places))
    else:
        plan.unchanged.append(entry.id)
    for loc, theirs in merged.conflicts:
        message = f"`{_show_loc(loc)}` was changed here and in the source ({draft.origin})"
        hint = f"the source says {quoted(theirs)}; what stands here was kept"
        plan.problems.append(problem_at(entry.mark(*loc), "KB721", message, hint))


def _show_loc(loc: Loc) -> str:
    return ".".join(str(step) for step in loc if step != -1)


def _iter_gone(names: set[str], path: str) -> Iterator[Problem]:
    for name in sorted(names):
        message = f"{quoted(name)} was imported before and is no longer in the source"
        yield problem_at(Mark(path), "KB723", message, "look whether the record should stay")


def _iter_edits(
    edits: Iterable[tuple[Entry, Merged]],
    content: Path,
    today: str,
    fresh: Iterable[Draft],
    drafts: Drafts,
) -> Iterator[Change]:
    by_file: dict[Path, list[tuple[Entry, Merged]]] = {}
    for entry, merged in edits:
        by_file.setdefault(real_path(Path(entry.document.path)), []).append((entry, merged))
    new: dict[Path, list[Draft]] = {}
    for draft in fresh:
        new.setdefault(real_path(content / draft.file), []).append(draft)
    for path in sorted(set(by_file) | set(new)):
        yield _file_change(path, content, today, by_file.get(path, []), new.get(path, []), drafts)


def _file_change(
    path: Path,
    content: Path,
    today: str,
    edits: Iterable[tuple[Entry, Merged]],
    fresh: Iterable[Draft],
    drafts: Drafts,
) -> Change:
    parts = path.relative_to(real_path(content)).parts
    if not path.exists():
        head = modeline(path, parts[0], real_path(content).parent / SCHEMAS)
        remarks = _comment(drafts.head) if parts[0] == "sources" else []
        document = Document(Branch(is_mapping=False), [head, *remarks, ""])
        _add(document, fresh, parts[0])
        return Change(path, None, dump_tree(document).encode())
    file = read_file(path, real_path(content))
    document = load_tree(file.node)
    for entry, merged in edits:
        root = document.root.slots[int(entry.loc[0])].node if entry.loc else document.root
        assert isinstance(root, Branch)
        _edit(root, merged, entry.document, today)
    _add(document, fresh, parts[0])
    return Change(path, file.data, file.encode(file.with_yaml(dump_tree(document))))


def _add(document: Document, fresh: Iterable[Draft], folder: str) -> None:
    for draft in fresh:
        record = build_record(full_values(draft), folder)
        if folder != "sources":
            document.head += _comment(draft.remark)
            document.root = record
            continue
        above = ["", *_comment(draft.remark)] if document.root.slots else _comment(draft.remark)
        document.root.slots.append(Slot(record, above=above))


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]


def _edit(root: Branch, merged: Merged, document: RawDocument, today: str) -> None:
    model = model_of(document)
    for loc, value in merged.puts:
        _put(root, loc, value)
    for loc in merged.drops:
        _drop(root, loc)
    if root.find("updated") is not None:
        root.put("updated", plain(today))
    if model is None:
        return
    order_slots(root, model)
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    for key in {str(loc[0]) for loc, _ in merged.puts}:
        slot = root.find(key)
        if slot is None or key not in fields:
            continue
        wrapper = Branch(is_mapping=True, slots=[slot])
        part = find_part(fields[key].annotation)
        if part is None or isinstance(slot.node, Scalar):
            restyle_node(wrapper, model)
            continue
        rows = [slot.node] if slot.node.is_mapping else [row.node for row in slot.node.slots]
        for row in rows:
            restyle_node(row, part)


def _put(root: Branch, loc: Loc, value: Any) -> None:
    branch = root
    for number, step in enumerate(loc[:-1]):
        is_list = isinstance(loc[number + 1], int)
        if isinstance(step, int):
            found = branch.slots[step].node
        else:
            found = branch.get(step) or branch.put(step, Branch(is_mapping=not is_list)).node
        assert isinstance(found, Branch)
        branch = found
    if isinstance(loc[-1], int):
        branch.slots.append(Slot(build_value(value)))
    else:
        branch.put(loc[-1], build_value(value))


def _drop(root: Branch, loc: Loc) -> None:
    branch: Any = root
    for step in loc[:-1]:
        branch = branch.get(step)
    branch.slots = [slot for slot in branch.slots if slot.key != loc[-1]]


def _state_change(place: Path, state: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    old = place.read_bytes() if place.exists() else None
    new = write_state(state) if state else None
    if new != old:
        yield Change(place, old, new)
