"""Every text that a reader of the site sees is said: none is written past the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("views", "pages", "outputs")
MODULES = looked_at(
    [
        *sorted(path for name in ROOMS for path in (ROOT / "kb" / name).rglob("*.py")),
        ROOT / "kb/citations.py",
        ROOT / "kb/index/connections.py",
        ROOT / "kb/mkdocs_plugin/linked.py",
    ],
    90,
)
"""Modules whose texts are printed on the site."""

NOT_FOR_READERS: Mapping[str, str] = {
    "outputs/bibtex.py": "BibTeX's own words",
    "outputs/csl.py": "CSL's own words",
    "outputs/csl_dates.py": "codes of dates, for the round trip",
    "outputs/schema.py": "what an editor shows to authors, who write English keys",
    "outputs/schema_draft7.py": "the same",
    "outputs/schema_ids.py": "the same",
    "pages/reference/examples.py": "examples of records, as authors write them",
}
"""Module → why its texts are nobody's of the site."""

ALLOWED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "NewsArticle", "Report", "CreativeWork", "WebPage", "Question", "Answer", "Dataset",
            "Thing", "BreadcrumbList",
            "ListItem",
        ),
        "a class of schema.org",
    ),
    **dict.fromkeys(
        ("OpenSearchDescription", "Url", "ShortName", "Description", "InputEncoding", "UTF-8"),
        "an element of OpenSearch",
    ),
    **dict.fromkeys(("User-agent: *", "Allow: /", "Sitemap: "), "a line of robots.txt"),
    " and ": "BibTeX's own word between authors",
    "CVSS ": "the name of a score",
}  # fmt: skip
"""Text → why it is not said."""

SAYING = {"say", "say_count", "say_html", "mark"}
TECHNICAL_CALLS = {"compile", "getattr", "Element", "SubElement", "_font", "PackageLoader"}
"""Calls whose texts are names: of attributes, elements, fonts, or patterns."""
WORDS = re.compile(r"[A-Za-z]{2,}[ ,.:;?!’]|[ ’“(][A-Za-z]{2,}|^[A-Z][a-z]+")
NAME = re.compile(
    r"[\w./#@-]*\.(?:html|j2|md|json|atom|png|xml|txt|svg|css|js|yml)|https?://\S*|tag:\S*|\.invalid,\S*"
    r"|[a-z-]+/[\w/.-]*|xml:lang|[ \"\w-]*=\"\S*|</?[a-z].*|(?:type|values) "
    r"|\{repo\}\S*|codeberg\.org|[A-Z]\w+\.[a-z_0-9]+"
)
"""A path, an address, the beginning of an attribute or a tag, a field: no text."""


def iter_unsaid(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything in a module that reads like words and is not said."""
    tree = ast.parse(text)
    passed = set(_iter_passed(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            value = node.value
            if WORDS.search(value) and not NAME.fullmatch(value) and value not in ALLOWED:
                yield node.lineno, value


def _iter_passed(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that are said, or are documentation, annotations, keys or errors."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SAYING:
                yield from (arg for arg in node.args if isinstance(arg, ast.Constant))
            elif name in TECHNICAL_CALLS:
                yield from ast.walk(node)
        elif isinstance(node, ast.Raise):
            yield from ast.walk(node)
        elif isinstance(node, ast.Assert) and node.msg is not None:
            yield from ast.walk(node.msg)
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield from ast.walk(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield from ast.walk(node.returns)
        elif isinstance(node, ast.Subscript):
            yield from ast.walk(node.slice)


def iter_said(text: str) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """Yield line, function and arguments of every call that says or marks a text."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
            yield node.lineno, getattr(node.func, "id", ""), node.args


def test_words_outside_of_the_catalogue_are_found() -> None:
    """The guard sees a sentence, a label, and words in an f-string; it passes what is said."""
    text = '''
def show(name: "Some Type", number: int) -> str:
    """A docstring is no text."""
    other = say("All is well, {name}.", name=name)
    if number > 1:
        raise ValueError("no reader sees this")
    return f"{number} of {name}" + "Not known" + say(f"{name} is here") + MARKS["A key"]
LABEL = "Withdrawn by its publisher."
PATH = "pages/home.md.j2"
'''
    assert sorted(value for _, value in iter_unsaid(text)) == [
        " is here", " of ", "Not known", "Withdrawn by its publisher.",
    ]  # fmt: skip


def test_every_text_of_the_site_is_said() -> None:
    """No sentence, label or piece of one stands in a module of pages without being said."""
    wrong, read = [], 0
    for path in MODULES:
        name = path.relative_to(ROOT / "kb").as_posix()
        if name not in NOT_FOR_READERS:
            read += 1
            wrong += [
                f"{name}:{line}: {value!r}" for line, value in iter_unsaid(path.read_text("utf-8"))
            ]
    assert read >= 80, f"only {read} modules were read"
    assert not wrong, "\n".join(wrong)


def test_what_is_left_out_exists() -> None:
    """A module or text that is let pass is there: the list does not outlive its reason."""
    there = {path.relative_to(ROOT / "kb").as_posix() for path in MODULES}
    assert not set(NOT_FOR_READERS) - there, set(NOT_FOR_READERS) - there
    source = "\n".join(path.read_text("utf-8") for path in MODULES)
    gone = [text for text in ALLOWED if f'"{text}' not in source]
    assert not gone, gone


def test_a_text_that_is_said_stands_in_the_code_as_it_is() -> None:
    """A text given to the catalogue is one literal, or a constant that was marked: no f-string."""
    wrong, said = [], 0
    for path in sorted((ROOT / "kb").rglob("*.py")):
        for line, function, args in iter_said(path.read_text("utf-8")):
            texts = args[: 2 if function == "say_count" else 1]
            said += sum(isinstance(arg, ast.Constant) for arg in texts)
            if any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in texts):
                wrong.append(f"{path.relative_to(ROOT)}:{line}")
    assert said >= 350, f"only {said} texts were looked at"
    assert not wrong, "\n".join(wrong)
