# Read from the syntax of a test alone, so it is a coarse rule: a loop or comprehension that may run
# zero times, and a verdict that would then be "nothing wrong".
"""Which tests could pass without having looked at anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

SAYS_HOW_MUCH = "looked_at"
"""The helper of tests/looking.py."""
PASSING_ON = frozenset(
    {"len", "sorted", "reversed", "enumerate", "zip", "range", "list", "tuple", "set"}
)
"""Built-ins that give as many things as they are given."""
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


def iter_floorless(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield name and line of each check in a test that may have looked at nothing."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or says_how_much(function):
            continue
        if function.name.startswith("test"):
            yield from ((function.name, line) for line in iter_silent(function))


def says_how_much(function: ast.FunctionDef) -> bool:
    """Return whether a test has a floor, or takes its floor from Hypothesis."""
    if any(ast.unparse(decorator).startswith("given") for decorator in function.decorator_list):
        return True
    return any(
        (isinstance(node, ast.Name) and node.id == SAYS_HOW_MUCH)
        or (isinstance(node, ast.Assert) and is_floor(node.test))
        for node in ast.walk(function)
    )


def is_floor(test: ast.expr) -> bool:
    """Return whether an assert holds a number above another: `len(found) > 30`."""
    return isinstance(test, ast.Compare) and any(
        isinstance(sign, ast.Gt | ast.GtE) and is_closed(side, frozenset())
        for sign, side in zip(test.ops, test.comparators, strict=True)
    )


def iter_silent(function: ast.FunctionDef) -> Iterator[int]:
    """Yield the line of every loop of asserts and every "none is wrong" over an open number."""
    known, names = closed_names(function), gathered(function)
    for node in ast.walk(function):
        if isinstance(node, ast.For) and not is_closed(node.iter, known):
            if any(isinstance(below, ast.Assert) for below in ast.walk(node)):
                yield node.lineno
        elif isinstance(node, ast.Assert):
            for verdict in iter_verdicts(node.test, names):
                if not any(is_closed(part, known) for part in verdict[:1]):
                    yield node.lineno


def closed_names(function: ast.FunctionDef) -> frozenset[str]:
    """Return the names of a test that hold a literal, or of which it asserts what is in them."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and is_closed(node.value, frozenset()):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.Assert):
            found |= set(iter_asserted(node.test))
    return frozenset(found)


def iter_asserted(test: ast.expr) -> Iterator[str]:
    """Yield the names that an assert shows to hold something: `assert found`, `len(found) > 3`."""
    if isinstance(test, ast.Name):
        yield test.id
    elif isinstance(test, ast.Compare):
        for side in (test.left, *test.comparators):
            while isinstance(side, ast.Call) and side.args:
                side = side.args[0]
            if isinstance(side, ast.Name):
                others = [part for part in (test.left, *test.comparators) if part is not side]
                if not any(is_empty(part) for part in others):
                    yield side.id


def is_empty(node: ast.expr) -> bool:
    """Return whether an expression is an empty literal or `set()`."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    return isinstance(node, ast.Call) and not node.args and not node.keywords


def is_closed(node: ast.expr, known: frozenset[str]) -> bool:
    """Return whether the number of things is written down: a literal, a constant, `range(3)`."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return bool(node.elts)
    if isinstance(node, ast.Dict):
        return bool(node.keys)
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id in known
    if isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        return is_closed(node.value, known)
    if isinstance(node, ast.BinOp):
        return is_closed(node.left, known) or is_closed(node.right, known)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):  # `NAMES.items()`
            return is_closed(node.func.value, known)
        if getattr(node.func, "id", "") in PASSING_ON:
            return all(is_closed(part, known) for part in node.args)
    return False


Loops = list[ast.expr]
"""What the loops go over in which findings are gathered."""


def gathered(function: ast.FunctionDef) -> dict[str, Loops]:
    """Return the names that gather findings, with the loops that they are gathered in."""
    found: dict[str, Loops] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, COMPREHENSIONS):
            found[ast.unparse(node.targets[0])] = loops_of(node.value)
        if isinstance(node, ast.For):
            for name in names_filled(node):
                found.setdefault(name, []).append(node.iter)
    return found


def names_filled(loop: ast.For) -> set[str]:
    """Return the names to which a loop adds: `wrong.append(x)`, `wrong += [x]`."""
    found = set()
    for node in ast.walk(loop):
        if isinstance(node, ast.Attribute) and node.attr in ("append", "extend", "add", "update"):
            found.add(ast.unparse(node.value))
        if isinstance(node, ast.AugAssign):
            found.add(ast.unparse(node.target))
    return found


def loops_of(node: ast.AST) -> Loops:
    """Return what a comprehension goes over."""
    generators: list[ast.comprehension] = getattr(node, "generators", [])
    return [part.iter for part in generators]


def iter_verdicts(test: ast.expr, names: dict[str, Loops]) -> Iterator[Loops]:
    """Yield the loops behind every "none is wrong" of an assert, `wrong` or `all(…)` alike."""
    if isinstance(test, ast.BoolOp):
        for part in test.values:
            yield from iter_verdicts(part, names)
        return
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        subject: ast.expr = test.operand
    elif isinstance(test, ast.Compare) and is_empty(test.comparators[0]):
        subject = test.left
    elif isinstance(test, ast.Call) and getattr(test.func, "id", "") == "all":
        subject = test
    else:
        return
    while isinstance(subject, ast.Call | ast.Subscript):  # any(…), sorted(…), wrong[:10]
        if isinstance(subject, ast.Subscript):
            subject = subject.value
        elif subject.args:
            subject = subject.args[0]
        else:
            return
    if isinstance(subject, COMPREHENSIONS):
        yield loops_of(subject)
    elif isinstance(subject, ast.Name) and subject.id in names:
        yield names[subject.id]


def iter_unfloored_constants(tree: ast.Module) -> Iterator[int]:
    """Yield the line of every constant of a module that is made of the files of a folder."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        parts = list(ast.walk(node.value))
        is_of_files = any(isinstance(part, ast.Attribute) and part.attr in ("glob", "rglob")
                          for part in parts)  # fmt: skip
        has_floor = any(isinstance(part, ast.Name) and part.id == SAYS_HOW_MUCH for part in parts)
        if is_of_files and not has_floor:
            yield node.lineno
