"""Emitting: HTML, Markdown on which renderers agree, plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from kb.prose.emit import to_html, to_markdown, to_plain
from kb.prose.nodes import Prose
from kb.prose.parse import parse_prose
from tests.prose.page import (
    EXTENSIONS,
    PlainDesk,
    active_content,
    by_comrak,
    by_python_markdown,
    outline,
)
from tests.prose.strategies import texts

DESK = PlainDesk()


def read(text: str) -> Prose:
    """Return the tree of prose in which everything is allowed."""
    return parse_prose(text, allow_headings=True, allow_tables=True)[0]


HTML = (
    ("a < b & \"c\"", "<p>a &lt; b &amp; &quot;c&quot;</p>"),
    ("*a* **b** `<c>`", "<p><em>a</em> <strong>b</strong> <code>&lt;c&gt;</code></p>"),
    ("[[x|y]]", '<p><a href="../x/index.md">y</a></p>'),
    ("[[x#p]]", '<p><a href="../x/index.md#p">x &amp; &lt;Co&gt;*</a></p>'),
    ("[[nowhere|y]]", "<p>y</p>"),
    ("[a](https://e.org/?b&c)", '<p><a href="https://e.org/?b&amp;c" rel="noopener">a</a></p>'),
    ("[a](javascript:b)", "<p>a</p>"),
    ("a  \nb\nc", "<p>a<br>b c</p>"),
    ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    ("3. a", '<ol start="3"><li>a</li></ol>'),
    ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ("## a", "<h2>a</h2>"),
    ("```\na\n\n<b>\n```", "<pre><code>a&#10;&#10;&lt;b&gt;</code></pre>"),
    (
        "|a|b|\n|-|-|\n|c|d|",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "html"), HTML, ids=[text for text, _ in HTML])
def test_html_of(text: str, html: str) -> None:
    """Each node has its HTML; every sign of the author's is escaped."""
    assert to_html(read(text), DESK) == html


def test_a_citation_follows_its_word_without_a_space() -> None:
    """The number stands at the word it belongs to, as it does behind a claim."""
    shown = to_html(read("It was over [@key]."), DESK)
    assert shown.startswith('<p>It was over<span class="kb-cite">')
    assert shown.endswith("</span>.</p>")


def test_one_run_of_words_has_no_blocks() -> None:
    """Prose that stands in a line of a page brings no paragraphs along."""
    assert to_html(read("a *b*\n\n- c\n- d"), DESK, inline=True) == "a <em>b</em> c d"


PLAIN = (
    ("a *b* `c` &lt; \\*", "a b c < *"),
    ("It was over [@key]. So", "It was over. So"),
    ("[[x|y]] and [[z]]", "y and z"),
    ("a  \nb\nc\n\nd", "a b c\nd"),
    ("- a\n- b\n\n> c", "a\nb\nc"),
)


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_plain_text_of(text: str, plain: str) -> None:
    """Plain text is the words alone."""
    assert to_plain(read(text)) == plain


def test_plain_text_takes_names_from_whoever_knows_them() -> None:
    """A link without words of its own may show the name of its record."""
    assert to_plain(read("By [[x]]"), name_of=str.upper) == "By X"


AGREED = (
    "Plain words, 3 < 4 & a > b.",
    "1. not\n2. a sentence", "1\\. A sentence that begins with a number.", "\\- no list",
    "\\# no heading", "\\> no quotation", "\\+ no list", "2024\\. A year", "= a", ": a", "~ a",
    "*a*b **c**d *__e__ f*g", "a*&#42;b*c", "**a:** b", "_a_ and snake_case", "`a|b` `` ` `` `\\`",
    "`*a*` `<b>` `&lt;` `[x](y)` `_a_`", "[a *b* `c`](https://e.org/x_(y)_z?a=1&b=*2*#f)",
    "[[x|a|b]] [[x|*a* _b_ \"q\"]] [[x]]", "a [@key], b [@key; @two]. c", "[@key] begins",
    "*[@key] a* [[nowhere|n]]", "a  \nb\\\nc", "<https://e.org/a_b_c>",
    "http://www.e.org www.e.org a@b.c",
    "- a\n- b\n- c", "- a\n\n- b", "- a\n    - b\n        - c\n- d", "1. a\n    - b\n2. c",
    "3. a\n4. b",
    "- a\n\n    b\n\n- c", "- a\n\n  - b\n\n  - c\n\n- d", "a\n- b\n\nc", "- a\n\n1. b",
    "- a\n\n\n* b",
    "- a\n\n> b\n\n> c", "> a\n>\n> b", "> - a\n> - b\n>\n> c", "> a\n\nb\n\n> c", "> > a", "- > a",
    "1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g\n8. h\n9. i\n10. j\n11. k\n\n    l",
    "## A *b* [[x]] #c ##", "### C\n\na\n\n## D {x}", "A\n---\nb",
    "| a | b |\n|---|:-:|\n| c \\| d | `e` |\n| [[x]] | |", "|a|\n|-|\n|[@key]|",
    "```py\nif a < b:\n\n    <c> & {{ d }}\n```", "a\n\n```\nb\n```\n\nc",
    "Term\n: no definition", "a[^1]", "*[a]: b", "!!! note\n    a", "[TOC]",
    "~~a~~ ==b== ^c^ ++d++ :smile:",
    "$a$ \\(b\\)", "(c) (tm) -- --- ...", "- [ ] a\n- [x] b", "\u00a0a\u2003b\u3000", "é 😀 東京",
    "{++a++} {--b--}", "%% a", "<!-- a", "\\<b>", "&lt;b&gt; &amp;lt; &copy;",
)  # fmt: skip


@pytest.mark.parametrize("text", AGREED)
def test_markdown_is_read_alike_by_all(text: str) -> None:
    """Both renderers, with tables alone or every extension, show what the HTML emitter shows."""
    prose = read(text)
    markdown = to_markdown(prose, DESK)
    shown = outline(to_html(prose, DESK))
    assert outline(by_comrak(markdown)) == shown
    assert outline(by_python_markdown(markdown)) == shown
    assert _words(by_python_markdown(markdown, *EXTENSIONS)) == _words(by_comrak(markdown))


def test_code_in_a_list_is_read_alike() -> None:
    """A block of code inside of a list becomes lines of code that both renderers keep there."""
    markdown = to_markdown(read("- a\n\n  ```\n  b\n  *c*\n  ```\n- d"), DESK)
    assert outline(by_comrak(markdown)) == outline(by_python_markdown(markdown))
    assert "<code>b<br></br>*c*</code>" in outline(by_comrak(markdown))


def _words(html: str) -> str:
    return "".join(part.split(">")[-1] for part in outline(html).split("<") if part)


def test_nothing_of_a_record_opens_a_tag() -> None:
    """Every `<` of a record arrives as a reference, in code too, and never behind a backslash."""
    prose = read("a < b `<i>` \\<b> &lt;u>\n\n```\n<s>\n```")
    markdown = to_markdown(prose, DESK)
    for tag in ("<p>", "<code>", "</code>", "<pre>", "</pre>"):
        markdown = markdown.replace(tag, "")
    assert "<" not in markdown
    assert "\\" not in markdown
    assert markdown.count("&lt;") == 5


@given(texts)
@settings(max_examples=150, deadline=None)
def test_no_sign_of_the_author_survives(text: str) -> None:
    """Whatever is written, no renderer finds anything that acts."""
    prose = read(text)
    shown = to_html(prose, DESK)
    markdown = to_markdown(prose, DESK)
    assert active_content(shown) == []
    assert active_content(by_comrak(markdown)) == []
    assert active_content(by_python_markdown(markdown, *EXTENSIONS)) == []
    assert "\n\n" not in shown
    assert "\\" not in markdown


@given(texts)
@settings(max_examples=150, deadline=None)
def test_structure_and_words_are_the_same_on_every_way_out(text: str) -> None:
    """Both renderers build the same page, of the words of the HTML; plain text is stable."""
    prose = read(text)
    assert to_plain(prose) == to_plain(read(text))
    markdown = to_markdown(prose, DESK)
    assert outline(by_comrak(markdown)) == outline(by_python_markdown(markdown))
    assert _squeezed(by_comrak(markdown)) == _squeezed(to_html(prose, DESK))


def _squeezed(html: str) -> str:
    # A block of code inside of a list shows its lines with breaks.
    return "".join(_words(html).replace("⏎", "").split())


def test_a_picture_is_the_same_in_every_dialect() -> None:
    """Its address is seen from the page; its words cannot leave the attribute they stand in."""
    text = '![A "map" of {{ x }} | y](img/map.png)'
    prose, faults = parse_prose(text, allow_headings=True, allow_tables=True)
    assert faults == ()
    markdown = to_markdown(prose, PlainDesk())
    for rendered in (
        by_python_markdown(markdown),
        by_comrak(markdown),
        to_html(prose, PlainDesk()),
    ):
        (found,) = LexborHTMLParser(rendered).css("img")
        assert found.attributes == {"src": "../img/map.png", "alt": 'A "map" of {{ x }} | y'}
    assert to_plain(prose) == 'A "map" of {{ x }} | y'
