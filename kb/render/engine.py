# Contexts → Markdown, by Jinja2 with StrictUndefined. A line of a template beginning with `%%` is
# Markdown (headings, long prose); all other lines are HTML blocks without blank lines, so that
# every Markdown renderer passes them on untouched. Whatever is printed is escaped here, whatever a
# template forgets: this is the second layer after the emitters.
"""Render page contexts to Markdown pages."""

from __future__ import annotations

import dataclasses
import html
import re
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from kb.prose.urls import is_safe_relative, is_safe_url
from kb.urls import relative_url
from kb.views.marks import Marks

_NEWLINE = "\x1f"
_MARK = re.compile(r'href="mark:([a-z-]+)"')
_ADDRESS = re.compile(r'\b(href|src|action)="([^"]*)"')
_BLOCK = re.compile(
    r"</?(?:article|aside|blockquote|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header"
    r"|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul)\b[^<>]*>"
)
"""The beginning of a block of HTML, by CommonMark's rule 6, with its tag closed on the line."""
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+.!|~:&$^=-]")


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Takes the indentation of templates away when they are read: it is for people."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template without indentation."""
        return _INDENT.sub("", source)


class MarkdownLines(Markup):
    """Markdown that is already safe; its line breaks are kept."""


def escape_markdown(text: str) -> MarkdownLines:
    """Return plain text as Markdown in which no character has a meaning."""
    flat = " ".join(text.split())
    return MarkdownLines(_MARKDOWN_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", flat))


def keep_markdown(text: str) -> MarkdownLines:
    """Mark Markdown that the prose emitter made: it passes as it is."""
    return MarkdownLines(text)


def _finalize(value: Any) -> Any:
    if isinstance(value, MarkdownLines):
        return Markup(str(value).strip("\n").replace(_NEWLINE, "").replace("\n", _NEWLINE))
    if value is None:
        return ""
    text = str(value) if isinstance(value, Markup) else html.escape(str(value))
    text = text.replace(_NEWLINE, "").replace("%%", "%&#37;")
    if "\n" in text and "\n%%" not in text:
        parts = _PRE.split(text)
        text = "".join(
            part.replace("\n", "&#10;") if part.startswith("<pre") else part.replace("\n", " ")
            for part in parts
        )
    return Markup(text)


def build_environment(marks: Marks | None = None) -> Environment:
    """Return the Jinja2 environment of the page templates.

    Args:
        marks: Where the marks on pages are explained; without it they lead nowhere.
    """
    environment = Environment(
        loader=PackageLoader("kb", ""),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        extensions=["jinja2.ext.do", Unindented],
    )
    environment.filters["md"] = escape_markdown
    environment.filters["markdown"] = keep_markdown
    environment.globals["mark_places"] = marks or {}
    return environment


def render_body(environment: Environment, template: str, page: Any) -> str:
    """Return the text of one page, made from its context."""
    fields = {field.name: getattr(page, field.name) for field in dataclasses.fields(page)}
    body = environment.get_template(template).render(page=page, **fields)
    marks = cast("Marks", environment.globals["mark_places"])
    return seal_addresses(_place_marks(tidy(body), page.head.path, marks))


def _place_marks(text: str, path: str, marks: Marks) -> str:
    """Return a page in which every mark leads to its explanation."""

    def place(match: re.Match[str]) -> str:
        target = marks.get(match[1])
        return f'href="{relative_url(path, *target)}"' if target is not None else 'href="#"'

    return _MARK.sub(place, text)


def seal_addresses(text: str) -> str:
    """Return a page in which no link leads to an address of an unsafe kind, whatever it holds."""
    return _ADDRESS.sub(_seal, text)


def _seal(match: re.Match[str]) -> str:
    url = html.unescape(match[2])
    is_safe = not url or is_safe_relative(url) or is_safe_url(url)
    return match[0] if is_safe else f'{match[1]}="#refused"'


def tidy(text: str) -> str:
    """Return a rendered page: Markdown lines set apart, no blank line inside HTML.

    Lines without a mark are HTML, whatever they look like: a block of them that does not begin with
    a tag of a block would be read as Markdown, so it is put into one.
    """
    lines: list[str] = []
    html_lines: list[str] = []
    # A tag before a mark may have lost its line break (`trim_blocks`): a mark begins a line.
    for raw in [*text.replace("%%", "\n%%").splitlines(), "%%"]:
        line = raw.strip(" \t")
        if not line.startswith("%%"):
            html_lines += [line] if line else []
            continue
        lines += _as_block(html_lines)
        html_lines = []
        if line != "%%":
            lines += [line[2:].strip(" ").replace(_NEWLINE, "\n"), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _as_block(html_lines: list[str]) -> list[str]:
    if not html_lines:
        return []
    if _BLOCK.match(html_lines[0]):
        return [*html_lines, ""]
    return ["<div>", *html_lines, "</div>", ""]
