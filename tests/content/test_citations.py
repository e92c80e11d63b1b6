# Every cite of every record of the repository, followed from the file to the page and back. The
# records are read by the model alone, the pages by their HTML alone.
"""Whoever reads a page finds every source of it, at the place that rests on it."""

from __future__ import annotations

from collections import Counter

import pytest

from kb.index import KnowledgeBase
from kb.prose.nodes import Citation
from kb.prose.walk import iter_inline
from kb.resolve.references import iter_cites
from kb.urls import dispute_path, record_path
from tests.markup import CitingPage


@pytest.fixture(scope="module")
def pages(content_pages: dict[str, str]) -> dict[str, CitingPage]:
    """Return every page, read when it is asked for."""
    return {path: CitingPage(path, text) for path, text in content_pages.items()}


def iter_record_cites(kb: KnowledgeBase, name: str) -> list[tuple[str, str]]:
    """Return part and citekey of everything that a record cites, in lists and in prose."""
    record = kb.record(name)
    found = [(_part(loc), cite.source) for loc, cite in iter_cites(record)]
    found += [("evidence", e.source) for e in getattr(record, "evidence", ()) if e.source]
    for (owner, loc), text in kb.prose.items():
        if owner == name:
            found += [
                (f"prose of {_part(loc)}", item.key)
                for inline in iter_inline(text)
                if isinstance(inline, Citation)
                for item in inline.items
            ]
    return found


def _part(loc: tuple[str | int, ...]) -> str:
    names = [str(step) for step in loc if isinstance(step, str)]
    return ".".join(names)


def test_every_cite_of_a_record_is_on_its_page(
    content_kb: KnowledgeBase, pages: dict[str, CitingPage]
) -> None:
    """No part of a record keeps a source to itself: its page cites and lists it."""
    lost, looked_at = [], Counter[str]()
    for name in (*content_kb.incidents, *content_kb.entities, *content_kb.pages):
        page = pages[record_path(content_kb.record(name))]
        for part, key in iter_record_cites(content_kb, name):
            looked_at[part] += 1
            if record_path(content_kb.sources[key]) not in page.cited.get("", ()):
                lost.append(f"{name}: {key} of {part}")
    assert lost == []
    assert looked_at["disputes.cites"] > 500, looked_at
    assert looked_at["claims.cites"] > 1000, looked_at
    assert len(looked_at) > 12, looked_at


def test_every_use_that_a_source_shows_leads_to_where_it_is_cited(
    pages: dict[str, CitingPage],
) -> None:
    """A link under “What it is used for” or “Where else it is cited” leads to a citation of it."""
    wrong, looked_at = [], 0
    for path, page in pages.items():
        if not path.startswith("sources/"):
            continue
        # What replaced a figure later need not cite the source of the earlier one, nor what was
        # denied that of the denial.
        uses = (
            '//section[@class="kb-cited"]/*[not(self::h3)]//a[not(ancestor::*[@class="m kb-later"])'
            ' and not(preceding-sibling::*[@class="kb-act"])]'
        )
        for link in page.root.xpath(f"{uses}/@href"):
            if link.startswith(("http", "#")):
                continue
            target, anchor = page.resolve(link)
            if target.startswith("sources/"):  # taken from another source
                continue
            looked_at += 1
            if path not in pages[target].cited.get(anchor, ()):
                wrong.append(f"{path} → {target}#{anchor}")
    assert wrong == []
    assert looked_at > 4000


def test_the_sources_of_an_assessment_stand_beside_it(
    content_kb: KnowledgeBase, pages: dict[str, CitingPage]
) -> None:
    """On the page of a dispute, the box with the assessment cites all of its sources."""
    lost, looked_at = [], 0
    for ref, entry in content_kb.disputes.items():
        page = pages[dispute_path(ref)]
        (box,) = page.root.xpath('//div[@class="kb-end"]')
        numbers = {link[1:] for link in box.xpath(".//a/@href") if link.startswith("#S")}
        shown = {page.listed[number] for number in numbers}
        for cite in entry.dispute.cites if entry.dispute else ():
            looked_at += 1
            if record_path(content_kb.sources[cite.source]) not in shown:
                lost.append(f"{ref}: {cite.source}")
    assert lost == []
    assert looked_at > 500
