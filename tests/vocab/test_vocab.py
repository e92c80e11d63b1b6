"""Closed vocabularies: read from their tables, without a slip of the pen in one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kb.vocab import claims, entities, incidents
from kb.vocab.terms import Vocabulary, vocabulary
from tests.looking import looked_at

ALL = looked_at(
    (
        value
        for module in (claims, entities, incidents)
        for value in vars(module).values()
        if isinstance(value, Vocabulary)
    ),
    at_least=30,
)
SMALL = vocabulary("small", "one | First\n two | Second | The one behind.\n")


def test_a_table_is_read_line_by_line() -> None:
    """Value, label and note, in the order of the lines; a note may be left out."""
    assert list(SMALL) == ["one", "two"]
    assert [(term.label, term.note) for term in SMALL.terms] == [
        ("First", ""), ("Second", "The one behind."),
    ]  # fmt: skip


def test_what_is_no_value_is_shown_as_it_is_and_sorted_last() -> None:
    """A value that a newer base may have breaks no page."""
    assert ("one" in SMALL, "three" in SMALL) == (True, False)
    assert [SMALL.label(value) for value in ("two", "three")] == ["Second", "three"]
    assert [SMALL.english(value) for value in ("two", "three")] == ["Second", "three"]
    assert [SMALL.note(value) for value in ("two", "three")] == ["The one behind.", ""]
    assert [SMALL.rank(value) for value in ("one", "two", "three")] == [0, 1, 2]


@pytest.mark.parametrize("found", ALL, ids=[each.name for each in ALL])
def test_a_vocabulary_is_in_order(found: Vocabulary) -> None:
    """No value and no label stands twice, and each value can be written without quotes."""
    assert len(found.terms) > 0
    for texts in ([term.id for term in found.terms], [term.label for term in found.terms]):
        assert [text for text, number in Counter(texts).items() if number > 1] == []
    assert [term.id for term in found.terms if not re.fullmatch("[A-Za-z0-9_/-]+", term.id)] == []
    assert [term.id for term in found.terms if not term.label] == []
