# Contexts → Markdown, by Jinja2 with StrictUndefined. A line of a template beginning with `%%` is
# Markdown (headings, long prose); all other lines are HTML blocks without blank lines, so that
# every Markdown renderer passes them on untouched. Whatever is printed is escaped here, whatever a
# template forgets: this is the second layer after the emitters.
"""Render page contexts to Markdown pages."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from markupsafe import Markup

from kb import say
from kb.prose.urls import is_safe_relative, is_safe_url
from kb.views import tokens
from kb.views.marks import Marks
from kb.views.numbering import Numbering
from kb.views.tokens import without_tokens

_NEWLINE = "\x1f"
_HEADINGS = ("%% #", f"{_NEWLINE}#", "<h2", "<h3", "<h4")
"""How headings begin in a rendered template; prose of authors has no HTML."""
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
    flat = " ".join(without_tokens(text).split())
    return MarkdownLines(_MARKDOWN_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", flat))


def keep_markdown(text: str) -> MarkdownLines:
    """Mark Markdown that the prose emitter made: it passes as it is."""
    return MarkdownLines(text)


def strip_tags(text: Markup) -> str:
    """Return HTML as plain text: without tags, citations and links."""
    return Markup(tokens.strip_tokens(text)).striptags()


def _finalize(value: Any) -> Any:
    if isinstance(value, MarkdownLines):
        return Markup(str(value).strip("\n").replace(_NEWLINE, "").replace("\n", _NEWLINE))
    if value is None:
        return ""
    text = str(value) if isinstance(value, Markup) else html.escape(without_tokens(str(value)))
    text = text.replace(_NEWLINE, "").replace("%%", "%&#37;")
    if "\n" in text and "\n%%" not in text:
        parts = _PRE.split(text)
        text = "".join(
            part.replace("\n", "&#10;") if part.startswith("<pre") else part.replace("\n", " ")
            for part in parts
        )
    return Markup(text)


def _say(message: str, /, **values: Any) -> Markup:
    """Return a text of a template in the language of the site; values are escaped as any other."""
    return _fill(say.gettext(message), values)


def _say_count(one: str, many: str, number: int, /, **values: Any) -> Markup:
    """Return the form of a template's text that a number wants."""
    return _fill(say.ngettext(one, many, number), {"num": number, **values})


def _say_list(show: Callable[[Any], Markup], items: Sequence[Any]) -> Markup:
    """Return things as a list in words, “a, b and c”, each as a macro shows it."""
    return Markup(say.say_list([_finalize(show(item)) for item in items]))


def _fill(text: str, values: Mapping[str, Any]) -> Markup:
    # Texts of templates are ours, and HTML; `%` is doubled in them by Jinja.
    return Markup(text) % {name: _finalize(value) for name, value in values.items()}


def build_environment() -> Environment:
    """Return the Jinja2 environment of the page templates."""
    environment = Environment(
        loader=PackageLoader("kb", ""),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n", Unindented],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(gettext=_say, ngettext=_say_count, _=_say, listed=_say_list)
    environment.filters["md"] = escape_markdown
    environment.filters["markdown"] = keep_markdown
    environment.filters["striptags"] = strip_tags
    environment.globals["mark"] = tokens.mark
    return environment


def render_body(
    environment: Environment, template: str, page: Any, marks: Marks | None = None
) -> str:
    """Return the text of one page, made from its context.

    Blocks of a template are rendered last, with what is known of the sources by then.

    Args:
        environment: The one of the page templates.
        template: The name of the template.
        page: The context: a frozen dataclass with a head.
        marks: Where the marks on pages are explained; without it they lead nowhere.
    """
    found = environment.get_template(template)
    fields = {field.name: getattr(page, field.name) for field in dataclasses.fields(page)}
    context = found.new_context({"page": page, **fields})
    context.blocks = {name: [_leave_out(name)] for name in found.blocks}
    numbering = Numbering(page.head.path, marks or {})
    text = numbering.resolve(_begin_sections("".join(found.root_render_func(context))))
    if found.blocks:
        known = {**context.get_all(), **page.cited.finish(numbering)}
        rest = found.new_context(known, shared=True)
        for name, block in found.blocks.items():
            text = text.replace(tokens.later(name), numbering.resolve("".join(block(rest))))
    return seal_addresses(tidy(text))


def templates_of(environment: Environment, name: str) -> frozenset[str]:
    """Return a template with those that it imports."""
    known = environment.globals.setdefault("template_names", {})
    assert isinstance(known, dict)
    if name not in known:
        assert environment.loader is not None
        text = environment.loader.get_source(environment, name)[0]
        used = find_referenced_templates(environment.parse(text))
        known[name] = frozenset({name}).union(
            *(templates_of(environment, other) for other in used if other is not None)
        )
    return cast("frozenset[str]", known[name])


def _leave_out(name: str) -> Callable[[Context], Iterator[str]]:
    """Return what stands for a block until it is rendered."""

    def leave_out(_context: Context) -> Iterator[str]:
        yield tokens.later(name)

    return leave_out


def _begin_sections(text: str) -> str:
    """Return a page in which every heading, in Markdown or in HTML, begins a section."""
    for heading in _HEADINGS:
        text = text.replace(heading, tokens.begin_section() + heading)
    return text


# The last net, behind emitters and `_finalize`. It reads attributes and no tree: a page is Markdown
# with blocks of HTML, so a tree could be looked at but not written back, and html.parser alone
# takes as long as all rendering. Every attribute is our own, in double quotes, since no author
# writes HTML; a test looks at all pages with a parser.
def seal_addresses(text: str) -> str:
    """Return a page in which no link leads to an address of an unsafe kind, whatever it holds."""
    for attribute in ('href="', 'src="', 'action="'):
        first, *rest = text.split(attribute)
        found = [part.partition('"') for part in rest]
        if not all(_is_safe(url) for url, _, _ in found):
            sealed = (f'{url if _is_safe(url) else "#refused"}"{after}' for url, _, after in found)
            text = attribute.join([first, *sealed])
    return text


@lru_cache(maxsize=20_000)
def _is_safe(escaped: str) -> bool:
    """Return whether an address may stand in a page; most stand in many."""
    url = html.unescape(escaped)
    return not url or is_safe_relative(url) or is_safe_url(url)


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
