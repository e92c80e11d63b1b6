"""The wall of identity: the builder does not know whose base it builds."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import ROOT
from tests.looking import looked_at

ENDINGS = (".py", ".j2", ".html", ".js", ".css", ".json", ".txt", ".xml", ".svg")


def identity_words() -> list[str]:
    """Return how our own site is named and licensed, as `mkdocs.yml` has it."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    name = re.search(r"^site_name: (.+)$", text, re.MULTILINE)
    licence = re.search(r"^  licence:\n    name: (.+)\n    url: (.+)$", text, re.MULTILINE)
    assert name is not None
    assert licence is not None
    return [name[1], licence[1], licence[2], "creativecommons.org"]


def names_us(text: str) -> list[str]:
    """Return the words of our identity in a text, in any spelling with blanks, hyphens or none."""
    plain = re.sub(r"[\s_-]+", "", text.lower())
    return [word for word in identity_words() if re.sub(r"[\s_-]+", "", word.lower()) in plain]


def test_the_identity_of_the_site_is_no_constant() -> None:
    """Name and licence come from `mkdocs.yml`; the builder serves other bases too."""
    files = (path for path in sorted((ROOT / "kb").rglob("*"))
             if path.suffix in ENDINGS and "vendor" not in path.parts)  # fmt: skip
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in looked_at(files, 250)
        if (words := names_us(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('SITE_NAME = "Incident Record"', ["Incident Record"]),
        ("tag:incident-record.invalid", ["Incident Record"]),
        ("Licensed CC BY 4.0.", ["CC BY 4.0"]),
        ("An incident is on record.", []),
    ],
)
def test_our_name_is_seen(text: str, words: list[str]) -> None:
    """In any spelling with blanks, hyphens or none."""
    assert names_us(text) == words
