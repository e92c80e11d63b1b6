# `kb migrate`: each file of a former format is taken step by step to the present one. A format that
# is unknown, or newer than this program, stops the whole: nothing is written.
"""Plan the migration of records to the present formats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kb.codes import problem_at
from kb.edit.files import Change, EditFile, iter_paths, read_file
from kb.edit.migrating import Migrating
from kb.edit.migrations import MIGRATIONS, Migration
from kb.edit.staging import Plan
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.style import model_of, restyle
from kb.edit.yamltree.tree import plain
from kb.ids import is_id
from kb.model.formats import CURRENT
from kb.problems import Problem, quoted
from kb.read.loader import read_yaml


def plan_migration(
    content: Path, wanted: Iterable[Path] = (), *, day: dt.date | None = None
) -> Plan:
    """Return what migrating every file of a former format changes.

    Args:
        content: The content folder.
        wanted: Only these files; all when empty.
        day: The day for `created` and `updated` where a former format had none.
    """
    changes: list[Change] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for path in iter_paths(content, wanted):
        file = read_file(path, content)
        current = CURRENT.get(file.document.folder)
        if current is None or not _has_format(file, current):
            continue
        steps = find_steps(str(file.node.value["schema"]), current)
        if steps is None:
            problems.append(_no_way(file, current))
            continue
        found, said, faults = _migrate(file, steps, content, day)
        changes += found
        notes += said
        problems += faults
    return Plan(tuple(changes), tuple(notes), tuple(problems))


def find_steps(
    source: str, target: str, migrations: tuple[Migration, ...] = MIGRATIONS
) -> tuple[Migration, ...] | None:
    """Return the steps from one format to another; None when there is no way."""
    steps: list[Migration] = []
    while source != target:
        step = next((step for step in migrations if step.source == source), None)
        if step is None or step in steps:
            return None
        steps.append(step)
        source = step.target
    return tuple(steps)


def _has_format(file: EditFile, current: str) -> bool:
    """Return whether a file says that its format is another one."""
    if file.problems or file.document.node is None:
        return False
    value = file.node.value
    return isinstance(value, dict) and value.get("schema", current) != current


def _no_way(file: EditFile, current: str) -> Problem:
    value = str(file.node.value["schema"])
    name, _, number = value.partition("/")
    known, _, now = current.partition("/")
    is_number = re.fullmatch(r"[0-9]{1,9}", number) is not None
    is_newer = name == known and is_number and int(number) > int(now)
    what = "is newer than this program" if is_newer else "is no format that can be migrated"
    former = [step.source for step in MIGRATIONS if step.source.startswith(f"{known}/")]
    hint = f"this program reads {', '.join((*former, current))}"
    if is_newer:
        hint = f"install the version that wrote it; {hint}"
    mark = file.node.mark_of(("schema",))
    return problem_at(mark, "KB704", f"`schema`: {quoted(value)} {what}", hint)


def _migrate(
    file: EditFile, steps: tuple[Migration, ...], content: Path, day: dt.date | None
) -> tuple[list[Change], list[str], list[Problem]]:
    document = load_tree(file.node)
    work = Migrating(document.root, day)
    for step in steps:
        step.apply(work)
        document.root.put("schema", plain(step.target))
    path = file.document.path
    if work.unplaced:
        return [], [], [_unplaced(file, key) for key in dict.fromkeys(work.unplaced)]
    target = _home(file, document.root.text("id"), document.root.text("kind"), content)
    kind = document.root.text("kind") or file.document.kind
    restyle(document, model_of(replace(file.document, node=None, kind=kind)))
    yaml = dump_tree(document)
    node, faults = read_yaml(yaml, path)
    assert node is not None
    assert not faults
    text = file.with_yaml(yaml)
    said = [f"{path}: {note}" for note in work.notes]
    names = " → ".join((steps[0].source, *(step.target for step in steps)))
    moved = "" if target == file.path else f", now {target.as_posix()}"
    said.insert(0, f"{path}: {names}{moved}")
    if target == file.path:
        return [Change(file.path, file.data, file.encode(text))], said, []
    return [Change(target, None, file.encode(text)), Change(file.path, file.data, None)], said, []


def _home(file: EditFile, name: str, kind: str, content: Path) -> Path:
    """Return where a record belongs: an entity below its kind, each under its id."""
    stem = name if is_id(name) else file.path.stem
    if file.document.folder == "entities" and is_id(kind):
        return content / "entities" / kind / f"{stem}{file.path.suffix}"
    return file.path.with_stem(stem)


def _unplaced(file: EditFile, key: str) -> Problem:
    message = f"`{key}`: {quoted(file.node.value.get(key))} has no place in the new format"
    hint = "move it by hand or delete it, then migrate again"
    return problem_at(file.node.key_mark_of((key,)), "KB705", message, hint)
