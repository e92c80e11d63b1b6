"""Hand-written pages: about, methodology, policies."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict

from kb.model.base import Line, Record
from kb.model.words import Words


class WrittenPage(Record):
    """A page written by hand; its body is the Markdown below the front matter."""

    model_config = ConfigDict(title="Page")

    title: Annotated[Line, Words(example="About")]
    """The heading of the page."""
    description: Annotated[Line | None, Words(example="What this site is and who makes it.")] = None
    """One sentence for search and social cards."""
