"""What every page says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageHead:
    """Front matter and what every page says about itself."""

    path: str
    title: str
    description: str
    template: str
    """Material template of the page."""
    kind: str
    """`incident`, `entity`, `source` … for search and styles."""
    updated: str
    """ISO day of the last change."""
    is_indexed: bool = True
    """False keeps the page out of search engines and of our search."""
    loads_whole: bool = False
    """True for a page with a script or a policy of its own: nothing may put its content into
    another document, so it is left out of the sitemap by which Material does that."""
