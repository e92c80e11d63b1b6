# The repository's own records, rendered whole: what holds for the small bases of the other tests
# must hold for the real one.
"""The content: clean by its own rules, and every link, anchor and citation leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.ids import slugify
from kb.pipeline import Build

ADDRESS = re.compile(r'<a [^>]*href="([^"#:?]*)(?:#([^"]*))?"')
ID = re.compile(r' id="([^"]+)"')
HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
ROOT = Path(__file__).resolve().parent.parent
CITE = re.compile(r'<a href="#(S\d+)"(?: id="([^"]+)")? aria-label="Source (\d+)[", ]')
SOURCE = re.compile(r'<li id="(S\d+)"[^>]*>(.*?)(?=<li id="S\d+"|</ol>)', re.DOTALL)


@pytest.fixture
def pages(content_pages: dict[str, str]) -> dict[str, str]:
    """Return every page under its path."""
    return content_pages


def test_the_records_are_clean(content_built: Build) -> None:
    """`kb check --strict` has nothing to say."""
    assert [problem.explain() for problem in content_built.problems] == []


def iter_targets(path: str, text: str) -> Iterator[tuple[str, str | None]]:
    """Yield page and anchor of every link inside the site."""
    for folder, anchor in ADDRESS.findall(text):
        folder = folder.partition("?")[0]
        if folder.startswith(("http", "/", "mailto")) or folder.endswith((".atom", ".json")):
            continue
        base = posixpath.dirname(path) if folder else path
        target = posixpath.normpath(posixpath.join(base, folder, "index.md")) if folder else path
        yield target, anchor or None


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, str]) -> None:
    """Every address inside the site names a page that exists, and every anchor is on it."""
    ids = {path: set(ID.findall(text)) for path, text in pages.items()}
    # Headings of pages written by hand get theirs from MkDocs.
    for file in (ROOT / "content/pages").glob("*.md"):
        path = f"{file.stem}/index.md"
        ids[path] |= {slugify(words) for words in HEADING.findall(pages[path])}
    lost = set()
    for path, text in pages.items():
        for target, anchor in iter_targets(path, text):
            if target not in pages or (anchor and anchor not in ids[target]):
                lost.add(f"{path} → {target}#{anchor or ''}")
    assert sorted(lost)[:10] == []


def test_every_citation_leads_to_its_source_and_back(pages: dict[str, str]) -> None:
    """A number names a source of the page's list, and the list leads back to the place."""
    wrong = []
    looked_at = 0
    for path, text in pages.items():
        sources = dict(SOURCE.findall(text))
        for anchor, place, number in CITE.findall(text):
            looked_at += 1
            if anchor not in sources or anchor != f"S{number}":
                wrong.append(f"{path}: {anchor} is in no list")
            elif place and f'href="#{place}"' not in sources[anchor]:
                wrong.append(f"{path}: {anchor} does not lead back to {place}")
    assert wrong[:10] == []
    assert looked_at > 1000


def test_every_id_stands_once_on_its_page(pages: dict[str, str]) -> None:
    """Anchors are unique, so that a link leads to one place."""
    for path, text in pages.items():
        twice = [name for name, count in Counter(ID.findall(text)).items() if count > 1]
        assert twice == [], path


def test_no_page_shows_what_is_meant_for_the_machine(pages: dict[str, str]) -> None:
    """No mark of a template, no unresolved link and no Python value is left in a page."""
    for path, text in pages.items():
        if path.startswith("reference/") or path in {"commands/index.md", "contributing/index.md"}:
            continue
        text = re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL)  # BibTeX has braces
        for mark in ("%%", "{{", "{%", "[[", ">None<", "Markup(", "EdtfDate("):
            assert mark not in text, f"{path}: {mark}"
