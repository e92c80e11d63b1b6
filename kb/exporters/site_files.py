# The list of all files of the site that are no pages: what machines read. Whoever adds one adds a
# line here; the order is fixed, and so is every address.
"""Every file that the site has besides its pages."""

from __future__ import annotations

from collections.abc import Iterator

from kb.artifact import Artifact
from kb.contexts.cards import iter_cards
from kb.contexts.graph import build_graph
from kb.contexts.search import build_search_entries
from kb.exporters.cards import export_cards
from kb.exporters.feeds import iter_feeds
from kb.exporters.graph import export_graph
from kb.exporters.opensearch import export_opensearch
from kb.exporters.search_index import export_search_index
from kb.exporters.site import Site
from kb.exporters.social import export_cards_of_site
from kb.index import KnowledgeBase


def iter_site_files(kb: KnowledgeBase, site: Site) -> Iterator[Artifact]:
    """Yield every file in a fixed order."""
    yield _robots(site)
    yield export_search_index(build_search_entries(kb))
    yield from export_cards(iter_cards(kb))
    yield export_graph(build_graph(kb))
    yield from iter_feeds(kb, site)
    yield from export_opensearch(site)
    yield from export_cards_of_site(kb, site)


def _robots(site: Site) -> Artifact:
    """Return `robots.txt`: everything may be read; pages that must not be listed say so."""
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines.append(f"Sitemap: {site.url}sitemap.xml")
    return Artifact("robots.txt", ("\n".join(lines) + "\n").encode())
