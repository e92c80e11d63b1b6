"""The index of the header's search."""

from __future__ import annotations

import json

from kb.outputs.search import SearchEntry
from kb.outputs.search_file import export_search_index

EVIL = "<img src=x onerror=\"alert(1)\"> & 'x'"


def rows_of(*entries: SearchEntry) -> list[list[str]]:
    """Return the rows of an index."""
    found: list[list[str]] = json.loads(export_search_index(entries).data)
    return found


def test_texts_are_as_they_were_authored() -> None:
    """Nothing is escaped: whoever shows it writes text, not HTML."""
    entry = SearchEntry("incidents/kent/index.md", EVIL, EVIL, ("Incident", "Outage"))
    assert rows_of(entry) == [["incidents/kent/", EVIL, "Incident, Outage", EVIL]]


def test_addresses_are_those_of_the_pages() -> None:
    """Home is the empty address, an anchor stays, and the order is kept."""
    entries = [
        SearchEntry("index.md", "Home", "", ()),
        SearchEntry("incidents/kent/index.md#claim", "Claim", "", ()),
    ]
    assert [row[0] for row in rows_of(*entries)] == ["", "incidents/kent/#claim"]
