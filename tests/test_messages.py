"""The tool that collects texts for a catalogue finds them all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kb.messages import iter_declared, iter_vocabularies

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = ("say", "say_count:1,2", "say_html", "mark", "_", "gettext", "ngettext:1,2")

Messages = Mapping[str | tuple[str, ...], str]
"""Text, or both forms of a count → where it was found first."""


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Messages:
    """Return every text that `pybabel extract` finds in `kb/`."""
    target = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    keywords = [argument for keyword in KEYWORDS for argument in ("-k", keyword)]
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "babel.cfg"]
    subprocess.run([*command, *keywords, "-o", str(target), "kb"], cwd=ROOT, check=True)
    with target.open("rb") as file:
        catalogue = read_po(file)
    return {
        tuple(found.id) if isinstance(found.id, list | tuple) else found.id: found.locations[0][0]
        for found in catalogue
        if found.id
    }


def test_texts_are_collected_from_code_and_data(messages: Messages) -> None:
    """A sentence in a call, a marked constant, a count in two forms and a label are found."""
    sentence = "Two statements that contradict each other, from {record}."
    assert messages[sentence].endswith("pages/dispute/page.py")
    assert "Date not known" in messages, "a marked constant"
    assert ("{number} claim", "{number} claims") in messages
    assert "Shown false" in messages, "a label of a vocabulary"
    assert len(messages) >= 900, len(messages)


def test_declared_texts_are_those_of_all_vocabularies() -> None:
    """Labels, meanings, the words of fields and of codes are declared, each once."""
    declared = list(iter_declared())
    assert len(declared) == len(set(declared)) >= 600, len(declared)
    assert len(list(iter_vocabularies())) >= 30
    assert {"Disputed", "supplies", "is supplied by", "Threat actor"} <= set(declared)


def test_placeholders_are_the_same_in_both_forms_of_a_count(messages: Messages) -> None:
    """One and many name the same values, but for the number, which the one may leave out."""
    pairs = [message for message in messages if isinstance(message, tuple)]
    assert len(pairs) >= 25, len(pairs)
    for one, many in pairs:
        assert _names(one) | {"number"} == _names(many) | {"number"}, (one, many)


def _names(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
