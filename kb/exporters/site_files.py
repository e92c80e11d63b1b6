# The list of all files of the site that are no pages: what machines read. Whoever adds one adds a
# line here; the order is fixed, and so is every address.
"""Every file that the site has besides its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.artifact import Artifact
from kb.contexts.cards import iter_cards
from kb.contexts.graph import build_graph
from kb.contexts.search import build_search_entries
from kb.exporters.cards import export_cards
from kb.exporters.graph import export_graph
from kb.exporters.search_index import export_search_index
from kb.index import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Site:
    """What `mkdocs.yml` says of the site, for files that name it."""

    url: str = ""
    """Its address with a slash at the end; empty where it is not known."""
    name: str = "Incident Record"


UNPUBLISHED = Site()
"""A site of which nobody has said where it will be."""


def iter_site_files(kb: KnowledgeBase, site: Site) -> Iterator[Artifact]:
    """Yield every file in a fixed order."""
    yield _robots(site)
    yield export_search_index(build_search_entries(kb))
    yield from export_cards(iter_cards(kb))
    yield export_graph(build_graph(kb))


def _robots(site: Site) -> Artifact:
    """Return `robots.txt`: everything may be read; pages that must not be listed say so."""
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines.append(f"Sitemap: {site.url}sitemap.xml")
    return Artifact("robots.txt", ("\n".join(lines) + "\n").encode())
