"""The list of pages: what there is, where it is, and that every link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from pathlib import Path

import pytest

from kb.pages import registry
from kb.pages.registry import iter_pages
from kb.urls import dispute_path, known_path, record_path
from tests.looking import looked_at
from tests.markup import values
from tests.views.small import make_base, make_build, make_pages

ROOT = Path(__file__).resolve().parents[2]
PAGES = 30
"""Somewhat fewer than the small base has."""
MARKDOWN_LINK = re.compile(r"\]\(<?([^)>\s]+\.md(?:#[^)>\s]*)?)>?\)")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of the small base."""
    return make_pages(tmp_path_factory.mktemp("site"))


def targets(path: str, text: str) -> list[tuple[str, str]]:
    """Return the page and anchor of every internal link of a page."""
    found = []
    for url in [*values(text, "href"), *MARKDOWN_LINK.findall(text)]:
        if re.match(r"[a-z]+:", url) or url.startswith("#i-"):
            continue
        place, _, anchor = url.partition("#")
        place = place.partition("?")[0]
        if place.endswith((".atom", ".json")):
            continue
        if not place:
            found.append((path, anchor))
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
        if not target.endswith(".md"):
            target = posixpath.normpath(posixpath.join(target, "index.md"))
        found.append((target, anchor))
    return found


def links_of(pages: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return every internal link: the page that it is on, the page and the anchor it leads to."""
    return [(path, *target) for path, text in pages.items() for target in targets(path, text)]


def test_every_page_has_an_address_of_its_own(tmp_path: Path) -> None:
    """No two pages share a path."""
    paths = [page.head.path for _, page in iter_pages(make_base(tmp_path))]
    counts = Counter(looked_at(paths, PAGES))
    assert [path for path, count in counts.items() if count > 1] == []


def test_every_record_source_and_dispute_has_a_page(tmp_path: Path) -> None:
    """Nothing on record is without a page of its own."""
    kb = make_base(tmp_path)
    paths = {page.head.path for _, page in iter_pages(kb)}
    assert {record_path(authored.record) for authored in kb.authored.values()} <= paths
    assert {dispute_path(ref) for ref in kb.disputes} <= paths
    assert {known_path(name) for name in kb.incidents} <= paths


def test_the_same_records_give_the_same_pages(tmp_path: Path) -> None:
    """Two builds of one content agree in order and in every byte."""
    first, second = make_build(tmp_path / "a"), make_build(tmp_path / "b")
    one = [(item.path, item.data.replace(b"/a/", b"/b/")) for item in first.artifacts]
    assert one == [(item.path, item.data) for item in second.artifacts]


def test_the_navigation_promises_section_indexes_and_hand_written_pages_only() -> None:
    """No page of a record is in the nav: a nav with every page takes minutes."""
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
    listed = re.findall(r"^ +- [^:]+: (\S+\.md)$", nav.split("\n\n")[0], re.MULTILINE)
    by_hand = {f"{file.stem}/index.md" for file in (ROOT / "content/pages").glob("*.md")}
    assert len(listed) > 5
    assert [path for path in listed if path.count("/") > 1 or path in by_hand] == [
        path for path in listed if path in by_hand
    ]


def test_section_indexes_exist_in_an_empty_base(tmp_path: Path) -> None:
    """The navigation holds before there is a single record, and says that there is none."""
    pages = make_pages(tmp_path, {})
    assert len([kind for kind in registry.PAGES if "lists/" in kind.template]) > 10
    for path in ("index.md", "incidents/index.md", "disputes/index.md", "timeline/index.md"):
        assert "on record yet" in pages[path], path


def test_every_internal_link_leads_to_a_page(pages: dict[str, str]) -> None:
    """A link within the site names a page that the build makes."""
    lost = [
        f"{path} → {target}"
        for path, target, _ in looked_at(links_of(pages), 500)
        if target not in pages
    ]
    assert lost == []


def test_every_anchor_exists_where_a_link_says(pages: dict[str, str]) -> None:
    """A link to a place on a page finds an element with that id."""
    ids = {path: set(values(text, "id")) for path, text in pages.items()}
    lost = [
        f"{path} → {target}#{anchor}"
        for path, target, anchor in looked_at((each for each in links_of(pages) if each[2]), 200)
        if target in pages and anchor not in ids[target]
    ]
    assert lost == []


def test_every_id_stands_once_on_a_page(pages: dict[str, str]) -> None:
    """Anchors are unique on their page."""
    for path, text in looked_at(pages.items(), PAGES):
        twice = [name for name, count in Counter(values(text, "id")).items() if count > 1]
        assert twice == [], path


def test_every_page_is_reached_from_home(pages: dict[str, str]) -> None:
    """A reader who only follows links finds every page but the redirects."""
    seen, todo = set(), ["index.md"]
    while todo:
        path = todo.pop()
        if path not in seen and path in pages:
            seen.add(path)
            todo.extend(target for target, _ in targets(path, pages[path]))
    lost = {path for path in pages if path not in seen}
    assert len(seen) > PAGES
    assert {path for path in lost if "This page has moved" not in pages[path]} == set()


def test_no_text_of_a_record_becomes_markup(pages: dict[str, str]) -> None:
    """Titles with HTML in them arrive escaped on every page."""
    for path, text in looked_at(pages.items(), PAGES):
        body = text.split("\n---\n", 1)[1]
        assert "<img" not in body, path
        assert "<b>Bravo</b>" not in body, path


def test_no_page_shows_a_mark_of_the_templates(pages: dict[str, str]) -> None:
    """The `%%` that begins a line of Markdown in a template never reaches a reader."""
    assert [path for path, text in looked_at(pages.items(), PAGES) if "%%" in text] == []


def test_a_former_id_keeps_its_addresses(pages: dict[str, str]) -> None:
    """Record, day view and disputes of a renamed record redirect without a script."""
    moved = {
        "incidents/alpha/index.md": "../alpha-2024/",
        "incidents/alpha/known/index.md": "../../alpha-2024/known/",
        "disputes/alpha/who-runs-it/index.md": "../../alpha-2024/who-runs-it/",
    }
    for path, target in moved.items():
        assert f'<meta http-equiv="refresh" content="0; url={target}">' in pages[path]
        assert f'rel="canonical" href="{target}"' in pages[path]
        assert 'robots: "noindex"' in pages[path]
        assert "<script" not in pages[path]
