"""Hand-written pages: about, methodology, policies."""

from __future__ import annotations

from pydantic import ConfigDict

from kb.model.base import Line, Record


class WrittenPage(Record):
    """A page written by hand; its body is the Markdown below the front matter."""

    model_config = ConfigDict(title="Page")

    title: Line
    """The heading of the page."""
    description: Line | None = None
    """One sentence for search and social cards."""
