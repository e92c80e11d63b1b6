"""Templates say their texts: none stands in one past the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from jinja2 import nodes

from kb.render.engine import build_environment

SAID_ATTRIBUTES = ("aria-label", "placeholder", "title", "alt")
ALLOWED: Mapping[str, str] = {
    "BibTeX": "the name of a format",
    "CSL-JSON": "the name of a format",
}
SAYING = {"gettext", "ngettext", "_"}
VALUE = "\ufffc"
"""Stands for whatever a template prints."""
LETTERS = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,.:;?!’]+[A-Za-z(“]|^[A-Z][a-z]+|^[ ,.;:]+[a-z]")
ATTRIBUTE = re.compile(r'^(?:[\w-]+="[^"]*"?|data-\w+|hidden|\s|"|' + VALUE + ")*$")
"""What a macro writes into the tag of another template."""


class _Reader(HTMLParser):
    """Collects texts, and attributes that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in SAID_ATTRIBUTES]


def iter_unsaid(source: str) -> Iterator[str]:
    """Yield the texts of a template that no call says, and words in its expressions."""
    tree = build_environment().parse(source)
    reader = _Reader()
    reader.feed("".join(_iter_printed(tree)))
    reader.close()
    for text in reader.texts:
        if LETTERS.search(text) and not ATTRIBUTE.match(text) and text.strip() not in ALLOWED:
            yield " ".join(text.split())
    said = {
        const
        for call in tree.find_all(nodes.Call)
        if getattr(call.node, "name", "") in SAYING
        for const in call.find_all(nodes.Const)
    }
    for const in tree.find_all(nodes.Const):
        is_text = isinstance(const.value, str) and SENTENCE.search(const.value)
        if is_text and const not in said and not const.value.endswith(".j2"):
            yield const.value


def _iter_printed(node: nodes.Node) -> Iterator[str]:
    """Yield what a template prints, in its order, with a sign for each value."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(node, nodes.Output):
            yield VALUE
        else:
            yield from _iter_printed(child)


def test_a_text_in_a_template_is_found() -> None:
    """The guard sees text, headings, attributes and words in expressions; it passes said ones."""
    source = """
%% ## Sources
<p class="m" title="{{ _("Said") }}">{% trans %}All is well.{% endtrans %} {{ name }}, said by</p>
<ul aria-label="Letters {{ x }}" data-from="not a text">{{ "New" if a else _("Old") }}</ul>
{% macro m() %} data-from="{{ x }}" hidden{% endmacro %}
"""
    found = sorted(iter_unsaid(source))
    assert found == ["%% ## Sources", f"Letters {VALUE}", "New", f"{VALUE} {VALUE}, said by"]


def test_every_text_of_a_template_is_said() -> None:
    """No template holds words that a catalogue could not replace."""
    environment = build_environment()
    names = environment.list_templates(extensions=["j2"])
    wrong = []
    for name in names:
        assert environment.loader is not None
        source, _, _ = environment.loader.get_source(environment, name)
        wrong += [f"{name}: {text!r}" for text in iter_unsaid(source)]
    assert len(names) >= 25, names
    assert not wrong, f"{len(wrong)} texts\n" + "\n".join(wrong)
