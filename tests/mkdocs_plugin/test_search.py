"""Tests of kb.mkdocs_plugin.search."""

from __future__ import annotations

from kb.contexts.search import SearchEntry
from kb.mkdocs_plugin.search import build_search_documents

EVIL = "<img src=x onerror=\"alert(1)\"> & 'x'"
SAFE = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#x27;x&#x27;"


def test_everything_is_escaped_because_material_writes_it_as_html() -> None:
    """A title, text or tag that looks like HTML arrives as text."""
    entry = SearchEntry("incidents/kent/index.md", EVIL, EVIL, (EVIL,))
    assert build_search_documents([entry]) == [
        {"location": "incidents/kent/", "title": SAFE, "text": SAFE, "tags": [SAFE]}
    ]


def test_addresses_are_those_of_the_pages() -> None:
    """Home is the empty address, an anchor stays, an entry without tags has no key for them."""
    entries = [
        SearchEntry("index.md", "Home", "", ()),
        SearchEntry("incidents/kent/index.md#claim", "Claim", "", ()),
    ]
    documents = build_search_documents(entries)
    assert [document["location"] for document in documents] == ["", "incidents/kent/#claim"]
    assert all("tags" not in document for document in documents)
