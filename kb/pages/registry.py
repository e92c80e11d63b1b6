# The list of all pages. Whoever wants to know what the site holds reads it here; the order is
# fixed, and so is every address. Pages that no section index leads to do not exist. A new page is
# one line of the table; its template stands beside the module that builds it.
"""Every page of the site, with the template that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kb.index import KnowledgeBase
from kb.model.entities import Trend
from kb.pages.dispute.page import build_dispute_page
from kb.pages.entity.page import build_entity
from kb.pages.find import build_find
from kb.pages.graph.page import build_graph_page
from kb.pages.home import build_home
from kb.pages.incident.known import build_known
from kb.pages.incident.page import build_incident
from kb.pages.lists.changes import build_changes
from kb.pages.lists.comparisons import build_comparisons
from kb.pages.lists.corrections import build_corrections
from kb.pages.lists.disputes import build_disputes_index
from kb.pages.lists.entities import build_entities
from kb.pages.lists.incidents import build_incidents
from kb.pages.lists.kind import build_kind, iter_kinds
from kb.pages.lists.questions import build_questions_index
from kb.pages.lists.sources import build_sources
from kb.pages.lists.timeline import build_timeline_page
from kb.pages.lists.trends import build_trends
from kb.pages.redirect import iter_redirects
from kb.pages.reference.codes import build_codes
from kb.pages.reference.model import build_model
from kb.pages.reference.values import build_values
from kb.pages.source.page import build_source
from kb.pages.trend.page import build_trend
from kb.pages.written import build_written
from kb.views.page_head import PageHead


class PageContext(Protocol):
    """What every page has: a dataclass with a head."""

    @property
    def head(self) -> PageHead:
        """Return the front matter of the page."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """One sort of page: its template, and how all pages of the sort are made."""

    template: str
    names: Callable[[KnowledgeBase], Iterable[str]]
    """What there is a page for, by name; one empty name for a page that exists in every base."""
    build: Callable[[KnowledgeBase, str], PageContext]

    def pages(
        self, kb: KnowledgeBase, watched: KnowledgeBase | None = None
    ) -> Iterator[PageContext]:
        """Yield the pages of this sort.

        Args:
            kb: Says which pages there are.
            watched: The same, to build the pages from: it notes what each of them reads.
        """
        for name in self.names(kb):
            yield self.build(watched or kb, name)


def one(template: str, build: Callable[[KnowledgeBase], PageContext]) -> PageKind:
    """Return the sort of a page of which every base has one."""
    return PageKind(template, lambda kb: ("",), lambda kb, _: build(kb))


def _kinds(kb: KnowledgeBase) -> Iterator[str]:
    return (kind for kind in iter_kinds(kb) if kind != "trend")  # they have an index of their own


def _trends(kb: KnowledgeBase) -> Iterator[str]:
    return (name for name, entity in kb.entities.items() if isinstance(entity, Trend))


def _entities(kb: KnowledgeBase) -> Iterator[str]:
    return (name for name, entity in kb.entities.items() if not isinstance(entity, Trend))


def _trend(kb: KnowledgeBase, name: str) -> PageContext:
    trend = kb.entities[name]
    assert isinstance(trend, Trend)
    return build_trend(kb, trend)


PAGES: tuple[PageKind, ...] = (
    # Home and the section indexes: the pages of the navigation.
    one("pages/home.md.j2", build_home),
    one("pages/lists/incidents.md.j2", build_incidents),
    one("pages/lists/entities.md.j2", build_entities),
    one("pages/lists/sources.md.j2", build_sources),
    one("pages/lists/disputes.md.j2", build_disputes_index),
    one("pages/lists/questions.md.j2", build_questions_index),
    one("pages/lists/trends.md.j2", build_trends),
    one("pages/lists/corrections.md.j2", build_corrections),
    one("pages/lists/comparisons.md.j2", build_comparisons),
    one("pages/lists/timeline.md.j2", build_timeline_page),
    one("pages/lists/changes.md.j2", build_changes),
    one("pages/find.md.j2", build_find),
    one("pages/graph/page.md.j2", build_graph_page),
    PageKind("pages/lists/kind.md.j2", _kinds, build_kind),
    # A page a record.
    PageKind(
        "pages/incident/page.md.j2",
        lambda kb: kb.incidents,
        lambda kb, name: build_incident(kb, kb.incidents[name]),
    ),
    PageKind(
        "pages/incident/known.md.j2",
        lambda kb: kb.incidents,
        lambda kb, name: build_known(kb, kb.incidents[name]),
    ),
    PageKind(
        "pages/entity/page.md.j2",
        _entities,
        lambda kb, name: build_entity(kb, kb.entities[name]),
    ),
    PageKind("pages/trend/page.md.j2", _trends, _trend),
    PageKind(
        "pages/source/page.md.j2",
        lambda kb: kb.sources,
        lambda kb, key: build_source(kb, kb.sources[key]),
    ),
    PageKind(
        "pages/dispute/page.md.j2",
        lambda kb: kb.disputes,
        lambda kb, ref: build_dispute_page(kb, kb.disputes[ref]),
    ),
    PageKind(
        "pages/written.md.j2",
        lambda kb: kb.pages,
        lambda kb, name: build_written(kb, kb.pages[name]),
    ),
    # The reference is made from the code, and the same for every base but for its day.
    one("pages/reference/model.md.j2", build_model),
    one("pages/reference/values.md.j2", build_values),
    one("pages/reference/codes.md.j2", build_codes),
)
"""Every sort of page, in the order of the site."""


def iter_pages(
    kb: KnowledgeBase, watched: KnowledgeBase | None = None
) -> Iterator[tuple[str, PageContext]]:
    """Yield the template and the context of every page, in a fixed order.

    Args:
        kb: Says which pages there are.
        watched: The same, to build the pages from: it notes what each of them reads.
    """
    for kind in PAGES:
        for page in kind.pages(kb, watched):
            yield kind.template, page
    for redirect in iter_redirects(kb, watched or kb):
        yield "pages/redirect.md.j2", redirect
