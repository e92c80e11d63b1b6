# A page as one value, from the pipeline to the plugin: whoever holds a page holds everything that
# is known of it, and nobody keeps a second map by path beside it. Its day stands in its head and
# nowhere else; MkDocs is told of it, as of the rest of the head, by the front matter.
"""A finished page, and the front matter with which MkDocs is given it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.artifact import Artifact
from kb.made_of import MadeOf
from kb.views.facets import Facets
from kb.views.page_head import PageHead

_WIDE = frozenset({"home", "find", "graph"})
"""Kinds of pages that need the room of the table of contents."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, rendered, with all that is known of it."""

    head: PageHead
    body: str
    """The rendered text: Markdown with blocks of HTML, without front matter."""
    facets: Facets | None = None
    """What the full-text search can be narrowed by; None for a page that is not searched."""
    data: Mapping[str, Any] | None = None
    """What it says of itself in schema.org's words."""
    authored: str | None = None
    """The authored file behind it; None for a page that is made from many."""

    made_of: MadeOf = field(default_factory=MadeOf)
    """What it was made of: a page is the same as before where all of that is."""

    @property
    def path(self) -> str:
        """Return where it goes, below `docs/`."""
        return self.head.path

    @property
    def updated(self) -> str:
        """Return the ISO day on which its record last changed; empty where nobody knows."""
        return self.head.updated

    @property
    def artifact(self) -> Artifact:
        """Return the Markdown file of the page."""
        return Artifact(self.path, (write_front_matter(self.head) + self.body).encode())


def write_front_matter(head: PageHead) -> str:
    """Return the head of a page as the front matter of a Markdown file."""
    meta: dict[str, Any] = {
        "title": head.title,
        "description": _shorten(head.description),
        "template": head.template,
        "kb_kind": head.kind,
        "kb_updated": head.updated,
        "hide": ["navigation", "toc"] if head.kind in _WIDE else ["navigation"],
    }
    if not head.is_indexed:
        meta["robots"] = "noindex"
    if head.loads_whole:
        meta["kb_whole"] = True
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _shorten(text: str, limit: int = 240) -> str:
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0] + "…"
