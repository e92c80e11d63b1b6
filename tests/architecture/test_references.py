"""The wall of references: `record#part` and `@citekey` are made in one place."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import MODULES

NO_REFERENCES: dict[str, str] = {
    "kb/refs.py": "the one place where references are put together and taken apart",
    "kb/urls.py": "the fragment of an address",
    "kb/importers/html_fetch.py": "the fragment of an address",
    "kb/outputs/search_file.py": "the fragment of an address",
    "kb/prose/marks.py": "what an author wrote between brackets, with places",
    "kb/citations.py": "the sign of an entry in BibTeX",
}
"""Module → what its `#` or `@` is."""
_TAKES_APART = frozenset({"split", "rsplit", "partition", "rpartition"})
_LOOKS_AT = frozenset({"startswith", "removeprefix", "lstrip"})


def makes_reference(node: ast.AST) -> bool:
    """Return whether code puts `record#part` or `@citekey` together by hand, or takes it apart."""
    if isinstance(node, ast.JoinedStr):
        pieces = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        is_name = len(pieces) > 1 and pieces[0] == "@" and pieces[1] is None
        inner = zip(pieces, pieces[1:], pieces[2:], strict=False)
        return is_name or any(found == (None, "#", None) for found in inner)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return any(isinstance(side, ast.Constant) and side.value in {"@", "#"}
                   for side in (node.left, node.right))  # fmt: skip
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        given = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
        return (node.func.attr in _TAKES_APART and given == "#") or (
            node.func.attr in _LOOKS_AT and given == "@"
        )
    return False


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('f"{record}#{local}"', 1),
        ('f"see {record}#{local}."', 1),
        ('f"@{key}"', 1),
        ('"@" + key', 1),
        ('record + "#" + local', 1),
        ('ref.split("#")[1]', 1),
        ('ref.partition("#")', 1),
        ('name.startswith("@") and name.removeprefix("@")', 2),
        ('f"#{anchor}"', 0),
        ('f"write to {name}@{host}"', 0),
        ('"#" in ref', 0),
        ('line.startswith("#")', 0),
    ],
)
def test_references_made_by_hand_are_seen(source: str, count: int) -> None:
    """The wall below sees a reference in whatever way it is made, and no address in others."""
    assert sum(makes_reference(node) for node in ast.walk(ast.parse(source))) == count


def test_references_are_made_in_one_place() -> None:
    """`record#part` and `@citekey` are put together and taken apart in `kb/refs.py` alone."""
    found = {
        module.path: node.lineno
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.expr) and makes_reference(node)
    }
    assert found.keys() == set(NO_REFERENCES), found
