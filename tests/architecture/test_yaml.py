"""The wall of YAML: authored files are printed in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import MODULES
from tests.looking import looked_at

YAML_WRITER = "kb/edit/yamltree/"
MAY_MAKE_YAML = ("edit", "importers", "cli")
"""The rooms that could write records; in others, such texts are pages."""
YAML_SHAPE = re.compile(
    r"(?:\A|\n|^)[ ]*- \Z|\A---\n|\n---\n|: [\[{]\Z|\A:\n[ ]*\Z|\A: \Z", re.MULTILINE
)
"""What the fixed pieces of a text look like that is put together into YAML."""


def iter_yaml_makers(text: str) -> Iterator[int]:
    """Yield the lines of a module on which YAML text is put together or dumped."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            pieces = [part.value for part in node.values if isinstance(part, ast.Constant)]
            # `f"{path}: {message}"` is a message; with line ends around it, it is a key.
            is_lines = any("\n" in str(piece) for piece in pieces)
            if pieces == ["\n", ":\n"]:
                continue  # `f"\n{label}:\n"` heads a paragraph
            if any(YAML_SHAPE.search(str(piece)) for piece in pieces if is_lines or piece != ": "):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in ("dump", "safe_dump", "dump_all") and "json" not in owner:
                yield node.lineno


@pytest.mark.parametrize(
    "piece",
    [
        r'f"\n{pad}- {old}"', r'f"\n{pad}redirects: [{old}]"', r'f"---\n{yaml}---\n{body}"',
        r'f"basis:\n  {key}: [{claim}]\n"', r'f"{key}:\n"', "yaml.safe_dump(x)",
        r'f", {key}: [{claim}]"',
    ],
)  # fmt: skip
def test_a_splice_is_seen(piece: str) -> None:
    """Whatever put YAML together before there was one writer would be found."""
    assert list(iter_yaml_makers(piece)) != []


@pytest.mark.parametrize("piece", ['f"{path}: {message}"', "json.dump(x, file)", '"a: b"'])
def test_what_is_no_yaml_is_let_through(piece: str) -> None:
    """A message and JSON look alike, and are not meant."""
    assert list(iter_yaml_makers(piece)) == []


def test_yaml_is_written_in_one_room() -> None:
    """Authored YAML is printed by kb.edit.yamltree alone."""
    modules = looked_at((each for each in MODULES if each.room in MAY_MAKE_YAML), 60)
    found = [(module.path, line) for module in modules for line in iter_yaml_makers(module.text)]
    inside = [place for place in found if place[0].startswith(YAML_WRITER)]
    assert inside, "the writer itself must be seen"
    assert sorted(set(found) - set(inside)) == []
