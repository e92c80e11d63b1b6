# A wall is a function from a module to what is wrong in it, so that it can be shown a module that
# is made up: each wall has a fault planted before it (`test_…_is_seen`), and must find it.
"""The code of `kb/`, module by module, as the walls look at it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """A module by its path below the repository, with its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax; each module is parsed once."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """The syntax, node by node."""
        return tuple(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The room it belongs to: the first name below `kb`."""
        return self.path.split("/")[1].removesuffix(".py")

    @cached_property
    def imports(self) -> tuple[tuple[str, int], ...]:
        """Every module that it imports, with the line."""
        return tuple(self._iter_imports())

    def _iter_imports(self) -> Iterator[tuple[str, int]]:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                assert node.level == 0, f"{self.place(node.lineno)}: relative import"
                yield node.module, node.lineno

    @property
    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in self.nodes if isinstance(node, ast.Call))

    def place(self, line: int) -> str:
        """Return a place as a person would type it."""
        return f"{self.path}:{line}"


Wall = Callable[[Module], Iterator[str]]


def _read() -> Iterator[Module]:
    for path in sorted((ROOT / "kb").rglob("*.py")):
        yield Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


MODULES = looked_at(_read(), 300)
"""Every module there is."""


def all_faults(wall: Wall) -> list[str]:
    """Return what a wall finds in all of the code."""
    return [fault for module in MODULES for fault in wall(module)]
