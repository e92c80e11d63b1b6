# A mutant is one change of one line, made in the text at the places that the syntax tree names: the
# rest of the file stays as it was written, so what is listed can be read as a diff. Left alone are
# what only speaks (messages, docstrings, annotations) and what only guards the shape of our own
# values (decorators, `strict=`). A change that gives the same byte code is no mutant.
"""Make one-line mutants of a module's text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

COMPARISONS = {
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "is not": "is", "is": "is not", "not in": "in", "in": "not in",
}  # fmt: skip
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "//": "*", "|": "&", "&": "|"}
SWAPPED = {
    "min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list",
    "startswith": "endswith", "endswith": "startswith",
}  # fmt: skip
GUARDS = frozenset({"strict", "slots", "frozen", "kw_only", "encoding", "errors", "repr"})
"""Keywords whose value says how careful we are, not what comes out."""
DROPPED = (ast.AugAssign, ast.Continue, ast.Break, ast.Raise, ast.Delete)
LONGEST_WORD = 40

Change = tuple[int, int, bytes]
"""Where the text changes, in bytes from the start of the file, and what stands there then."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed line of one module."""

    path: str
    """The module, from the root of the repository."""
    function: str
    """The function or class the line is in, dotted; empty at the top of the module."""
    line: int
    before: str
    """The line as it is, without the white space around it."""
    after: str
    source: str
    """The whole text of the changed module."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what names the mutant when lines above it come and go."""
        return (self.path, self.function, self.before, self.after)


class Text:
    """A module's text, addressed as the syntax tree does: by line and by column in bytes."""

    def __init__(self, source: str) -> None:
        """Keep the text and where its lines start."""
        self.data = source.encode()
        self._starts = [0]
        for line in self.data.split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def start(self, node: ast.expr | ast.stmt) -> int:
        """Return where a node starts."""
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Return where a node ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def between(self, left: ast.expr, right: ast.expr, word: str) -> tuple[int, int] | None:
        """Return where an operator stands between its operands, or None where a comment does."""
        start = self.end(left)
        region = self.data[start : self.start(right)]
        pattern = rf"\b{word}\b".replace(" ", r"\s+") if word[0].isalpha() else re.escape(word)
        found = re.search(pattern.encode(), region)
        if found is None or b"#" in region:
            return None
        return start + found.start(), start + found.end()

    def line_of(self, offset: int) -> tuple[int, str]:
        """Return the number of the line a byte is in, and its text."""
        number = self.data.count(b"\n", 0, offset) + 1
        line = self.data[self._starts[number - 1] : self._starts[number] - 1]
        return number, line.decode()


WORDS: dict[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.And: "and",
    ast.Or: "or", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.BitOr: "|",
    ast.BitAnd: "&",
}  # fmt: skip


def make_mutants(path: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its text."""
    text = Text(source)
    same = _shape(compile(source, path, "exec"))
    found = {
        (change, function)
        for node, function in _iter_nodes(ast.parse(source), "")
        for change in _iter_changes(node, text)
    }
    for (start, end, new), function in sorted(found):
        number, before = text.line_of(start)
        if b"\n" in text.data[start:end]:
            continue
        data = (text.data[:start] + new + text.data[end:]).decode()
        try:
            changed = _shape(compile(data, path, "exec"))
        except (SyntaxError, ValueError):
            continue
        if changed != same:
            after = data.split("\n")[number - 1]
            yield Mutant(path, function, number, before.strip(), after.strip(), data)


def read_mutants(root: Path, folders: Iterable[str]) -> list[Mutant]:
    """Return every mutant of the modules in some folders, or of single files."""
    files: list[Path] = []
    for name in folders:
        place = root / name
        files += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [
        mutant
        for file in files
        for mutant in make_mutants(file.relative_to(root).as_posix(), file.read_text("utf-8"))
    ]


def _shape(code: CodeType) -> tuple[object, ...]:
    """Return what a code object does, without the places its lines stand at."""
    constants = tuple(
        _shape(item) if isinstance(item, CodeType) else (type(item).__name__, repr(item))
        for item in code.co_consts
    )
    return (code.co_name, code.co_code, code.co_names, code.co_varnames, constants)


def _iter_nodes(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    """Yield the nodes that may be changed, each with the function it stands in."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        function = f"{function}.{node.name}".lstrip(".")
    yield node, function
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                yield from _iter_nodes(child, function)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.Call(func=ast.Name("TypeVar")):  # its name is for type checkers
            return True
        case ast.keyword(arg=str(name)):
            return name in GUARDS
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
    return False


def _iter_changes(node: ast.AST, text: Text) -> Iterator[Change]:
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp():
            yield from _operators(node, text)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield text.start(node), text.start(node.operand), b""
        case ast.Constant():
            yield from _constants(node, text)
        case ast.Name(id=name) if name in SWAPPED:
            yield text.start(node), text.end(node), SWAPPED[name].encode()
        case ast.Attribute(attr=name) if name in SWAPPED:
            end = text.end(node)
            yield end - len(name), end, SWAPPED[name].encode()
        case ast.If(test=test) | ast.IfExp(test=test):
            yield text.start(test), text.end(test), b"True"
            yield text.start(test), text.end(test), b"False"
        case ast.While(test=test):
            yield text.start(test), text.end(test), b"False"
        case ast.comprehension(ifs=conditions):
            for test in conditions:
                yield text.start(test), text.end(test), b"True"
        case ast.FunctionDef():
            yield from _returns(node, text)
        case ast.stmt():
            yield from _dropped(node, text)


def _operators(node: ast.Compare | ast.BoolOp | ast.BinOp, text: Text) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        operands, swap = [node.left, *node.comparators], COMPARISONS
        words = [WORDS[type(op)] for op in node.ops]
    elif isinstance(node, ast.BoolOp):
        operands, swap = node.values, {"and": "or", "or": "and"}
        words = [WORDS[type(node.op)]] * (len(operands) - 1)
    else:
        operands, swap = [node.left, node.right], ARITHMETIC
        words = [WORDS.get(type(node.op), "")]
        if not words[0] or any(map(_is_text, operands)):
            return
    for left, right, word in zip(operands, operands[1:], words, strict=False):
        found = text.between(left, right, word)
        if found is not None:
            yield (*found, swap[word].encode())


def _is_text(node: ast.expr) -> bool:
    """Return whether an operand is a text: texts are not subtracted, any test would notice."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _constants(node: ast.Constant, text: Text) -> Iterator[Change]:
    value = node.value
    start, end = text.start(node), text.end(node)
    if isinstance(value, bool):
        yield start, end, str(not value).encode()
    elif isinstance(value, int):
        yield start, end, str(value + 1).encode()
        yield start, end, str(value - 1).encode()
    elif isinstance(value, str) and len(value) <= LONGEST_WORD and " " not in value:
        yield start, end, b'""' if value else b'"x"'


def _returns(node: ast.FunctionDef, text: Text) -> Iterator[Change]:
    says_yes_or_no = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
    inner = {sub for child in ast.walk(node) if isinstance(child, ast.FunctionDef)
             and child is not node for sub in ast.walk(child)}  # fmt: skip
    for child in ast.walk(node):
        if not isinstance(child, ast.Return) or child.value is None or child in inner:
            continue
        start, end = text.start(child.value), text.end(child.value)
        if says_yes_or_no:
            yield start, end, b"not (" + text.data[start:end] + b")"
        elif not (isinstance(child.value, ast.Constant) and child.value.value is None):
            yield start, end, b"None"


def _dropped(node: ast.stmt, text: Text) -> Iterator[Change]:
    is_call = isinstance(node, ast.Expr) and isinstance(
        node.value, ast.Call | ast.Yield | ast.YieldFrom
    )
    is_kept_in = isinstance(node, ast.Assign) and isinstance(
        node.targets[0], ast.Attribute | ast.Subscript
    )
    if is_call or is_kept_in or isinstance(node, DROPPED):
        yield text.start(node), text.end(node), b"pass"
