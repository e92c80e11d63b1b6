# The walls of ARCHITECTURE.md, read from the code itself. A new module belongs to a layer here
# before it can be imported.
"""The walls: who may import whom, write files, ask the clock, keep state."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kb").rglob("*.py"))

LAYERS: dict[str, int] = {
    "errors": 0, "say": 0, "problems": 0, "codes": 0, "dates": 0, "ids": 0, "refs": 0,
    "vocab": 0, "artifact": 0,
    "model": 1,
    "read": 2, "prose": 2,
    "validate": 3,
    "resolve": 4,
    "judging": 5, "index": 5, "timeline": 5, "citations": 5, "rules": 5, "lint": 5, "stats": 5,
    "messages": 6, "urls": 6, "views": 7, "pages": 8, "render": 9, "outputs": 9,
    "publish": 10, "checking": 10, "pipeline": 10,
    "cli": 11, "mkdocs_plugin": 11, "edit": 11, "importers": 11,
}  # fmt: skip
"""Room → layer; `kb/__init__.py` imports nothing."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs_plugin",),
    "click": ("cli",),
    "rich": ("cli",),
    "yaml": ("read",),
    "frontmatter": ("read",),
    "bibtexparser": ("importers",),
    "ruamel": ("edit", "importers"),
    "extruct": ("importers",),
    "lxml": ("importers",),
    "w3lib": ("importers",),
    "jinja2": ("render",),
    "PIL": ("outputs",),
    "cbor2": ("publish",),
    "markdown_it": ("prose",),
    "ahocorasick": ("prose",),
    "pydantic": ("messages", "model", "validate", "resolve", "edit"),
}
"""Library → the rooms that may import it."""

NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib"}
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


def room(path: Path) -> str:
    """Return the room a module belongs to: the first name below `kb`."""
    return path.relative_to(ROOT / "kb").parts[0].removesuffix(".py")


def modules_below(layer: int) -> list[Path]:
    """Return the modules of the layers up to `layer`."""
    return [path for path in MODULES if LAYERS.get(room(path), -1) <= layer]


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return the syntax of a module, node by node; each module is read once."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def iter_imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports, with its line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.module, node.lineno


def place(path: Path, line: int) -> str:
    """Return a place as a person would type it."""
    return f"{path.relative_to(ROOT)}:{line}"


def test_every_module_has_a_layer() -> None:
    """A new room is given a layer before it is used."""
    rooms = {room(path) for path in MODULES} - {"__init__"}
    assert rooms <= set(LAYERS), rooms - set(LAYERS)


def test_no_module_imports_a_higher_layer() -> None:
    """Imports point down, or sideways into a room of the same layer."""
    wrong = []
    for path in MODULES:
        here = LAYERS.get(room(path), 0)
        for name, line in iter_imports(path):
            if name.startswith("kb."):
                target = name.split(".")[1]
                if LAYERS[target] > here:
                    wrong.append(f"{place(path, line)}: {room(path)} imports {target}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_imported_in_its_rooms_only(library: str) -> None:
    """Each outside library stays behind one wall, so that it can be replaced."""
    wrong = [
        place(path, line)
        for path in MODULES
        for name, line in iter_imports(path)
        if name.split(".")[0] == library and room(path) not in ONLY_IN[library]
    ]
    assert not wrong, "\n".join(wrong)


def test_importers_are_never_in_the_build_path() -> None:
    """The pipeline and everything below it know no importer and no network."""
    wrong = [
        f"{place(path, line)}: {name}"
        for path in MODULES
        for name, line in iter_imports(path)
        if room(path) not in ("importers", "cli")
        and (name.startswith("kb.importers") or name in NETWORK)
    ]
    assert not wrong, "\n".join(wrong)


def iter_calls(path: Path) -> Iterator[ast.Call]:
    """Yield every call in a file."""
    yield from iter_calls_in(path.read_text(encoding="utf-8"))


def iter_calls_in(text: str) -> Iterator[ast.Call]:
    """Yield every call in a piece of code."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield node


def opens_for_writing(call: ast.Call) -> bool:
    """Return whether a call opens a file with a mode that writes."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name not in ("open", "fdopen"):
        return False
    modes = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
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


def test_files_are_written_in_few_rooms_only() -> None:
    """What reaches the disk goes through the publish room, or through editing tools."""
    wrong = [
        place(path, call.lineno)
        for path in MODULES
        if room(path) not in MAY_WRITE
        for call in iter_calls(path)
        if writes(call)
    ]
    assert not wrong, "\n".join(wrong)


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


def test_yaml_is_written_in_one_room() -> None:
    """Authored YAML is printed by kb.edit.yamltree alone; the splices of before would be seen."""
    former = (
        r'f"\n{pad}- {old}"', r'f"\n{pad}redirects: [{old}]"', r'f"---\n{yaml}---\n{body}"',
        r'f"basis:\n  {key}: [{claim}]\n"', r'f"{key}:\n"', "yaml.safe_dump(x)",
        r'f", {key}: [{claim}]"',
    )  # fmt: skip
    assert [piece for piece in former if not list(iter_yaml_makers(piece))] == []
    modules = [path for path in MODULES if room(path) in MAY_MAKE_YAML]
    assert len(modules) > 60
    inside = outside = 0
    wrong = []
    for path in modules:
        lines = list(iter_yaml_makers(path.read_text(encoding="utf-8")))
        if path.relative_to(ROOT).as_posix().startswith(YAML_WRITER):
            inside += len(lines)
        else:
            outside += 1
            wrong += [place(path, line) for line in lines]
    assert inside >= 1, "the writer itself must be seen"
    assert not wrong, f"of {outside} modules: " + "; ".join(wrong)


def resolves(call: ast.Call) -> bool:
    """Return whether a call is `path.resolve()`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "resolve" and not call.args


def test_links_in_a_circle_are_no_traceback() -> None:
    """`Path.resolve` raises no OSError where links lead in a circle; `real_path` raises nothing."""
    assert resolves(next(iter_calls_in("Path('x').resolve()")))
    wrong = [
        place(path, call.lineno) for path in MODULES for call in iter_calls(path) if resolves(call)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_clock_and_no_chance_below_the_edges() -> None:
    """The same content gives the same bytes: layers 0 to 7 ask neither clock nor dice."""
    wrong = []
    for path in modules_below(10):
        wrong += [f"{place(path, line)}: {name}" for name, line in iter_imports(path)
                  if name in ("random", "secrets", "time", "uuid")
                  and room(path) != "publish"]  # fmt: skip
        for call in iter_calls(path):
            function = call.func
            if isinstance(function, ast.Attribute):
                base = function.value
                owner = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
                if (owner, function.attr) in CLOCK:
                    wrong.append(place(path, call.lineno))
    assert not wrong, "\n".join(wrong)


def is_mutable(node: ast.Assign | ast.AnnAssign) -> bool:
    """Return whether a module-level value could be changed; `Mapping` says that it is not."""
    kind = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else ""
    if kind.startswith("Mapping"):
        return False
    displays = (ast.ListComp, ast.DictComp, ast.SetComp, ast.List, ast.Set, ast.Dict)
    return isinstance(node.value, displays)


def test_no_mutable_state_in_modules() -> None:
    """A module holds constants only: no list, dict or set that could change between builds."""
    wrong = []
    for path in modules_below(10):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and is_mutable(node):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if getattr(target, "id", "") != "__all__":
                    wrong.append(place(path, node.lineno))
    assert not wrong, "\n".join(wrong)


def test_templates_receive_contexts_only() -> None:
    """The render room never sees the knowledge base."""
    wrong = [
        place(path, line)
        for path in MODULES
        if room(path) == "render"
        for name, line in iter_imports(path)
        if name.startswith(("kb.index", "kb.resolve", "kb.model"))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_is_too_long_to_read() -> None:
    """A file that passes 400 lines is split by noun (ARCHITECTURE.md)."""
    long = {
        str(path.relative_to(ROOT)): length
        for path in MODULES
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > 420
    }
    assert not long, long


def test_every_module_says_what_it_is_for() -> None:
    """Every module has a docstring."""
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert not silent, silent


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


def test_patterns_end_and_count_as_they_seem_to() -> None:
    """No pattern lets a last line break or foreign digits through by accident."""
    wrong = []
    for path in MODULES:
        here = path.relative_to(ROOT).as_posix()
        for line, name, text, flags in iter_patterns(ast.parse(path.read_text(encoding="utf-8"))):
            faults = careless(text, flags)
            if (here, name) in MEANT_WIDELY:
                faults = [fault for fault in faults if "digits" not in fault]
            wrong += [f"{place(path, line)}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


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
        (path.relative_to(ROOT).as_posix(), name)
        for path in MODULES
        for _, name, text, flags in iter_patterns(ast.parse(path.read_text(encoding="utf-8")))
        if careless(text, flags)
    }
    assert set(MEANT_WIDELY) <= used


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
        path.relative_to(ROOT).as_posix(): node.lineno
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.expr) and makes_reference(node)
    }
    assert found.keys() == set(NO_REFERENCES), found
    assert len(MODULES) > 300
