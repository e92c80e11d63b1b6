# The list of all files of the site that are no pages: what machines read. Whoever adds one adds a
# line here; the order is fixed, and so is every address.
"""Every file that the site has besides its pages."""

from __future__ import annotations

from collections.abc import Iterator

from kb.artifact import Artifact
from kb.index import KnowledgeBase
from kb.outputs.cards import iter_cards
from kb.outputs.cards_file import export_cards
from kb.outputs.feeds import iter_feeds
from kb.outputs.graph_file import export_graph
from kb.outputs.opensearch import export_opensearch
from kb.outputs.search import build_search_entries
from kb.outputs.search_file import export_search_index
from kb.outputs.social import export_cards_of_site
from kb.pages.graph.page import build_graph
from kb.site import Site


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
