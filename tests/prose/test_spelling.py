"""Names are found however they are spelled, and only where they are the whole name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.prose.aliases import AliasEntry, AliasIndex, link_names
from kb.prose.emit import to_plain
from kb.prose.nodes import Prose, RecordLink
from kb.prose.parse import parse_prose
from kb.prose.spelling import name_key, spell
from kb.prose.walk import iter_inline

NONE: frozenset[str] = frozenset()
NAMES = (
    "St John's Council", "Hawkes’s Bay Trust", "East-Kent Services", "Kent–Sussex Police",
    "Société Générale", "Zu\u0308rich Insurance", "Canterbury City Council", "Civica",
)  # fmt: skip


def link(text: str, *names: str) -> Prose:
    """Return prose with its names linked."""
    index = AliasIndex.build([AliasEntry(name, f"e{at}") for at, name in enumerate(names or NAMES)])
    prose, _ = parse_prose(text, allow_headings=True, allow_tables=True)
    return link_names(prose, index)


def labels(prose: Prose) -> list[str | None]:
    """Return the words that were linked."""
    return [link.label for link in iter_inline(prose) if isinstance(link, RecordLink)]


@pytest.mark.parametrize(
    "words",
    [
        "St John’s Council", "St John's Council", "St\u00a0John’s Council", "St  John's Council",
        "Hawkes's Bay Trust", "East\u2011Kent Services", "East‐Kent\u202fServices",
        "East–Kent Services", "Kent-Sussex Police", "Kent\u2011Sussex Police",
        "Socie\u0301te\u0301 Ge\u0301ne\u0301rale", "Société\u00a0Générale", "Zürich Insurance",
        "Canterbury\nCity Council",
    ],
)  # fmt: skip
def test_a_name_is_found_in_each_spelling(words: str) -> None:
    """Apostrophes, hyphens, spaces and accents of any form: the page keeps the author's signs."""
    prose = link(f"It was {words}, they said.")
    (label,) = labels(prose)
    assert label is not None
    # A line break of the source is a space in prose.
    assert label == words.replace("\n", " ") or label.split() == words.split()


def test_a_name_whose_case_does_not_count_is_found_in_each_spelling() -> None:
    """Spelling and case are two matters: a name may differ in both."""
    index = AliasIndex.build([AliasEntry("st john's council", "e", is_case_sensitive=False)])
    (match,) = index.find("The St\u00a0JOHN’S Council.")
    assert (match.start, match.end, match.id) == (4, 21, "e")


def test_two_spellings_of_one_name_are_one_name() -> None:
    """A name that two entities have in two spellings means none of them."""
    index = AliasIndex.build([AliasEntry("St John's", "one"), AliasEntry("St John’s", "two")])
    assert [match.id for match in index.find("At St John's.")] == [None]


@given(st.text(alphabet="aé\u0301e’' -\u2011\u00a0\u00adb\nΩ\u212b", max_size=30))
def test_every_plain_character_knows_its_place(text: str) -> None:
    """Places run forward through the text and end where it ends; spelling twice changes nothing."""
    spelled = spell(text)
    places = [spelled.place(at) for at in range(len(spelled.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert spell(spelled.text).text == spelled.text
    assert name_key(text) == name_key(unicodedata.normalize("NFD", text))


@given(st.text(alphabet="Civica’' -\u2011\u00a0\u0301Kent", max_size=40))
def test_linking_never_changes_what_is_read(text: str) -> None:
    """Whatever is linked, the words of the prose stay those of the author."""
    prose, _ = parse_prose(text)
    assert to_plain(link(text)) == to_plain(prose)


@pytest.mark.parametrize(
    "text",
    [
        "Canterbury City Council Tenants Association", "Canterbury City Council Group",
        "Canterbury City Council Fire and Rescue Authority", "Canterbury City Council Pension Fund",
        "Canterbury\u00a0City Council\u00a0Holdings", "Civica Foundation’s money",
        "Civica UNIVERSITY",
    ],
)  # fmt: skip
def test_a_name_within_a_longer_one_is_no_mention(text: str) -> None:
    """Capitalised words and a noun for bodies that follow directly make it another body."""
    assert labels(link(f"So said {text} of it.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Canterbury City Council's Tenants Association", "Canterbury City Council’s Board met",
        "Canterbury City Council. Board members left", "Canterbury City Council, Police",
        "Canterbury City Council Leader Ben Smith", "Civica Chief Executive of the Trust",
        "Civica police said", "Civica and Police", "Civica (Group)", "Civica group",
        "Civica Verwaltung und Bürger", "Civica Tuesday", "Civica",
    ],
)  # fmt: skip
def test_what_is_no_longer_name_keeps_its_link(text: str) -> None:
    """Persons, possessives, sentence ends, small letters and German nouns make no other body."""
    assert len(labels(link(f"So said {text}"))) == 1


def test_a_longer_name_with_a_record_is_linked_itself() -> None:
    """The rule about longer names concerns those without a record."""
    prose = link("The Civica Trust and Civica.", "Civica", "Civica Trust")
    assert labels(prose) == ["Civica Trust", "Civica"]
