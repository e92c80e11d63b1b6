"""The reference: every key, value and code is on it, each key with an example."""

from __future__ import annotations

import pytest

from kb.model.describe import KeyDoc, describe_model, iter_vocabularies
from kb.pages.reference.examples import show_example
from kb.rules import CATALOGUE
from tests.looking import looked_at


@pytest.fixture(scope="module")
def pages(content_pages: dict[str, str]) -> dict[str, str]:
    """Return the reference pages of the repository's records."""
    return {path: text for path, text in content_pages.items() if path.startswith("reference/")}


def keys_of_the_model() -> list[tuple[str, KeyDoc]]:
    """Return every key of the model with the name of its type."""
    return [(doc.name, key) for doc in describe_model() for key in doc.keys]


def test_every_key_has_an_example(pages: dict[str, str]) -> None:
    """The reference shows how each key of each type is written."""
    text = pages["reference/model/index.md"]
    for _, key in looked_at(keys_of_the_model(), 200):
        assert key.example is not None
        assert f"Example: <code>{key.key}: " in text


def test_every_key_stands_in_the_reference_of_the_model(pages: dict[str, str]) -> None:
    """No key of any type is left out."""
    text = pages["reference/model/index.md"]
    for _, key in looked_at(keys_of_the_model(), 200):
        assert f"<code>{key.key}</code>" in text


def test_every_value_stands_in_the_reference(pages: dict[str, str]) -> None:
    """No value of a closed list is left out."""
    text = pages["reference/values/index.md"]
    values = (value for vocabulary in iter_vocabularies() for value in vocabulary)
    for value in looked_at(values, 300):
        assert f"<code>{value}</code>" in text


def test_every_code_stands_in_the_reference(pages: dict[str, str]) -> None:
    """No problem code is left out, and each has an anchor."""
    text = pages["reference/codes/index.md"]
    for code in looked_at(CATALOGUE, 150):
        assert f'id="{code.lower()}"' in text


def test_an_example_is_yaml_on_one_line() -> None:
    """Lists and mappings are shown in flow style, texts with blanks in quotes."""
    assert show_example({"a": ["b c", 1, True, None]}) == '{a: ["b c", 1, true, ~]}'
    assert show_example("word " * 60).endswith(" …")
