# The same content gives the same bytes, and what reaches the disk goes through few hands.
"""The walls of effects: who may write files, ask the clock, keep state."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, Wall, all_faults
from tests.architecture.test_layers import LAYERS

WRITING_METHODS = frozenset(
    {
        "write_text", "write_bytes", "mkdir", "unlink", "rename", "replace", "rmdir", "touch",
        "symlink_to", "rmtree", "copy", "copy2", "copytree", "move",
    }
)  # fmt: skip
MAY_WRITE = ("publish", "edit", "importers")
CLOCK = frozenset(
    {
        ("time", "time"), ("datetime", "now"), ("datetime", "today"), ("date", "today"),
        ("datetime", "utcnow"), ("os", "urandom"), ("uuid", "uuid4"), ("uuid", "uuid1"),
    }
)  # fmt: skip


EDGES = 11
"""The layer of what talks to people: it may ask the clock, and what lies below may not."""


def opens_for_writing(call: ast.Call) -> bool:
    """Return whether a call opens a file with a mode that writes."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name not in ("open", "fdopen"):
        return False
    # `open(name, mode)` and `os.fdopen(number, mode)`, but `path.open(mode)`.
    is_of_path = isinstance(function, ast.Attribute) and name == "open"
    given = call.args if is_of_path else call.args[1:]
    modes = [*given, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and len(mode.value) <= 3
        and set(mode.value) & set("wax+")
        for mode in modes
    )


def writes(call: ast.Call) -> bool:
    """Return whether a call changes the disk."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in WRITING_METHODS:
        base = function.value
        is_module = isinstance(base, ast.Name) and base.id in ("shutil", "os")
        # `text.replace(a, b)` and `dict.copy()` are no writes.
        if function.attr in ("replace", "copy", "move", "rename"):
            return is_module
        return True
    return opens_for_writing(call)


def written(module: Module) -> Iterator[str]:
    """Yield every call that changes the disk in a room that may not."""
    if module.room not in MAY_WRITE:
        yield from (module.place(call.lineno) for call in module.calls if writes(call))


def resolved(module: Module) -> Iterator[str]:
    """Yield every `path.resolve()`."""
    for call in module.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "resolve" and not call.args:
            yield module.place(call.lineno)


def by_chance(module: Module) -> Iterator[str]:
    """Yield every use of the clock or of dice below the edges."""
    if LAYERS.get(module.room, 0) >= EDGES:
        return
    for name, line in module.imports:
        if name in ("random", "secrets", "time", "uuid") and module.room != "publish":
            yield f"{module.place(line)}: {name}"
    for call in module.calls:
        if isinstance(call.func, ast.Attribute):
            base = call.func.value
            owner = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
            if (owner, call.func.attr) in CLOCK:
                yield module.place(call.lineno)


def is_mutable(node: ast.Assign | ast.AnnAssign) -> bool:
    """Return whether a module-level value could be changed; `Mapping` says that it is not."""
    kind = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else ""
    if kind.startswith("Mapping"):
        return False
    displays = (ast.ListComp, ast.DictComp, ast.SetComp, ast.List, ast.Set, ast.Dict)
    return isinstance(node.value, displays)


def state(module: Module) -> Iterator[str]:
    """Yield every value of a module that could change between builds, below the edges."""
    if LAYERS.get(module.room, 0) >= EDGES:
        return
    for node in module.tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_mutable(node):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if getattr(target, "id", "") != "__all__":
                yield module.place(node.lineno)


def test_files_are_written_in_few_rooms_only() -> None:
    """What reaches the disk goes through the publish room, or through editing tools."""
    assert all_faults(written) == []


def test_links_in_a_circle_are_no_traceback() -> None:
    """`Path.resolve` raises no OSError where links lead in a circle; `real_path` raises nothing."""
    assert all_faults(resolved) == []


def test_no_clock_and_no_chance_below_the_edges() -> None:
    """The same content gives the same bytes: nothing below the edges asks clock or dice."""
    assert all_faults(by_chance) == []


def test_no_mutable_state_in_modules() -> None:
    """A module holds constants only: no list, dict or set that could change between builds."""
    assert all_faults(state) == []


@pytest.mark.parametrize(
    ("wall", "path", "text", "count"),
    [
        (written, "kb/views/a.py", "Path('x').write_text('y')", 1),
        (written, "kb/views/a.py", "open('x', 'w')", 1),
        (written, "kb/views/a.py", "Path('x').open('w')\nopen('x', mode='ab')", 2),
        (written, "kb/views/a.py", "shutil.copy('a', 'b')\nos.replace('a', 'b')", 2),
        (written, "kb/views/a.py", "open('x')\n'a'.replace('a', 'b')\n{}.copy()", 0),
        (written, "kb/publish/a.py", "Path('x').write_text('y')", 0),
        (resolved, "kb/cli/a.py", "Path('x').resolve()", 1),
        (resolved, "kb/cli/a.py", "names.resolve('x')", 0),
        (by_chance, "kb/views/a.py", "import random", 1),
        (by_chance, "kb/views/a.py", "import datetime as dt\ndt.date.today()", 1),
        (by_chance, "kb/views/a.py", "datetime.now()", 1),
        (by_chance, "kb/cli/a.py", "import time\ndatetime.now()", 0),
        (by_chance, "kb/publish/a.py", "import time", 0),
        (state, "kb/views/a.py", "SEEN = {}", 1),
        (state, "kb/views/a.py", "SEEN: dict[str, int] = {}\nALL = [x for x in y]", 2),
        (state, "kb/views/a.py", "SEEN: Mapping[str, int] = {}\n__all__ = []\nA = ()", 0),
        (state, "kb/cli/a.py", "SEEN = {}", 0),
    ],
)
def test_an_effect_is_seen(wall: Wall, path: str, text: str, count: int) -> None:
    """Each wall finds the fault that is planted before it, and none in what is allowed."""
    assert len(list(wall(Module(path, text)))) == count
