# The page of the full-text search. What is on it without JavaScript is of use too: how much there
# is, and where each kind of record is listed.
"""The page on which everything can be searched."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.urls import DISPUTES, ENTITIES, FIND, INCIDENTS, QUESTIONS, SOURCES, TIMELINE, TRENDS
from kb.views.builder import PageBuilder
from kb.views.facets import build_facets
from kb.views.link import Link
from kb.views.page_head import PageHead

FACETS: tuple[tuple[str, str], ...] = (
    ("kind", "What it is"),
    ("type", "Type of incident"),
    ("status", "How it stands"),
    ("year", "Year"),
    ("sector", "Sector"),
    ("country", "Country"),
    ("role", "Role in an incident"),
    ("source", "Kind of source"),
    ("origin", "Origin of a source"),
)
"""Facets in the order in which they are offered, with their headings."""


@dataclass(frozen=True, slots=True)
class FindPage:
    """Everything the page of the search shows before somebody searches."""

    head: PageHead
    facets: tuple[tuple[str, str], ...]
    total: int
    """How many pages can be found."""
    lists: tuple[Link, ...]
    """Where everything is listed, for readers without JavaScript."""


def build_find(kb: KnowledgeBase) -> FindPage:
    """Return the context of the page of the search."""
    builder = PageBuilder(kb, FIND, frozenset())
    rows = (
        (INCIDENTS, "Incidents as a table"), (ENTITIES, "Entities from A to Z"),
        (SOURCES, "Sources by outlet"), (DISPUTES, "Disputes"), (QUESTIONS, "Open questions"),
        (TRENDS, "Trends"), (TIMELINE, "Timeline"),
    )  # fmt: skip
    return FindPage(
        head=PageHead(
            path=FIND,
            title="Find",
            description=(
                "Search the full text of every record, and narrow it by kind, type, sector,"
                " country, year, status, role and source."
            ),
            template="find.html",
            kind="find",
            updated=kb.updated().isoformat(),
            loads_whole=True,
        ),
        facets=FACETS,
        total=len(build_facets(kb)),
        lists=tuple(Link(builder.url_of_path(path), label) for path, label in rows),
    )
