"""Pages written by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.pages.written import build_written
from kb.prose.parse import parse_prose
from tests.looking import looked_at
from tests.views.small import listed_on, make_base, make_pages

PAGES = looked_at(sorted((Path(__file__).resolve().parents[2] / "content/pages").glob("*.md")), 8)
WANTED = {"about", "methodology", "editorial-policy", "contributing"}


def test_a_page_keeps_its_headings_and_tables(tmp_path: Path) -> None:
    """The body arrives as Markdown that other generators read too."""
    text = make_pages(tmp_path)["about/index.md"]
    assert "\n## Reading\n" in text
    assert re.search(r"^\| *Mark *\| *Meaning *\|$", text, re.MULTILINE)


def test_a_page_links_and_cites_like_a_record(tmp_path: Path) -> None:
    """Links name the file of the page; a citation stands in the list of sources."""
    kb = make_base(tmp_path)
    page = build_written(kb, kb.pages["about"])
    assert page.body is not None
    assert "../incidents/alpha-2024/index.md" in page.body
    text = make_pages(tmp_path / "site")["about/index.md"]
    assert listed_on(text) == ["Alpha & <b>Bravo</b>"]
    assert page.head.updated == "2026-01-10"


def test_a_page_may_have_no_body(tmp_path: Path) -> None:
    """Front matter alone is a page with a title."""
    text = "---\nid: empty\ntitle: Nothing yet\ncreated: 2026-01-10\nupdated: 2026-01-10\n---\n"
    pages = make_pages(tmp_path, {"pages/empty.md": text})
    assert '<h1 id="title_">Nothing yet</h1>' in pages["empty/index.md"]


def test_the_pages_of_this_record_are_there() -> None:
    """About, method, policy and contributing exist under the addresses that others link to."""
    assert {file.stem for file in PAGES} >= WANTED


@pytest.mark.parametrize("file", PAGES, ids=[file.stem for file in PAGES])
def test_the_pages_of_this_record_keep_the_rules_of_prose(file: Path) -> None:
    """No page has a heading of its own title, raw HTML, or anything else that is refused."""
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    assert f"id: {file.stem}\n" in front
    text = re.sub(r"^```.*?^```", "", body, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"^# ", text, re.MULTILINE)
    prose, faults = parse_prose(body, allow_headings=True, allow_tables=True)
    looked_at(prose.blocks, 3)
    assert [(fault.code, fault.message) for fault in faults] == []
