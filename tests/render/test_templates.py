"""Templates and contexts fit: every field is shown somewhere, and templates only show."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables
from selectolax.lexbor import LexborHTMLParser

import kb.pages
import kb.views
from kb.index import KnowledgeBase
from kb.outputs.cards import Card
from kb.outputs.search import SearchEntry
from kb.pages.changes import Change
from kb.pages.graph.page import Graph, GraphKind, GraphNode
from kb.pages.redirect import iter_redirects
from kb.pages.registry import PAGES, PageKind
from kb.prose.urls import is_safe_relative, is_safe_url
from kb.render.engine import (
    build_environment,
    escape_markdown,
    render_body,
    seal_addresses,
    tidy,
)
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.facets import Facets
from kb.views.named import NamedClaims
from kb.views.numbering import Numbering
from kb.views.page_head import PageHead
from tests.looking import looked_at
from tests.rules.laid_out import check_short
from tests.views.fair import FILES as FAIR
from tests.views.small import make_base
from tests.views.test_fallen import SHORT

ROOM = Path(kb.views.__file__).parents[1]
TEMPLATES = looked_at(sorted(ROOM.rglob("*.j2")), 50)
NOT_SHOWN = (
    PageBuilder, CitedSources, Numbering, SearchEntry, PageHead, NamedClaims, Card, Change, Facets,
    Graph, GraphKind, GraphNode, PageKind,
)  # fmt: skip
"""What makes contexts, and what the renderer, the plugin and the outputs read."""
INNER = {("ClaimView", "ref"), ("LineageView", "copies"), ("BacklinkLine", "status_label")}
"""Fields by which contexts themselves tell things apart, and one that is shown beside a status,
of which no incident in these bases has a backlink."""
ENOUGH = 30
"""Pages of each sort that are rendered of the repository's own records."""
LONGEST = 120
"""Signs of a line that a diff can still show."""


def iter_contexts() -> Iterator[type]:
    """Yield every dataclass that a template may be given."""
    for room in (kb.views, kb.pages):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = importlib.import_module(found.name)
            yield from iter_values(module)


def iter_values(module: ModuleType) -> Iterator[type]:
    """Yield the dataclasses that a module makes for templates."""
    for value in vars(module).values():
        if not isinstance(value, type) or value.__module__ != module.__name__:
            continue
        is_private = value.__name__.startswith("_")
        if dataclasses.is_dataclass(value) and not is_private and not issubclass(value, NOT_SHOWN):
            yield value


def record_reads(environment: Environment) -> set[tuple[str, str]]:
    """Return a set that fills with each class and field that a template reads from now on."""
    found: set[tuple[str, str]] = set()
    look_up = environment.getattr

    def read(thing: Any, name: str) -> Any:
        found.add((type(thing).__name__, name))
        return look_up(thing, name)

    environment.getattr = read  # type: ignore[method-assign,assignment]
    return found


def unread(contexts: Iterator[type], reads: set[tuple[str, str]], at_least: int) -> list[str]:
    """Return the fields of contexts that no template read."""
    fields = looked_at(
        ((context, field) for context in contexts for field in dataclasses.fields(context)),
        at_least,
    )
    return [
        f"{context.__module__}.{context.__name__}.{field.name}"
        for context, field in fields
        if (context.__name__, field.name) not in reads | INNER
    ]


def render_all(environment: Environment, base: KnowledgeBase, most: int) -> set[tuple[str, str]]:
    """Render up to `most` pages of each sort; return the fields that templates name themselves."""
    found: set[tuple[str, str]] = set()
    kinds = [(kind.template, kind.pages(base)) for kind in PAGES]
    for template, pages in (*kinds, ("pages/redirect.md.j2", iter_redirects(base, base))):
        names = find_undeclared_variables(environment.parse((ROOM / template).read_text("utf-8")))
        for page in islice(pages, most):
            render_body(environment, template, page)
            # The head is the front matter; the sources are asked for when the rest is rendered.
            found |= {(type(page).__name__, name) for name in (*names, "head", "cited")}
    return found


def test_every_field_of_a_context_is_read_by_a_template(
    content_kb: KnowledgeBase, tmp_path: Path
) -> None:
    """What is worked out for a page is shown on it: a field nobody reads is dead weight."""
    fallen = check_short(SHORT, tmp_path / "fallen").kb
    assert fallen is not None
    environment = build_environment()
    reads = record_reads(environment)
    for base in (make_base(tmp_path / "small"), make_base(tmp_path / "fair", FAIR), fallen):
        reads |= render_all(environment, base, 1000)
    reads |= render_all(environment, content_kb, ENOUGH)
    assert unread(iter_contexts(), reads, at_least=800) == []


def test_a_field_that_no_template_reads_is_found() -> None:
    """The rule sees a field that is not read, and takes no word elsewhere for it."""

    @dataclasses.dataclass(frozen=True)
    class Line:
        kind: str
        text: str

    environment = build_environment()
    reads = record_reads(environment)
    template = environment.from_string("{# kind #}<p class='kind'>{{ line.text }}</p>")
    assert "x" in template.render(line=Line("k", "x"))
    missing = unread(iter([Line]), reads, at_least=2)
    assert [name.rsplit(".", 1)[-1] for name in missing] == ["kind"]


ARITHMETIC = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg,
    nodes.Getitem, nodes.Slice, nodes.Dict, nodes.List,
)  # fmt: skip
"""What computes or picks: that is the work of the context."""
COUNTING = frozenset(
    {
        "length", "count", "sum", "min", "max", "first", "last", "sort", "unique", "map", "list",
        "select", "reject", "selectattr", "rejectattr", "groupby", "batch", "slice", "round", "int",
        "float", "abs", "reverse", "dictsort",
    }
)  # fmt: skip
"""Filters that count, choose or put in order."""


def find_computing(environment: Environment, source: str) -> list[str]:
    """Return what a template works out itself, each with its line."""
    tree = environment.parse(source)
    wrong = [
        (node.lineno, type(node).__name__)
        for node in tree.find_all(ARITHMETIC)
        # An empty list gathers what a loop shows, so that a language can join it its own way.
        if not (isinstance(node, nodes.List) and not node.items)
    ]
    wrong += [
        (node.lineno, f"|{node.name}") for node in tree.find_all(nodes.Filter)
        if node.name in COUNTING
    ]  # fmt: skip
    for node in tree.find_all(nodes.Compare):
        for operand in node.ops:
            compared = (node.expr, operand.expr)
            is_number = any(
                isinstance(part, nodes.Const) and isinstance(part.value, int) for part in compared
            )
            if operand.op in {"lt", "lteq", "gt", "gteq"} or is_number:
                wrong.append((node.lineno, operand.op))
    wrong += [(node.lineno, "range") for node in tree.find_all(nodes.Name) if node.name == "range"]
    return [f"{line}: {what}" for line, what in sorted(wrong)]


def test_templates_compute_nothing() -> None:
    """A template shows what its context says: it neither counts nor chooses nor puts in order."""
    environment = build_environment()
    wrong = [
        f"{path.relative_to(ROOM)}:{found}"
        for path in TEMPLATES
        for found in find_computing(environment, path.read_text("utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ a + 1 }}", "{{ i * 9 }}", "{{ a|length }}", "{% if n == 1 %}x{% endif %}",
        "{% if a > b %}x{% endif %}", "{{ a[:2] }}", "{{ a[0] }}", "{{ range(3) }}",
        '{{ {"a": "b"}[c] }}', '{{ a|map(attribute="x")|join }}', "{% set x = [1] %}",
    ],
)  # fmt: skip
def test_computing_in_a_template_is_seen(source: str) -> None:
    """The rule sees each way in which templates used to compute."""
    assert find_computing(build_environment(), source)


@pytest.mark.parametrize(
    "source",
    [
        '{{ a ~ ", " ~ b|lower }}',
        '{% if a == "open" and not b %}x{% endif %}',
        '{{ a|join(", ") }}',
    ],
)
def test_showing_is_no_computing(source: str) -> None:
    """Putting texts side by side, and choosing between two of them, is what templates are for."""
    assert find_computing(build_environment(), source) == []


def test_no_line_of_a_template_is_too_long() -> None:
    """A change in a template is seen in its diff."""
    lines = looked_at(
        (
            (path, at, line)
            for path in TEMPLATES
            for at, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        ),
        at_least=2000,
    )
    wrong = [f"{path.relative_to(ROOM)}:{at}" for path, at, line in lines if len(line) > LONGEST]
    assert wrong == []


def test_a_template_stands_beside_its_module() -> None:
    """Whoever changes what a page or a block shows finds its template under the same name."""
    alone = [
        str(path.relative_to(ROOM))
        for path in TEMPLATES
        if not path.with_name(path.name.removesuffix(".j2").removesuffix(".md") + ".py").is_file()
    ]
    assert alone == ["views/attributes.j2"]


def test_every_template_can_be_read() -> None:
    """No template has a syntax error, and each is one of a page or of parts."""
    environment = build_environment()
    names = environment.list_templates(extensions=["j2"])
    assert len(names) == len(TEMPLATES) > 20
    for name in names:
        assert environment.get_template(name)
        assert name.startswith(("pages/", "views/"))


def test_whatever_is_printed_is_escaped() -> None:
    """A template that forgets to escape is caught: a plain text never becomes a tag."""
    environment = build_environment()
    template = environment.from_string("<p>{{ text }}</p>\n%% ## {{ text|md }}\n")
    page = tidy(template.render(text="<img src=x onerror=alert(1)> # *x* %% {{ y }}"))
    assert "<img" not in page
    assert "%%" not in page
    assert page.count("\n## ") == 1


def test_a_mark_begins_a_line_even_behind_a_tag() -> None:
    """A block tag at the end of a line swallows its break; the heading stays apart."""
    assert tidy("<p>a</p>%% ## b\n<p>c</p>\n") == "<p>a</p>\n\n## b\n\n<p>c</p>\n"


def test_plain_text_as_markdown_has_no_meaning() -> None:
    """Every sign of Markdown is written out as a reference."""
    assert "*" not in escape_markdown("*a* [b](c) `d` <e> # f")


def test_an_unsafe_address_leads_nowhere() -> None:
    """A link that slipped through every check before is taken out of the page."""
    text = (
        '<a href="java&#10;script:alert(1)">x</a> <a href="../y/#z">y</a> <a href="//e.com">z</a>'
    )
    assert seal_addresses(text) == (
        '<a href="#refused">x</a> <a href="../y/#z">y</a> <a href="#refused">z</a>'
    )


def test_what_is_no_block_is_put_into_one() -> None:
    """A line without a mark is never read as Markdown, whatever it begins with."""
    assert tidy("[x](javascript:alert(1))\n") == "<div>\n[x](javascript:alert(1))\n</div>\n"
    assert tidy("<b>x</b> *y*\n%% z\n") == "<div>\n<b>x</b> *y*\n</div>\n\nz\n"
    assert tidy("<p>a</p>\n<b>c</b>\n") == "<p>a</p>\n<b>c</b>\n"


def test_no_macro_holds_a_mark() -> None:
    """What a macro returns is printed, and a printed mark is escaped: marks stand in pages only."""
    macros = [
        (file.name, macro)
        for file in TEMPLATES
        for macro in re.findall(r"{% macro.*?{% endmacro %}", file.read_text("utf-8"), re.DOTALL)
    ]
    for name, macro in looked_at(macros, 40):
        assert "%%" not in macro.replace("{%%", "").replace("%%}", ""), name


def unsafe_addresses(text: str) -> tuple[int, list[str]]:
    """Return how many addresses a parser finds in a page, and those that must not be there."""
    nodes = LexborHTMLParser(text).css("[href], [src], [action]")
    found = [node.attributes.get(name) for node in nodes for name in ("href", "src", "action")]
    urls = [url for url in found if url]
    return len(urls), [url for url in urls if not (is_safe_relative(url) or is_safe_url(url))]


def test_a_parser_finds_no_unsafe_address_on_any_page(content_pages: dict[str, str]) -> None:
    """What the net over attributes lets through is safe as a browser reads it."""
    seen = 0
    for path, text in content_pages.items():
        number, unsafe = unsafe_addresses(text)
        seen += number
        assert unsafe == [], path
    assert seen >= 100_000
    assert unsafe_addresses("<a HREF='javascript:x()'>") == (1, ["javascript:x()"])
