# The promise of a patch: it says what the tree says, and every line that no edit meant stays.
"""Printing only what was changed: every record here, each way of changing a tree."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kb.edit.files import EditFile, read_file
from kb.edit.fmt import find_loss, iter_all_comments
from kb.edit.yamltree.build import build_value
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.patch import find_spans, patch_text, replace_spans
from kb.edit.yamltree.tree import Branch, Document, Slot, node_at, plain, to_value
from kb.refs import Loc
from tests.edit.editing import RECORDS, node_of


def branches(branch: Branch, loc: Loc = ()) -> list[tuple[Loc, Branch]]:
    """Return every mapping and list of a tree, with its place."""
    found = [(loc, branch)]
    for number, slot in enumerate(branch.slots):
        if isinstance(slot.node, Branch):
            found += branches(slot.node, (*loc, slot.key if branch.is_mapping else number))
    return found


def change_somewhere(document: Document, dice: random.Random) -> str:
    """Add, replace or remove one key or item anywhere in a tree; return what was done."""
    loc, branch = dice.choice([found for found in branches(document.root) if found[1].slots])
    deed = dice.choice(["add", "add", "replace", "remove"])
    index = dice.randrange(len(branch.slots))
    bare = not branch.slots[index].beside and not branch.slots[index].above
    if deed == "remove" and len(branch.slots) > 1 and bare and not _holds_comments(branch, index):
        del branch.slots[index]
    elif deed == "replace" and not isinstance(branch.slots[index].node, Branch):
        branch.slots[index].node = build_value(
            dice.choice(["new", "New words: #", "no", "é\u2014x"])
        )
    else:
        key = "zz-new" if branch.is_mapping else ""
        value = dice.choice(["word", "Some words.", ["a", "b"], {"id": "x", "text": "Y: z"}])
        branch.slots.insert(index + dice.randrange(2), Slot(build_value(value), key, key))
    return f"{deed} at {loc}, {index}"


def _holds_comments(branch: Branch, index: int) -> bool:
    from kb.edit.yamltree.tree import slot_comments

    return bool(slot_comments(branch.slots[index]))


def check_patch(file: EditFile, dice: random.Random) -> int:
    """Change a file at a random place, hold the patch to its promise; return lines that stayed."""
    document = load_tree(file.node)
    deed = change_somewhere(document, dice)
    text = patch_text(file.node, document)
    after = node_of(text)
    assert after.value == to_value(document.root), deed
    assert find_loss(after, text, "x.yml") is None
    lost = set(iter_all_comments(file.node)) - set(iter_all_comments(after))
    assert not lost, (deed, lost)
    before, now = file.node.source.splitlines(), text.splitlines()
    same = sum(a == b for a, b in zip(before, now, strict=False))
    same += sum(a == b for a, b in zip(reversed(before), reversed(now), strict=False))
    return min(same, len(before))


@pytest.mark.parametrize(("path", "folder"), RECORDS, ids=[path.stem for path, _ in RECORDS])
def test_a_patch_says_what_the_tree_says(path: Path, folder: Path) -> None:
    """Wherever a record is changed, the text means it, loses no comment and is readable."""
    file = read_file(path, folder)
    dice = random.Random(path.name)
    for _ in range(3):
        check_patch(file, dice)


def test_a_patch_leaves_other_lines_alone() -> None:
    """Nine of ten lines of a record are not touched by a change, on the average of many."""
    stayed = total = 0
    for path, folder in RECORDS:
        file = read_file(path, folder)
        count = len(file.node.source.splitlines())
        if count > 30:
            stayed += check_patch(file, random.Random(f"{path.name} lines"))
            total += count
    assert total > 10_000
    assert stayed / total > 0.9


@pytest.mark.parametrize(
    ("text", "loc", "key", "value", "wanted"),
    [
        ("a: 1 # x\nb:  2\n", (), "c", "w", "a: 1 # x\nb:  2\nc: w\n"),
        ("a:   [x,  y] # z\n", ("a",), "", "w", "a:   [x,  y, w] # z\n"),
        ("- {a: 1}\n", (0,), "c", "w", "- {a: 1, c: w}\n"),
        ("- a: 1\n\n- a: 2\n# end\n", (0,), "c", "w", "- a: 1\n  c: w\n\n- a: 2\n# end\n"),
        ("a: |+\n  x\n\nb: 1\n", (), "c", "w", "a: |+\n  x\n\nb: 1\nc: w\n"),
        ("a:\n- b", ("a",), "", "w", "a:\n- b\n- w\n"),
        ("a: {b: []}\n", ("a", "b"), "", "w", "a: {b: [w]}\n"),
    ],
)
def test_an_addition_follows_what_stands_there(
    text: str, loc: Loc, key: str, value: str, wanted: str
) -> None:
    """Indentation, brackets and comments of the author stay; the addition fits in."""
    node = node_of(text)
    document = load_tree(node)
    branch = node_at(document.root, loc)
    assert isinstance(branch, Branch)
    branch.slots.append(Slot(build_value(value), key, key))
    assert patch_text(node, document) == wanted


def test_changes_inside_each_other_are_both_made() -> None:
    """A key added to the last item and one behind the list begin at one place: inner first."""
    node = node_of("list:\n  - a: 1\nlast:\n  - b: 2\n")
    document = load_tree(node)
    inner = node_at(document.root, ("last", 0))
    assert isinstance(inner, Branch)
    inner.put("c", plain(3))
    document.root.put("d", plain(4))
    assert patch_text(node, document) == "list:\n  - a: 1\nlast:\n  - b: 2\n    c: 3\nd: 4\n"


def test_brackets_that_grow_too_long_become_lines() -> None:
    """What would end beyond the widest line is printed as the house style has it, and no more."""
    names = ", ".join(f"name-{number}" for number in range(11))
    node = node_of(f"b:   1\na: [{names}]  # why\n")
    document = load_tree(node)
    branch = node_at(document.root, ("a",))
    assert isinstance(branch, Branch)
    branch.slots.append(Slot(plain("another-name")))
    text = patch_text(node, document)
    assert text.startswith("b:   1\na:  # why\n  - name-0\n")
    assert text.endswith("  - another-name\n")


def test_nothing_changed_is_nothing_written() -> None:
    """A tree that was only loaded makes no piece at all."""
    looked = 0
    for path, folder in RECORDS[:200]:
        file = read_file(path, folder)
        assert find_spans(file.node, load_tree(file.node)) == ()
        assert replace_spans(file.text, ()) == file.text
        looked += 1
    assert looked > 50
