"""Prose is read in one pass, and its faults are bounded without losing one."""

from __future__ import annotations

import pytest

from kb.prose import links as links_module
from kb.prose import rules as rules_module
from kb.prose.faults import MOST_OF_TEXT
from kb.prose.links import Ticks, find_links
from kb.prose.nodes import Prose
from kb.prose.parse import parse_prose
from kb.prose.size import MAX_CELLS, MAX_LENGTH, MAX_LINES, MAX_SIGNS
from kb.rules import CATALOGUE


def test_links_of_a_paragraph_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bracket does not begin a search of its own to the end of the text."""
    calls = []

    def counted(text: str, ticks: Ticks) -> dict[int, links_module.Link]:
        calls.append(len(text))
        return find_links(text, ticks)

    monkeypatch.setattr(rules_module, "find_links", counted)
    parse_prose("A " + "[a " * 500 + "](https://e.org)")
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("[a](b)", [0]),
        ("[a [b] c](d)", [0]),
        ("[a [b](c) d](e)", [3]),
        ("[a [[b]] c](d)", []),
        ("[a [@b] c](d)", []),
        ("[a [[b c](d)", []),
        ("[a `](b)` c](d)", [0]),
        ("[a \\](b) c](d)", [0]),
        ("[a <https://e.org/](b)> c](d)", [0]),
        ("[a](<b c> 'd')", [0]),
        ("[a](b c)", []),
        ("[a](b 'c)", []),
        ("[a]( b )", [0]),
        ("[a](b(c)d)", [0]),
        ("[a]()", [0]),
        ("a](b) [c](d)", [6]),
        ("[[a](b)", []),
        ("[a](b)[c](d)", [0, 6]),
    ],
)
def test_brackets_meet_their_partners(text: str, starts: list[int]) -> None:
    """The words of a link hold no link or mark; escapes, code and addresses hide brackets."""
    assert sorted(find_links(text, Ticks(text))) == starts


def test_faults_past_a_thousand_are_counted_by_kind() -> None:
    """The faults of one text are written out up to a number; the rest of each kind is one fault."""
    _, faults = parse_prose("A " + "[[ " * 1_500 + "<b> " * 10)
    assert len(faults) == MOST_OF_TEXT + 2
    assert sum(fault.times for fault in faults) == 1_510
    counted = {fault.code: fault.message for fault in faults if fault.times > 1}
    assert counted == {
        "KB401": "and 10 more of this kind, from here on",
        "KB416": "and 500 more of this kind, from here on",
    }


def test_invisible_characters_are_all_counted() -> None:
    """A text of invisible characters names each, or says how many more there are."""
    _, faults = parse_prose("a" + "\u200b" * 1_234)
    assert sum(fault.times for fault in faults) == 1_234


@pytest.mark.parametrize(
    ("inside", "over"),
    [
        ("a " * (MAX_LENGTH // 2), "a " * (MAX_LENGTH // 2) + "a"),
        ("- a\n" * (MAX_LINES - 1), "- a\n" * MAX_LINES),
        ("a\r\n" * (MAX_LINES - 1), "a\r\n" * MAX_LINES),
        ("*a* " * (MAX_SIGNS // 2), "*a* " * (MAX_SIGNS // 2) + "*"),
        (
            "|a" * 99 + "|\n" + "|-" * 99 + "|\n" + "|b|\n" * (MAX_CELLS // 100 - 1),
            "|a" * 99 + "|\n" + "|-" * 99 + "|\n" + "|b|\n" * (MAX_CELLS // 100),
        ),
    ],
)
def test_a_text_as_big_as_a_book_is_refused_unread(inside: str, over: str) -> None:
    """Past a size nothing is parsed: the text is refused with a problem of its own."""
    codes = [fault.code for fault in parse_prose(inside, allow_tables=True)[1]]
    assert "KB424" not in codes
    prose, faults = parse_prose(over, allow_tables=True)
    assert prose == Prose()
    assert [fault.code for fault in faults] == ["KB424"]


def test_the_code_tells_the_limits() -> None:
    """`kb explain KB424` and the reference name the numbers that hold."""
    for limit in (MAX_CELLS, MAX_LENGTH, MAX_LINES, MAX_SIGNS):
        assert f" {limit:,} " in CATALOGUE["KB424"].why


def test_faults_stand_in_their_cells_of_a_wide_table() -> None:
    """The cells of a row are found by their bars, also behind a quotation and an escaped bar."""
    for lead in ("", "> "):
        text = f"{lead}| a | b | c |\n{lead}|---|---|---|\n{lead}| x \\| y || <b |\n"
        _, faults = parse_prose(text, allow_tables=True)
        places = [fault.offset for fault in faults if fault.code == "KB401"]
        assert places == [text.index("<b")]
