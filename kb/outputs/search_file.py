# The slim index of the header's search, one row a page. Plain text: the script that reads it puts
# texts in as text. It is loaded when somebody first searches, and never by just reading a page.
"""Write the search entries as one small file."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kb.artifact import Artifact
from kb.outputs.search import SearchEntry
from kb.urls import page_url

PATH = "search/index.json"
"""Where kb/assets/js/30-search.js looks for it."""


def export_search_index(entries: Iterable[SearchEntry]) -> Artifact:
    """Return the index: rows of address, title, label, text.

    An address is relative to the site's root. The order of the entries is kept: among equally good
    results the first one wins.
    """
    rows = [[_url(entry.path), entry.title, ", ".join(entry.tags), entry.text] for entry in entries]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return Artifact(PATH, (text + "\n").encode())


def _url(path: str) -> str:
    page, mark, anchor = path.partition("#")
    return page_url(page) + mark + anchor
