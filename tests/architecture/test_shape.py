"""The walls of shape: a module is short enough to read, and says what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, Wall, all_faults

LONGEST = 400
"""Lines of a module (CONTRIBUTING.md)."""


def too_long(module: Module) -> Iterator[str]:
    """Yield a module that is too long to read."""
    if (length := len(module.text.splitlines())) > LONGEST:
        yield f"{module.path}: {length} lines"


def silent(module: Module) -> Iterator[str]:
    """Yield a module without a docstring."""
    if ast.get_docstring(module.tree) is None:
        yield module.path


BY_NAME = ("kb/views/", "kb/pages/", "kb/render/", "kb/outputs/")
"""Rooms that make values with many fields of the same type."""
MOST_BY_POSITION = 4
"""Fields of a value that may be given by position."""


def by_position(module: Module) -> Iterator[str]:
    """Yield values with many fields that are given by position: a new field would shift them."""
    if not module.path.startswith(BY_NAME):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id[:1].isupper() and len(node.args) > MOST_BY_POSITION:
            yield f"{module.place(node.lineno)}: {node.func.id}"


def test_values_with_many_fields_are_made_by_name() -> None:
    """A field that is put into the middle of a value shifts no other."""
    assert all_faults(by_position) == []


def test_no_file_is_too_long_to_read() -> None:
    """A file that passes 400 lines is split by noun."""
    assert all_faults(too_long) == []


def test_every_module_says_what_it_is_for() -> None:
    """Every module has a docstring."""
    assert all_faults(silent) == []


@pytest.mark.parametrize(
    ("wall", "text", "count"),
    [
        (too_long, "A = 1\n" * 401, 1),
        (too_long, "A = 1\n" * 400, 0),
        (by_position, "A(1, 2, 3, 4, 5)", 1),
        (by_position, "A(1, 2, 3, 4, e=5)\nf(1, 2, 3, 4, 5)", 0),
        (silent, "# A remark is none.\nA = 1\n", 1),
        (silent, '"""What it is for."""\n', 0),
    ],
)
def test_a_bad_shape_is_seen(wall: Wall, text: str, count: int) -> None:
    """Each wall finds the fault that is planted before it, and none in what is allowed."""
    assert len(list(wall(Module("kb/views/a.py", text)))) == count
