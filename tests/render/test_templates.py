"""Templates and contexts fit: every field is shown somewhere, nothing is undefined."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import kb.pages
import kb.views
from kb.outputs.cards import Card
from kb.outputs.search import SearchEntry
from kb.pages.changes import Change
from kb.pages.incident.sources import IncidentSources
from kb.render.engine import build_environment, escape_markdown, seal_addresses, tidy
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.named import NamedClaims
from kb.views.numbering import Numbering
from kb.views.page_head import PageHead

ROOM = Path(kb.views.__file__).parents[1]
TEMPLATES = sorted(ROOM.rglob("*.j2"))
TEXT = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
NOT_SHOWN = (
    PageBuilder, CitedSources, IncidentSources, Numbering, SearchEntry, PageHead, NamedClaims, Card,
    Change,
)  # fmt: skip
"""What makes contexts, and what the renderer, the plugin and the outputs read."""


INNER = {("ClaimView", "ref"), ("GraphKind", "glyph")}
"""Fields by which contexts themselves tell things apart."""


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
    unused = [
        f"{context.__module__}.{context.__name__}.{field.name}"
        for context in iter_contexts()
        for field in dataclasses.fields(context)
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
    for file in TEMPLATES:
        for macro in re.findall(r"{% macro.*?{% endmacro %}", file.read_text("utf-8"), re.DOTALL):
            assert "%%" not in macro.replace("{%%", "").replace("%%}", ""), file.name
