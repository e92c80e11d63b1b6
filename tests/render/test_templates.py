"""Templates and contexts fit: every field is shown somewhere, nothing is undefined."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from selectolax.lexbor import LexborHTMLParser

import kb.pages
import kb.views
from kb.outputs.cards import Card
from kb.outputs.search import SearchEntry
from kb.pages.changes import Change
from kb.pages.incident.sources import IncidentSources
from kb.prose.urls import is_safe_relative, is_safe_url
from kb.render.engine import build_environment, escape_markdown, seal_addresses, tidy
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.named import NamedClaims
from kb.views.numbering import Numbering
from kb.views.page_head import PageHead
from tests.looking import looked_at

ROOM = Path(kb.views.__file__).parents[1]
TEMPLATES = looked_at(sorted(ROOM.rglob("*.j2")), 25)
TEXT = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
NOT_SHOWN = (
    PageBuilder, CitedSources, IncidentSources, Numbering, SearchEntry, PageHead, NamedClaims, Card,
    Change,
)  # fmt: skip
"""What makes contexts, and what the renderer, the plugin and the outputs read."""


INNER = {("ClaimView", "ref"), ("GraphKind", "glyph")}
"""Fields by which contexts themselves tell things apart, and what the file of the graph reads."""


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
        is_for_templates = value not in NOT_SHOWN and not value.__name__.startswith("_")
        if dataclasses.is_dataclass(value) and is_for_templates:
            yield value


def test_every_field_of_a_context_is_used_by_a_template() -> None:
    """What is worked out for a page is shown on it: a field nobody uses is dead weight."""
    fields = looked_at(
        ((context, field) for context in iter_contexts() for field in dataclasses.fields(context)),
        at_least=600,
    )
    unused = [
        f"{context.__module__}.{context.__name__}.{field.name}"
        for context, field in fields
        if not re.search(rf"\b{field.name}\b", TEXT) and (context.__name__, field.name) not in INNER
    ]
    assert unused == []


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
