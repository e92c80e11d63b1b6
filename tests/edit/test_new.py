"""The parts of `kb new`: ids from titles, values as YAML, items added to lists, answers read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edit.new import propose_id, propose_incident_id
from kb.edit.new_add import append_item
from kb.edit.new_draft import DraftKey, build_draft, draft_text, item_text
from kb.edit.new_questions import AnswerError, questions_for, read_answer, split_answers
from kb.edit.new_register import Register, same_name
from kb.edit.yamltree.build import build_mapping, build_value
from kb.edit.yamltree.tree import Branch, Slot
from kb.errors import UsageError
from kb.ids import is_id
from kb.prose.characters import clean_line
from kb.read.loader import read_yaml

INCIDENT = {question.key: question for question in questions_for("Incident")}
NOBODY = Register(())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cyber incident at Medway Council, March 2025", "medway-council-2025"),
        ("Ransomware attack on the NHS in Jan 2023", "nhs-2023"),
        ("Cyber attack", "cyber-attack"),
    ],
)
def test_an_incident_is_named_by_who_and_when(title: str, name: str) -> None:
    """Words that stand in every title and the month stay out of the id."""
    assert propose_incident_id(title, ()) == name


def test_a_taken_id_gets_a_number() -> None:
    """A proposal is never an id that is in use."""
    assert propose_id("The Kent", ["kent", "kent-2"]) == "kent-3"


@given(st.text())
def test_a_proposal_is_always_an_id(title: str) -> None:
    """Whatever a title holds, what is proposed has the form of an id."""
    assert is_id(propose_id(title))
    assert is_id(propose_incident_id(title, ()))


@given(
    st.one_of(
        st.text(), st.integers(-(10**9), 10**9), st.booleans(),
        st.lists(st.text(min_size=1), min_size=1),
        st.dictionaries(st.sampled_from(["a", "from", "text"]), st.text(), min_size=1),
    ),
    st.booleans(),
)  # fmt: skip
def test_a_value_is_read_as_it_was_given(value: Any, is_prose: bool) -> None:
    """Quotes, colons, dashes, `#`, `no` and `[[` in a draft come back as the same text."""

    def tidy(found: Any) -> Any:
        if isinstance(found, str):
            return clean_line(found)  # what no record may hold is not written
        if isinstance(found, list):
            return [tidy(item) for item in found]
        if isinstance(found, dict):
            return {key: tidy(item) for key, item in found.items()}
        return found

    slot = Slot(build_value(value, is_prose=is_prose), "a", "a")
    node, _ = read_yaml(draft_text(Branch(is_mapping=True, slots=[slot])), "x.yml")
    assert node is not None
    shown = node.value["a"]
    assert type(tidy(shown)) is type(tidy(value)) or isinstance(value, str)
    assert tidy(str(shown) if isinstance(value, str) else shown) == tidy(value)


def test_what_is_open_becomes_a_comment() -> None:
    """A key without a value is no key: it stands commented out, with what to write."""
    keys = [DraftKey("id", "a"), DraftKey("title", todo="A title."), DraftKey("note")]
    assert draft_text(build_draft(keys)) == "id: a\n# To write: A title.\n# title:\n"
    item = build_draft([keys[1], keys[0]])
    assert item_text(item) == "- id: a\n  # To write: A title.\n  # title:\n"


def new_item() -> Branch:
    """Return an item with two keys, each on a line of its own."""
    item = build_mapping({"id": "b", "text": "new"})
    item.is_flow = False
    return item


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("claims:\n  - id: a\n", "claims:\n  - id: a\n  - id: b\n    text: new\n"),
        ("claims:\n- id: a\n", "claims:\n- id: a\n- id: b\n  text: new\n"),
        ("claims:\n  - id: a", "claims:\n  - id: a\n  - id: b\n    text: new\n"),
        ("id: x\n", "id: x\nclaims:\n  - id: b\n    text: new\n"),
        ("claims:\n  - id: a\n\n# next\ntopics: []\n",
         "claims:\n  - id: a\n  - id: b\n    text: new\n\n# next\ntopics: []\n"),
        ("claims:\n  - text: |\n      # no comment\n    # a comment\ntopics: []\n",
         "claims:\n  - text: |\n      # no comment\n    # a comment\n  - id: b\n    text: new\n"
         "topics: []\n"),
        ("claims: [{id: a}]  # all\n", "claims:  # all\n  - {id: a}\n  - id: b\n    text: new\n"),
        ("claims:\ntopics: []\n", "claims:\n  - id: b\n    text: new\ntopics: []\n"),
        ("claims: []\n", "claims:\n  - id: b\n    text: new\n"),
        ("id: x\ntopics: []\n", "id: x\nclaims:\n  - id: b\n    text: new\ntopics: []\n"),
    ],
)  # fmt: skip
def test_an_item_is_added_where_the_list_ends(before: str, after: str) -> None:
    """Indentation follows the list; comments and everything else keep their place."""
    assert append_item(before, "claims", new_item(), path="x.yml") == after


@pytest.mark.parametrize("text", ["claims: {id: a}\n", "claims: a\n", "- claims\n", "a: [\n"])
def test_nothing_is_added_to_what_is_no_list(text: str) -> None:
    """A key that holds something else, a list of records and a broken file are left alone."""
    with pytest.raises(UsageError):
        append_item(text, "claims", new_item(), path="x.yml")


@pytest.mark.parametrize(
    ("key", "text", "answer"),
    [
        ("determination", "conf", "confirmed"),
        ("determination", "False alarm", "false-positive"),
        ("types", "RANSOMWARE", "ransomware"),
        ("occurred", "2024-01-18~", "2024-01-18~"),
        ("countries", "uk", "GB"),
        ("title", "  A title ", "A title"),
    ],
)
def test_answers_are_read_generously(key: str, text: str, answer: str) -> None:
    """A beginning, a label or another case is enough where only one thing can be meant."""
    assert read_answer(INCIDENT[key], text, NOBODY) == answer


@pytest.mark.parametrize("key", ["title", "determination", "occurred", "id", "participants"])
def test_an_empty_answer_is_none(key: str) -> None:
    """A key is left out, not left empty."""
    with pytest.raises(AnswerError):
        read_answer(INCIDENT[key], " ", NOBODY)


def test_several_answers_stand_in_one_line() -> None:
    """Terms are parted by commas, free text by semicolons only."""
    assert split_answers(INCIDENT["types"], "outage, unknown") == ["outage", "unknown"]
    source = {question.key: question for question in questions_for("Source")}
    assert split_answers(source["author"], "Doe, Jane; Roe, John") == ["Doe, Jane", "Roe, John"]
    assert split_answers(INCIDENT["title"], "One; two, three") == ["One; two, three"]


def test_spellings_of_one_name_are_one() -> None:
    """Case, accents, signs and the article do not make another name."""
    assert same_name("The  Société d’Été") == same_name("societe d'ete")
