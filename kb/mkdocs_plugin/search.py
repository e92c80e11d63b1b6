# The slim index of the header search, made from records instead of from parsed pages. Material's
# script writes titles, texts and tags of the index into the page as HTML: everything is escaped
# here, in one place. Pure: values in, values out.
"""Turn search entries into the documents of Material's index."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any, Protocol

from kb.urls import page_url


class Entry(Protocol):
    """What the index needs of a record (`kb.contexts.search.SearchEntry`); plain text."""

    @property
    def path(self) -> str:
        """The page, as a path below `docs/`."""

    @property
    def title(self) -> str:
        """What the result is called."""

    @property
    def text(self) -> str:
        """What is searched and shown below the title."""

    @property
    def tags(self) -> Iterable[str]:
        """Words shown beside the title."""


def build_search_documents(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the `docs` of `search_index.json`, every text escaped."""
    documents = []
    for entry in entries:
        document: dict[str, Any] = {
            "location": _location(entry.path),
            "title": html.escape(entry.title),
            "text": html.escape(entry.text),
        }
        if tags := [html.escape(tag) for tag in entry.tags]:
            document["tags"] = tags
        documents.append(document)
    return documents


def _location(path: str) -> str:
    """Return the address of a page below the site's root; `path` may carry an anchor."""
    page, mark, anchor = path.partition("#")
    return page_url(page) + mark + anchor
