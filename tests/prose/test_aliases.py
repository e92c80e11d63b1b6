"""Names in prose: which are linked, where, and which never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kb.prose.aliases import (
    AliasEntry,
    AliasIndex,
    is_linkable_by_default,
    link_names,
    read_common_words,
)
from kb.prose.emit import plain_inlines, to_plain
from kb.prose.nodes import Prose, RecordLink
from kb.prose.parse import parse_prose
from kb.prose.walk import iter_inline
from tests.prose.strategies import named

INDEX = AliasIndex.build(
    [
        AliasEntry("Civica", "civica"),
        AliasEntry("Lazarus", "lazarus"),
        AliasEntry("Lazarus Group", "lazarus-group"),
        AliasEntry("Group Leaders", "group-leaders"),
        AliasEntry("Kent", "kent"),
        AliasEntry("Kent County Council", "kcc"),
        AliasEntry("ek services", "eks", is_case_sensitive=False),
        AliasEntry("AT&T", "att"),
        AliasEntry("NCSC", "ncsc-uk"),
        AliasEntry("NCSC", "ncsc-nl"),
        AliasEntry("Kent Police", "police-a"),
        AliasEntry("kent police", "police-b", is_case_sensitive=False),
        AliasEntry("İstanbul", "istanbul", is_case_sensitive=False),
    ]
)


def link(text: str) -> Prose:
    """Return prose with its names linked."""
    prose, _ = parse_prose(text, allow_headings=True, allow_tables=True)
    return link_names(prose, INDEX)


def found(prose: Prose) -> list[tuple[str, str | None]]:
    """Return what was linked by itself, with its words."""
    return [
        (inline.target, inline.label)
        for inline in iter_inline(prose)
        if isinstance(inline, RecordLink) and inline.is_automatic
    ]


LINKED: tuple[tuple[str, list[tuple[str, str | None]]], ...] = (
    ("By Civica.", [("civica", "Civica")]),
    ("Civica's and (Civica)", [("civica", "Civica"), ("civica", "Civica")]),
    ("the Lazarus Group and Lazarus", [("lazarus-group", "Lazarus Group"), ("lazarus", "Lazarus")]),
    ("Lazarus Gro", [("lazarus", "Lazarus")]),
    ("Lazarus Group Leaders", [("lazarus-group", "Lazarus Group")]),
    ("Kent County Council of Kent", [("kcc", "Kent County Council"), ("kent", "Kent")]),
    ("the EK SERVICES", [("eks", "EK SERVICES")]),
    ("İİ Civica, İstanbul", [("civica", "Civica"), ("istanbul", "İstanbul")]),
    ("AT&amp;T", [("att", "AT&T")]),
    ("Lazarus\nGroup", [("lazarus-group", "Lazarus Group")]),
    ("*Civica* runs", [("civica", "Civica")]),
    ("- Kent\n\n> Civica", [("kent", "Kent"), ("civica", "Civica")]),
    ("| Kent |\n|---|\n| Civica |", [("civica", "Civica")]),
    ("civica", []),
    ("Civicas aCivica Civica_x", []),
    ("Cafe Kent\u0301", []),
    ("@Kent Kent.com Kent@e.org #Kent", []),
    ("`Civica`", []),
    ("```\nCivica\n```", []),
    ("[Civica](https://e.org)", []),
    ("## Civica", []),
    ("[[x|Civica]] [@civica]", []),
    ("**Lazarus** Group", []),
    ("[[civica]] and Civica", [("civica", "Civica")]),
    ("NCSC", []),
    ("Kent Police", []),
    ("Civica [@key] Kent", [("civica", "Civica"), ("kent", "Kent")]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "links"), LINKED, ids=[text for text, _ in LINKED])
def test_names_are_linked(text: str, links: list[tuple[str, str | None]]) -> None:
    """The longest whole name is linked, never in code, links or headings, never a shared one."""
    assert found(link(text)) == links


def test_every_mention_is_a_link() -> None:
    """Which of them a reader sees as one is decided by the page (kb.views.numbering)."""
    assert found(link("Civica, Civica, Kent")) == [
        ("civica", "Civica"), ("civica", "Civica"), ("kent", "Kent"),
    ]  # fmt: skip


def test_prose_without_names_stays_the_same_object() -> None:
    """Nothing is rebuilt where nothing is linked."""
    prose, _ = parse_prose("Nothing *here* [[x]].")
    assert link_names(prose, INDEX) is prose


def test_an_empty_index_finds_nothing() -> None:
    """A knowledge base without entities links nothing."""
    prose, _ = parse_prose("Civica")
    empty = AliasIndex.build([])
    assert link_names(prose, empty) == prose


@pytest.mark.parametrize(
    ("text", "is_linkable"),
    [
        ("Civica", True), ("EK Services", True), ("Progress Software", True), ("LockBit", True),
        ("Royal", False), ("Advanced", False), ("Progress", False), ("Civic", False),
        ("Hunters", False), ("EKS", False), ("A.B.C.", False), ("2024", False), ("Medusa", True),
    ],
)  # fmt: skip
def test_short_names_and_words_are_not_linked_by_default(text: str, is_linkable: bool) -> None:
    """Three letters or fewer, and single words of the dictionary, need the editors' word."""
    assert is_linkable_by_default(text, read_common_words()) is is_linkable


def test_the_word_list_is_what_it_says() -> None:
    """The committed list is sorted, in lower case and without its own remarks."""
    words = read_common_words()
    assert {"royal", "advanced", "progress", "civic", "hive", "play"} <= words
    assert not {"capita", "civica", "lockbit"} & words
    assert all(word.isascii() and word.islower() and len(word) > 3 for word in words)


@given(named)
@settings(max_examples=150, deadline=None)
def test_linking_changes_no_word_and_is_done_once(text: str) -> None:
    """The words stay, a second pass changes nothing, and every offset is where its words begin."""
    prose, _ = parse_prose(text, allow_headings=True)
    linked = link_names(prose, INDEX)
    assert to_plain(linked) == to_plain(prose)
    assert link_names(linked, INDEX) is linked
    for inline in iter_inline(linked):
        if isinstance(inline, RecordLink) and inline.is_automatic:
            first = (inline.label or "").split(" ")[0]
            source = text[inline.offset :].replace("&amp;", "&")
            assert source.startswith(first)
            assert plain_inlines((inline,)) == inline.label
