"""Two layers of safety, each tested without the other."""

from __future__ import annotations

import nh3
import pytest

from kb.codes.prose import CODES
from kb.prose.emit import to_html, to_markdown
from kb.prose.nodes import (
    Citation,
    CitationItem,
    Code,
    CodeBlock,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Prose,
    RecordLink,
    Strong,
    Table,
    Text,
    WebLink,
)
from kb.prose.parse import parse_prose
from tests.looking import looked_at
from tests.prose.hostile import HOSTILE, Hostile
from tests.prose.page import (
    EXTENSIONS,
    PlainDesk,
    active_content,
    by_comrak,
    by_python_markdown,
    outline,
)

DESK = PlainDesk()
attacks = pytest.mark.parametrize("attack", HOSTILE, ids=lambda attack: attack.name)


@attacks
@pytest.mark.parametrize("is_long", [False, True])
def test_an_attack_is_refused_with_its_place(attack: Hostile, is_long: bool) -> None:
    """The first layer: the parser reports every attack at the character where it begins."""
    _, faults = parse_prose(attack.text, allow_headings=is_long, allow_tables=is_long)
    places = {fault.offset for fault in faults if fault.code in attack.codes}
    assert places, f"not refused: {[fault.code for fault in faults]}"
    if attack.at:
        assert attack.text.index(attack.at) in places
    assert all(0 <= fault.offset <= len(attack.text) for fault in looked_at(faults))


def _assert_harmless(prose: Prose) -> None:
    shown = to_html(prose, DESK)
    run = to_html(prose, DESK, inline=True)
    markdown = to_markdown(prose, DESK)
    rendered = (
        shown, run, by_comrak(markdown), by_python_markdown(markdown),
        by_python_markdown(markdown, *EXTENSIONS),
    )  # fmt: skip
    for html in rendered:
        assert active_content(html) == []
    assert outline(shown) == outline(_sanitised(shown))
    assert "\n\n" not in shown
    assert not {"{{", "{%", "{#", "--8<--"} & {
        shown[i : i + n] for i in range(len(shown)) for n in (2, 6)
    }
    assert "{" not in markdown
    assert "\\" not in markdown
    assert "8<" not in markdown


def _sanitised(html: str) -> str:
    return nh3.clean(html, link_rel=None)


@attacks
def test_an_attack_does_nothing_when_the_refusal_is_ignored(attack: Hostile) -> None:
    """The second layer: whatever is parsed comes out harmless, in every renderer."""
    prose, _ = parse_prose(attack.text, allow_headings=True, allow_tables=True)
    _assert_harmless(prose)


@attacks
def test_a_tree_that_nobody_parsed_is_harmless(attack: Hostile) -> None:
    """The second layer alone: the attack stands in every field that a node has."""
    bad = attack.text
    words: tuple[Inline, ...] = (
        Text(bad), Code(bad), Strong((Text(bad),)), RecordLink("a", None, bad),
        RecordLink("nowhere", bad, bad), RecordLink(bad, bad, None),
        WebLink(bad, (Text(bad),)), WebLink("https://e.org", (Text(bad),)),
        WebLink("javascript:alert(1)", (Text("x"),)), Citation((CitationItem("key", bad),)),
    )  # fmt: skip
    blocks = (
        Paragraph(words), Heading(1, words), CodeBlock(bad), Table((words,), ((words,),)),
        ListBlock(((Paragraph(words), CodeBlock(bad)),)),
    )  # fmt: skip
    _assert_harmless(Prose(blocks))


def test_every_code_of_prose_is_reported_for_its_own_example() -> None:
    """No code stands in the catalogue that nothing reports: each has an attack or a case."""
    texts = [attack.text for attack in HOSTILE]
    texts += [
        "# a", "## a", "| a |\n|---|\n| b |", "[[a", "[@ a]",
        "a\n\n---\n\nb", "- - - - - - a", "[a](https://e.org 'b')",
        "a " * 100_001,
    ]  # fmt: skip
    reported = {fault.code for text in texts for fault in parse_prose(text)[1]}
    assert {entry.code for entry in CODES} == reported
