# The repository's own records, rendered whole: what holds for the small bases of the other tests
# must hold for the real one.
"""The content: clean by its own rules, and every link, anchor and citation leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.ids import slugify
from kb.pipeline import Build
from tests.looking import looked_at

HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]
PAGES = 1_200
"""Somewhat fewer pages than there are; a base that lost a third of them is no test of anything."""


@dataclass(frozen=True)
class Outline:
    """What the tests below want of a page, so that each page is parsed once."""

    path: str
    text: str

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.text)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the page."""
        return tuple(node.attributes["id"] or "" for node in self._tree.css("[id]"))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The address of every link."""
        return tuple(node.attributes["href"] or "" for node in self._tree.css("a[href]"))

    @cached_property
    def cites(self) -> tuple[dict[str, str | None], ...]:
        """The attributes of every link to the list of sources."""
        return tuple(node.attributes for node in self._tree.css('a[aria-label^="Source "]'))

    @cached_property
    def sources(self) -> dict[str, set[str]]:
        """Id of every source of the list → where it leads to."""
        return {item.attributes["id"] or "": set(addresses(item))
                for item in self._tree.css("ol.kb-sources > li[id]")}  # fmt: skip


def addresses(item: LexborNode) -> Iterator[str]:
    """Yield the addresses within an element."""
    yield from (link.attributes["href"] or "" for link in item.css("a[href]"))


@pytest.fixture(scope="module")
def pages(content_pages: dict[str, str]) -> dict[str, Outline]:
    """Return every page under its path."""
    return {path: Outline(path, text) for path, text in content_pages.items()}


def test_the_records_are_clean(content_built: Build) -> None:
    """`kb check --strict` has nothing to say."""
    assert len(content_built.artifacts) > PAGES
    assert [problem.explain() for problem in content_built.problems] == []


def iter_targets(page: Outline) -> Iterator[tuple[str, str]]:
    """Yield page and anchor of every link inside the site."""
    for address in dict.fromkeys(page.links):
        way, _, anchor = address.partition("#")
        way = way.partition("?")[0]
        if ":" in way or way.startswith("/") or way.endswith((".atom", ".json")):
            continue
        base = posixpath.dirname(page.path) if way else page.path
        target = posixpath.normpath(posixpath.join(base, way, "index.md")) if way else page.path
        yield target, anchor


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, Outline]) -> None:
    """Every address inside the site names a page that exists, and every anchor is on it."""
    ids = {path: set(page.ids) for path, page in pages.items()}
    # Headings of pages written by hand get theirs from MkDocs.
    for file in looked_at((ROOT / "content/pages").glob("*.md"), 8):
        path = f"{file.stem}/index.md"
        ids[path] |= {slugify(heading) for heading in HEADING.findall(pages[path].text)}
    links = looked_at(
        ((path, *target) for path, page in pages.items() for target in iter_targets(page)), 60_000
    )
    lost = {
        f"{path} → {target}#{anchor}"
        for path, target, anchor in links
        if target not in pages or (anchor and anchor not in ids[target])
    }
    assert sorted(lost)[:10] == []


def test_every_citation_leads_to_its_source_and_back(pages: dict[str, Outline]) -> None:
    """A number names a source of the page's list, and the list leads back to the place."""
    wrong, leading_back = [], 0
    cites = looked_at(((page, cite) for page in pages.values() for cite in page.cites), 20_000)
    for page, cite in cites:
        anchor = (cite["href"] or "").removeprefix("#")
        # "Source 3", "Source 3, page 2", "Source 3 (denies)"
        number = (cite["aria-label"] or "").split()[1].rstrip(",")
        if anchor not in page.sources or anchor != f"S{number}":
            wrong.append(f"{page.path}: {anchor} is in no list")
        elif place := cite.get("id"):
            leading_back += 1
            if f"#{place}" not in page.sources[anchor]:
                wrong.append(f"{page.path}: {anchor} does not lead back to {place}")
    assert wrong[:10] == []
    assert leading_back > 10_000


def test_every_id_stands_once_on_its_page(pages: dict[str, Outline]) -> None:
    """Anchors are unique, so that a link leads to one place."""
    for path, page in looked_at(pages.items(), PAGES):
        twice = [name for name, count in Counter(page.ids).items() if count > 1]
        assert twice == [], path


def test_no_page_shows_what_is_meant_for_the_machine(pages: dict[str, Outline]) -> None:
    """No mark of a template, no unresolved link and no Python value is left in a page."""
    by_hand = {"commands/index.md", "contributing/index.md"}
    shown = [path for path in pages if not path.startswith("reference/") and path not in by_hand]
    for path in looked_at(shown, PAGES):
        tree = LexborHTMLParser(pages[path].text)
        for box in tree.css("pre"):  # BibTeX has braces
            box.decompose()
        text = tree.html or ""
        for mark in ("%%", "{{", "{%", "[[", ">None<", "Markup(", "EdtfDate("):
            assert mark not in text, f"{path}: {mark}"
