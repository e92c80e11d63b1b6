# `kb fmt`: load, restyle, print, and then look twice: the new text must mean the same and hold
# every comment of the old one, or the file is left alone and reported.
"""Format authored files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kb.codes import problem_at
from kb.edit.files import Change, EditFile, iter_paths, read_file
from kb.edit.staging import Plan
from kb.edit.yamltree.dump import dump_tree, with_body
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.style import model_of, restyle
from kb.problems import Mark, Problem
from kb.read.loader import read_yaml
from kb.read.nodes import Place, RawNode

_COMMENT = re.compile(r"#[^\n]*")


def plan_format(content: Path, wanted: Iterable[Path] = ()) -> tuple[Plan, tuple[Problem, ...]]:
    """Return what formatting changes, and a finding for each file that would change."""
    changes: list[Change] = []
    problems: list[Problem] = []
    findings: list[Problem] = []
    count = 0
    for path in iter_paths(content, wanted):
        count += 1
        file = read_file(path, content)
        text, faults = format_file(file)
        problems += faults
        data = text.encode()
        if not faults and data != file.data:
            changes.append(Change(path, file.data, data))
            findings.append(_finding(file, text))
    noun = "file" if count == 1 else "files"
    note = (
        f"{count} {noun}: {len(changes)} not in the house style, {count - len(changes)} as they are"
    )
    return Plan(tuple(changes), (note,), tuple(problems)), tuple(findings)


def _finding(file: EditFile, text: str) -> Problem:
    """Return the finding at the first line that would change."""
    old, new = file.text.split("\n"), text.split("\n")
    pairs = zip(old, new, strict=False)
    line = next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(len(old), len(new)))
    mark = Mark(file.document.path, line)
    return problem_at(mark, "KB702", "the file is not in the house style", "run `kb fmt`")


def format_file(file: EditFile) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file in the house style, or as it is with what stands against it."""
    path = file.document.path
    if file.problems or file.document.node is None:
        return file.text, file.problems
    is_empty = file.document.node.value in ({}, [])
    yaml = file.document.node.source if is_empty else format_yaml(file)
    fault = find_loss(file.node, yaml, path)
    if fault is not None:
        return file.text, (fault,)
    if file.document.body is None:
        return yaml, ()
    body = file.document.body
    ending = "" if body.endswith("\n") or not body else "\n"
    return with_body(yaml, body + ending), ()


def format_yaml(file: EditFile) -> str:
    """Return the YAML of a file in the house style."""
    document = load_tree(file.node)
    restyle(document, model_of(file.document))
    return dump_tree(document)


def find_loss(before: RawNode, text: str, path: str) -> Problem | None:
    """Return a problem when `text` means something else, or lacks a comment."""
    after, problems = read_yaml(text, path)
    if after is None or problems or not is_same(before.value, after.value):
        message = "this file cannot be formatted without changing what it says"
        hint = "write it in a plainer way, and tell us: this is a fault of kb fmt"
        return problem_at(Mark(path), "KB701", message, hint)
    lost = Counter(iter_all_comments(before)) - Counter(iter_all_comments(after))
    if lost:
        line = next(iter(lost))
        place = before.source.find(line)
        mark = Mark(path, before.source.count("\n", 0, place) + before.line_offset + 1)
        message = f"the comment {line!r} stands where it would be lost"
        return problem_at(mark, "KB701", message, "move it to a line of its own")
    return None


def is_same(one: Any, other: Any) -> bool:
    """Return whether two plain values are equal, their types and the order of lists included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)


def iter_all_comments(node: RawNode) -> Iterator[str]:
    """Yield every comment of a text: whatever follows a `#` outside of keys and values."""
    source, position = node.source, 0
    for start, end in sorted(_iter_spans(node)):
        yield from _comments_in(source[position:start])
        position = max(position, end)
    yield from _comments_in(source[position:])


def _comments_in(gap: str) -> Iterator[str]:
    return (match.group().rstrip() for match in _COMMENT.finditer(gap))


def _iter_spans(node: RawNode) -> Iterator[tuple[int, int]]:
    lines = [0, *(match.end() for match in re.finditer("\n", node.source))]
    stack: list[Place] = [node.place]
    while stack:
        place = stack.pop()
        if isinstance(place.children, dict):
            for key, child in place.children.items():
                start = lines[child.key_line] + child.key_column
                yield start, start + len(key)
            stack.extend(place.children.values())
        elif isinstance(place.children, list):
            stack.extend(place.children)
        elif place.style in ("|", ">"):
            header = node.source.find("\n", place.start)
            yield (header if header >= 0 else place.end), place.end
        else:
            yield place.start, place.end
