"""Parsing: the tree, the offsets, what is refused and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kb.prose import parse
from kb.prose.nodes import (
    Block,
    Citation,
    CitationItem,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Picture,
    Prose,
    Quotation,
    RecordLink,
    Strong,
    Table,
    Text,
    WebLink,
)
from kb.prose.parse import parse_prose
from kb.prose.walk import iter_inline, map_record_links
from tests.looking import looked_at
from tests.prose.strategies import texts


def line(*inlines: Inline) -> tuple[Block, ...]:
    """Return the blocks of one paragraph."""
    return (Paragraph(inlines),)


LINES: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("", ()),
    (" \n", ()),
    ("Services returned.", line(Text("Services returned."))),
    ("It cost $5m & 3 < 4.", line(Text("It cost $5m & 3 < 4."))),
    ("[[civica]] ran it", line(RecordLink("civica", None, None), Text(" ran it", 10))),
    ("By [[civica|the firm]]", line(Text("By "), RecordLink("civica", None, "the firm", 3))),
    ("In [[kent#who]]", line(Text("In "), RecordLink("kent", "who", None, 3))),
    ("[[EK Services]]", line(RecordLink("EK Services", None, None))),
    ("x [@key]", line(Text("x "), Citation((CitationItem("key", None, 3),)))),
    (
        "x [@key, p. 4; @two]",
        line(Text("x "), Citation((CitationItem("key", "p. 4", 3), CitationItem("two", None, 15)))),
    ),
    ("*a* **b** `c*`", line(
        Emphasis((Text("a", 1),)), Text(" ", 3), Strong((Text("b", 6),)), Text(" ", 9), Code("c*"),
    )),
    ("[a](https://e.org/?x=1&amp;y)", line(WebLink("https://e.org/?x=1&y", (Text("a", 1),)))),
    ("<https://e.org>", line(WebLink("https://e.org", (Text("https://e.org"),)))),
    ("a  \nb", line(Text("a"), LineBreak(), Text("b", 4))),
    ("a\\\nb", line(Text("a"), LineBreak(), Text("b", 3))),
    ("one\ntwo", line(Text("one two"))),
    ("1\\. a\\*", line(Text("1."), Text(" a*", 3))),
    ("`{{ x }} <b> --8<--`", line(Code("{{ x }} <b> --8<--"))),
    ("[sic][@key]", line(Text("[sic]"), Citation((CitationItem("key", None, 6),)))),
    ("Stop![@key]", line(Text("Stop!"), Citation((CitationItem("key", None, 6),)))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "blocks"), LINES, ids=[text for text, _ in LINES])
def test_a_line_becomes_its_tree(text: str, blocks: tuple[Block, ...]) -> None:
    """Words, links and citations are told apart, and keep the place they stand at."""
    assert parse_prose(text) == (Prose(blocks), ())


def test_blocks_become_their_tree() -> None:
    """Lists, quotations, headings, tables and code are told apart."""
    text = "## Head\n\n- a\n- b\n    1. c\n\n> q\n\n| h | i |\n|---|---|\n| x | y |\n\n"
    text += "```\n<c>\n\n```\n"
    prose, faults = parse_prose(text, allow_headings=True, allow_tables=True)
    head, bullets, quotation, table, code = prose.blocks
    assert faults == ()
    assert head == Heading(2, (Text("Head", 3),))
    inner = ListBlock((line(Text("c", text.index("c"))),), is_ordered=True)
    second = (Paragraph((Text("b", text.index("b")),)), inner)
    assert bullets == ListBlock((line(Text("a", text.index("a\n"))), second))
    assert quotation == Quotation(line(Text("q", text.index("q"))))
    assert isinstance(table, Table)
    assert [cell[0] for cell in table.rows[0]] == [
        Text("x", text.index("x")),
        Text("y", text.index("y |")),
    ]
    assert code == CodeBlock("<c>")


NESTED = (
    "One.\n\n> See\n> [[civica]] and\n>   more [@key]",
    "- a\n- two\n  [[civica]]\n\n  [@key, p. 1]",
    "1. a\n\n   - b\n     - [[civica]]\n       [@key]",
    "## About [[civica]] [@key] ##",
    "About [[civica]] [@key]\n---",
    "| a | [[civica]] |\n|---|---|\n| a | b [@key] |",
    "a | [[civica]]\n---|---\n a | [@key]",
    "é😀 *x [[civica]]* &amp; \\* `[[no]]` [@key]",
)


@pytest.mark.parametrize("text", NESTED)
def test_offsets_hold_in_every_block(text: str) -> None:
    """A link or citation is found in the text at the offset it carries, however deep it stands."""
    prose, _ = parse_prose(text, allow_headings=True, allow_tables=True)
    links = [inline for inline in iter_inline(prose) if isinstance(inline, RecordLink)]
    cited = [inline for inline in iter_inline(prose) if isinstance(inline, Citation)]
    assert [text[link.offset :].startswith("[[civica]]") for link in links] == [True]
    assert [text[item.items[0].offset :].startswith("@key") for item in cited] == [True]


REFUSED = (
    ("# A", "KB410", 0),
    ("One.\n\n## A", "KB410", 6),
    ("A\n---", "KB410", 0),
    ("One.\n\n| a |\n|---|\n| b |", "KB411", 6),
    ("One.\n\n---\n\nTwo.", "KB421", 6),
    ("See [[civica", "KB416", 4),
    ("See [[civica]", "KB416", 4),
    ("See [[]]", "KB416", 4),
    ("See [[a#Bad Part]]", "KB416", 4),
    ("See [[#part]]", "KB416", 4),
    ("See [[a|]]", "KB416", 4),
    ("See [@ key]", "KB417", 5),
    ("See [@Key]", "KB417", 5),
    ("See [@key", "KB417", 4),
    ("See [@key; other]", "KB417", 10),
    ("See [see @key]", "KB417", 4),
    ("See [-@key]", "KB417", 4),
    ("See [a](https://e.org/a b)", "KB420", 6),
    ("See [a [[b]]](https://e.org)", "KB420", 12),
    ("> > > > > > deep", "KB422", 0),
    ("*a " * 20 + "b" + "*" * 20, "KB422", 36),
)


@pytest.mark.parametrize(("text", "code", "offset"), REFUSED, ids=[text for text, _, _ in REFUSED])
def test_a_mistake_is_reported_at_its_place(text: str, code: str, offset: int) -> None:
    """Each mistake has its own code and the offset where it begins."""
    _, faults = parse_prose(text)
    assert (offset, code) in {(fault.offset, fault.code) for fault in faults}
    assert all(fault.message and fault.hint for fault in looked_at(faults))


ALLOWED = (
    "3 < 4 and a<3.", "Profits fell by $5 million & $6 million.", "a > b, 1 + 1 = 2, 50%", "{a}",
    "What???", "Wow!!!", "C# and F#", "snake_case_name", "2 * 3 * 4", "https://e.org/a_b",
    "[sic]", "It said [the council]: no.", "a -- b --- c", "Rashīd, Žižek, 東京, עברית",
    "نمی\u200cخواهم", "👩\u200d💻", "a|b", "~about~", "http://www.e.org", "Q: why? A: so",
)  # fmt: skip


@pytest.mark.parametrize("text", ALLOWED)
def test_plain_writing_is_not_refused(text: str) -> None:
    """Signs that mean nothing where they stand are words like others."""
    assert parse_prose(text)[1] == ()


def test_only_long_prose_has_headings() -> None:
    """Headings begin with the second level, and only where they are allowed."""
    assert [f.code for f in parse_prose("# A", allow_headings=True)[1]] == ["KB410"]
    assert parse_prose("## A", allow_headings=True)[1] == ()
    assert parse_prose("## A")[0] == Prose((Paragraph((Text("A", 3),)),))


@given(texts)
@settings(max_examples=150, deadline=None)
def test_the_short_way_is_no_other_way(text: str) -> None:
    """A plain line gives the same tree with and without the Markdown parser."""
    short = parse._parse_line(text)
    if short is not None:
        # A list marker in front leads through the parser; the offsets move by two.
        prose, faults = parse_prose(f"- {text}")
        (block,) = prose.blocks
        assert isinstance(block, ListBlock)
        moved = map_record_links(short, lambda link: link)
        assert faults == ()
        assert _words(Prose(block.items[0])) == _words(moved)


def _words(prose: Prose) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for inline in iter_inline(prose):
        if isinstance(inline, Text):
            found.append(("text", inline.text))
        elif isinstance(inline, RecordLink):
            found.append(("link", (inline.target, inline.local, inline.label)))
        elif isinstance(inline, Citation):
            found.append(("cite", tuple((item.key, item.locator) for item in inline.items)))
        else:
            found.append((type(inline).__name__, None))
    return found


@pytest.mark.parametrize("lead", ["\u00a0\n", "\u2003\n\u00a0\n", "\u00a0"])
def test_a_line_of_no_break_spaces_moves_no_place(lead: str) -> None:
    """Blanks of every kind in front of a paragraph are stripped, and counted all the same."""
    prose, _ = parse_prose(f"{lead}[[civica]] said so")
    (link,) = (inline for inline in iter_inline(prose) if isinstance(inline, RecordLink))
    assert link.offset == len(lead)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_parsing_never_fails_and_points_into_the_text(text: str) -> None:
    """Whatever is written, there is a tree, and every offset is a place in the text."""
    for is_long in (False, True):
        prose, faults = parse_prose(text, allow_headings=is_long, allow_tables=is_long)
        assert all(0 <= fault.offset <= len(text) for fault in faults)
        assert list(faults) == sorted(faults, key=lambda fault: fault.offset)
        for inline in iter_inline(prose):
            if isinstance(inline, RecordLink):
                assert text.startswith("[[", inline.offset)
            elif isinstance(inline, Citation):
                assert all(text[item.offset] == "@" for item in inline.items)


@pytest.mark.parametrize(
    "sign", ["[", "[[", "[@", "*", "*_", "`", "<", "![", "> ", "- ", "&", "{", "](", "[a]("]
)
def test_long_runs_of_signs_take_no_time_and_no_stack(sign: str) -> None:
    """Thousands of signs that open something and never close it are read and written."""
    prose, _ = parse_prose(sign * 2000)
    assert isinstance(prose, Prose)


def test_links_are_mapped_everywhere() -> None:
    """Each link is replaced; one that leads nowhere leaves its words."""
    text = "[[a]] *[[b|B]]*\n\n- [[c]]\n\n> [[a]]"
    prose, _ = parse_prose(text)

    def move(link: RecordLink) -> RecordLink | None:
        return None if link.target != "a" else RecordLink("z", None, link.label, link.offset)

    found = [i for i in iter_inline(map_record_links(prose, move)) if not isinstance(i, Emphasis)]
    assert [i.target for i in found if isinstance(i, RecordLink)] == ["z", "z"]
    assert [i.text.strip() for i in found if isinstance(i, Text)] == ["", "B", "c"]


def test_prose_without_links_stays_the_same_object() -> None:
    """Nothing is rebuilt where nothing changes."""
    prose, _ = parse_prose("Nothing *here*.")
    assert map_record_links(prose, lambda link: link) is prose


def test_a_page_may_show_a_picture_of_its_own_site() -> None:
    """A plain path below static/ with words for those who do not see it; nowhere but on pages."""
    text = "See ![The map, in *1999*](img/map-1.PNG) here."
    prose, faults = parse_prose(text, allow_headings=True, allow_tables=True)
    assert faults == ()
    pictures = [found for found in iter_inline(prose) if isinstance(found, Picture)]
    assert pictures == [Picture("img/map-1.PNG", "The map, in *1999*")]
    _, faults = parse_prose(text, allow_headings=True)
    assert faults[0].code == "KB409"


@pytest.mark.parametrize(
    "target",
    ["https://example.org/x.png", "//example.org/x.png", "/img/x.png", "../img/x.png",
     "img/../x.png", "img//x.png", "./x.png", "data:image/png", "x.html", "x.png?y", "x.png#y",
     "a%2f.png", ".x/y.png", "x.svg 'title'", "x y.png", ""],
)  # fmt: skip
def test_no_other_picture_may_stand_on_a_page(target: str) -> None:
    """Other hosts, ways upwards, what is no picture: refused, with the form that is right."""
    _, faults = parse_prose(f"![words]({target})", allow_headings=True, allow_tables=True)
    assert "KB409" in [fault.code for fault in faults]
    assert parse_prose("![](img/x.png)", allow_tables=True)[1] != ()
