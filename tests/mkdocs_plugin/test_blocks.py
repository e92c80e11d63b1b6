"""Tests of kb.mkdocs_plugin.blocks."""

from __future__ import annotations

import markdown  # type: ignore[import-untyped]
import pytest

from kb.mkdocs_plugin.blocks import HtmlBlocks, find_ids


def render(text: str, *extensions: object) -> list[str]:
    """Return a page as its words and tags, as Python-Markdown renders it."""
    html: str = markdown.markdown(text, extensions=["tables", *extensions])
    return html.split()


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<p>a</p>\n</div>",
        '<header><h1 id="t">A &amp; B</h1></header>\n\n## Heading\n\ntext *b*\n\n<dl></dl>',
        "para\n\n<ul><li>1</li>\n<li>2</li></ul>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        "<pre>a&#10;b *c* `d`</pre>\n\n- item\n- item",
        "<svg><path/></svg>",
        "text with <em>inline</em>\n\n<span>inline</span> at the start",
        "<p>one\ntwo</p>\n\n<p>three</p>",
        "a &lt;div&gt;\n\n    <div>code</div>\n",
    ],
)
def test_pages_render_as_without_it(text: str) -> None:
    """Setting blocks of HTML aside saves time and changes nothing."""
    assert render(text, HtmlBlocks()) == render(text)


def test_nothing_in_a_block_of_html_is_markdown() -> None:
    """Stars and brackets in a block stay what they are."""
    assert render("<div>*a* [b](c) &lt;x&gt;</div>", HtmlBlocks()) == [
        "<div>*a*", "[b](c)", "&lt;x&gt;</div>",
    ]  # fmt: skip


def test_a_block_ends_at_a_blank_line_as_in_commonmark() -> None:
    """Markdown between two tags that are set apart is rendered, as other renderers do it."""
    assert render("<section>\n\n*a*\n\n</section>", HtmlBlocks()) == [
        "<section>", "<p><em>a</em></p>", "</section>",
    ]  # fmt: skip


def test_all_ids_of_a_page_are_found() -> None:
    """Links to anchors in set-aside blocks can still be checked."""
    assert find_ids('<h1 id="a">x id="no"</h1><li class="b" id="c"><i data-id="d">') == {"a", "c"}
