"""The wall of regular expressions: none lets more through than it seems to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import MODULES, Module, all_faults

MEANT_WIDELY: dict[tuple[str, str], str] = {
    ("kb/rules/contact_detail.py", "_PHONE"): "a telephone number in any digits is one",
    ("kb/rules/contact_detail.py", "_FIGURES"): "where a telephone number may stand",
    ("kb/prose/emit.py", "_FIRST_SIGN"): "Python-Markdown begins a list at digits of any script",
    ("kb/prose/emit.py", "_FIRST_NUMBER"): "Python-Markdown begins a list at digits of any script",
    ("kb/prose/parse.py", "_LINE"): "what the emitter escapes takes the long way",
}
"""Patterns in which `\\d` means the digits of every script."""
PATTERN_CALLS = frozenset(
    {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
)


def iter_patterns(tree: ast.Module) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, name, text and flags of every pattern; names and pieces are put together."""
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    owners = {id(part): name for name, value in named.items() for part in ast.walk(value)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if is_pattern_call(node):
            flags = " ".join(ast.unparse(part) for part in (*node.args[1:], *node.keywords))
            text = "".join(iter_strings(node.args[0], named, owners, set()))
            yield node.lineno, owners.get(id(node), ""), text, flags
        for keyword in node.keywords:  # pydantic: its patterns end where the text ends
            if keyword.arg == "pattern":
                text = "".join(iter_strings(keyword.value, named, owners, set()))
                yield node.lineno, owners.get(id(node), ""), text, "MULTILINE"


def is_pattern_call(call: ast.Call) -> bool:
    """Return whether a call takes a pattern: `re.compile` and the like."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in PATTERN_CALLS
        and bool(call.args)
    )


def iter_strings(
    node: ast.AST, named: dict[str, ast.expr], owners: dict[int, str], seen: set[str]
) -> Iterator[str]:
    """Yield the pieces of text that a pattern is made of, with those of names of its module."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name):
            # A name that is no constant: of a comprehension, which stands around it.
            name = part.id if part.id in named else owners.get(id(part), "")
            if name in named and name not in seen:
                seen.add(name)
                yield from iter_strings(named[name], named, owners, seen)


def careless(pattern: str, flags: str) -> list[str]:
    """Return what in a pattern lets more through than it seems to."""
    pieces = list(re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL))
    found = []
    if any(piece[0] == "$" for piece in pieces) and "MULTILINE" not in flags:
        found.append("`$` lets a line break pass: use fullmatch or \\Z")
    digits = any(re.search(r"(?<!\\)(?:\\\\)*\\d", piece[0]) for piece in pieces)
    if digits and not ("ASCII" in flags or "(?a" in pattern):
        found.append("`\\d` is every script's digits: write [0-9]")
    return found


def careless_patterns(module: Module) -> Iterator[str]:
    """Yield every pattern that lets through a last line break, or foreign digits by accident."""
    for line, name, text, flags in iter_patterns(module.tree):
        faults = careless(text, flags)
        if (module.path, name) in MEANT_WIDELY:
            faults = [fault for fault in faults if "digits" not in fault]
        yield from (f"{module.place(line)}: {fault}" for fault in faults)


def test_patterns_end_and_count_as_they_seem_to() -> None:
    """No pattern lets a last line break or foreign digits through by accident."""
    assert all_faults(careless_patterns) == []
    assert sum(1 for module in MODULES for _ in iter_patterns(module.tree)) > 60


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('import re\nA = re.compile(r"^[a-z]+$")', 1),
        ('import re\nre.match(r"a|\\d", "a")', 1),
        ('import re\nX = r"[\\d-]"\nA = re.compile(X + "$")', 2),
        ('import re\nX = r"\\d"\nA = re.compile(rf"a{X}")', 1),
        ('import re\nA = tuple(re.compile(p) for p in (r"a$", "b"))', 1),
        ('F = Field(pattern=r"^\\d$")', 1),
        ('F = Field(pattern=r"^[0-9]$")', 0),
        ('import re\nA = re.compile(r"\\d", re.ASCII)\nB = re.compile(r"[$]\\$\\\\d")', 0),
        ('import re\nA = re.compile(r"^a$", re.MULTILINE)\nB = re.compile(r"a\\Z")', 0),
    ],
)
def test_careless_patterns_are_seen(source: str, count: int) -> None:
    """The rule sees a fault in whatever way the pattern is put together, and no fault in others."""
    found = iter_patterns(ast.parse(source))
    assert sum(len(careless(text, flags)) for _, _, text, flags in found) == count


def test_exceptions_to_the_rule_on_digits_are_used() -> None:
    """A pattern that is gone or was mended takes its exception with it."""
    used = {
        (module.path, name)
        for module in MODULES
        for _, name, text, flags in iter_patterns(module.tree)
        if careless(text, flags)
    }
    assert set(MEANT_WIDELY) <= used
