# The page of the full-text search. What is on it without JavaScript is of use too: how much there
# is, and where each kind of record is listed.
"""The page on which everything can be searched."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.say import mark, say
from kb.urls import DISPUTES, ENTITIES, FIND, INCIDENTS, QUESTIONS, SOURCES, TIMELINE, TRENDS
from kb.views.builder import PageBuilder
from kb.views.facets import build_facets
from kb.views.link import Link
from kb.views.page_head import PageHead

FACETS: tuple[tuple[str, str], ...] = (
    ("kind", mark("What it is")),
    ("type", mark("Type of incident")),
    ("status", mark("How it stands")),
    ("year", mark("Year")),
    ("sector", mark("Sector")),
    ("country", mark("Country")),
    ("role", mark("Role in an incident")),
    ("source", mark("Kind of source")),
    ("origin", mark("Origin of a source")),
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
        (INCIDENTS, say("Incidents as a table")), (ENTITIES, say("Entities from A to Z")),
        (SOURCES, say("Sources by outlet")), (DISPUTES, say("Disputes")),
        (QUESTIONS, say("Open questions")), (TRENDS, say("Trends")), (TIMELINE, say("Timeline")),
    )  # fmt: skip
    return FindPage(
        head=PageHead(
            path=FIND,
            title=say("Find"),
            description=say(
                "Search the full text of every record, and narrow it by kind, type, sector,"
                " country, year, status, role and source."
            ),
            template="find.html",
            kind="find",
            updated=kb.updated().isoformat(),
            loads_whole=True,
        ),
        facets=tuple((name, say(heading)) for name, heading in FACETS),
        total=len(build_facets(kb)),
        lists=tuple(Link(builder.url_of_path(path), label) for path, label in rows),
    )
