# Name, publisher and licence of a site are its own: they come from `mkdocs.yml` through kb/site.py.
"""The wall of identity: the builder says nothing of us."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
    assert names_us('SITE_NAME = "Incident Record"') == ["Incident Record"]
    assert names_us("tag:incident-record.invalid") == ["Incident Record"]
    assert names_us("Licensed CC BY 4.0.") == ["CC BY 4.0"]
    endings = {".py", ".j2", ".html", ".js", ".css", ".json", ".txt", ".xml", ".svg"}
    files = [
        path
        for path in sorted((ROOT / "kb").rglob("*"))
        if path.suffix in endings and "vendor" not in path.parts
    ]
    assert len(files) > 250, "most of the builder must be looked at"
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in files
        if (words := names_us(path.read_text(encoding="utf-8")))
    }
    assert not found, f"in {len(files)} files: {found}"
