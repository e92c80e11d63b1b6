# The list of all pages. Whoever wants to know what the site holds reads it here; the order is
# fixed, and so is every address. Pages that no section index leads to do not exist.
"""Every page of the site, with the template that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


SECTIONS: tuple[tuple[str, Callable[[KnowledgeBase], PageContext]], ...] = (
    ("pages/home.md.j2", build_home),
    ("pages/lists/incidents.md.j2", build_incidents),
    ("pages/lists/entities.md.j2", build_entities),
    ("pages/lists/sources.md.j2", build_sources),
    ("pages/lists/disputes.md.j2", build_disputes_index),
    ("pages/lists/questions.md.j2", build_questions_index),
    ("pages/lists/trends.md.j2", build_trends),
    ("pages/lists/corrections.md.j2", build_corrections),
    ("pages/lists/comparisons.md.j2", build_comparisons),
    ("pages/lists/timeline.md.j2", build_timeline_page),
    ("pages/lists/changes.md.j2", build_changes),
    ("pages/find.md.j2", build_find),
    ("pages/graph/page.md.j2", build_graph_page),
)
"""Home and the section indexes: the pages of the navigation, which exist in every base."""

REFERENCE: tuple[tuple[str, Callable[[KnowledgeBase], PageContext]], ...] = (
    ("pages/reference/model.md.j2", build_model),
    ("pages/reference/values.md.j2", build_values),
    ("pages/reference/codes.md.j2", build_codes),
)
"""The reference, which is made from the code and the same for every base but for its day."""


def iter_pages(
    kb: KnowledgeBase, watched: KnowledgeBase | None = None
) -> Iterator[tuple[str, PageContext]]:
    """Yield the template and the context of every page, in a fixed order.

    Args:
        kb: Says which pages there are.
        watched: The same, to build the pages from: it notes what each of them reads.
    """
    base = watched or kb
    for template, build in SECTIONS:
        yield template, build(base)
    for kind in iter_kinds(kb):
        if kind != "trend":
            yield "pages/lists/kind.md.j2", build_kind(base, kind)
    for name in kb.incidents:
        yield "pages/incident/page.md.j2", build_incident(base, base.incidents[name])
        yield "pages/incident/known.md.j2", build_known(base, base.incidents[name])
    for name in kb.entities:
        entity = base.entities[name]
        if isinstance(entity, Trend):
            yield "pages/trend/page.md.j2", build_trend(base, entity)
        else:
            yield "pages/entity/page.md.j2", build_entity(base, entity)
    for key in kb.sources:
        yield "pages/source/page.md.j2", build_source(base, base.sources[key])
    for ref in kb.disputes:
        yield "pages/dispute/page.md.j2", build_dispute_page(base, base.disputes[ref])
    for name in kb.pages:
        yield "pages/written.md.j2", build_written(base, base.pages[name])
    for template, build in REFERENCE:
        yield template, build(base)
    for redirect in iter_redirects(base):
        yield "pages/redirect.md.j2", redirect
