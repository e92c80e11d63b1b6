"""The index of trends: the horizon-scanning layer by type."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import record_sources, rests_on_one, trend_incidents
from kb.model.entities import Trend
from kb.say import say
from kb.urls import TRENDS
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.words import first_sentence
from kb.vocab.entities import TREND_TYPES


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A trend in the table of its type."""

    link: Link
    text: str
    """The first sentence of its description."""
    change: tuple[str, str] | None
    """From what to what."""
    incidents: int
    """Incidents that are evidence for it or belong to it."""
    sources: int
    """Sources that its record cites, as evidence or elsewhere."""
    relevancy: int | None
    """The highest relevancy of its evidence, 1 to 5."""


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """The trends of one type."""

    label: str
    note: str
    """What the type means."""
    rows: tuple[TrendRow, ...]


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Everything the index of trends shows."""

    head: PageHead
    total: int
    groups: tuple[TrendGroup, ...]


def build_trends(kb: KnowledgeBase) -> TrendsPage:
    """Return the context of the index of trends."""
    builder = PageBuilder(kb, TRENDS, frozenset())
    found = [entity for entity in kb.entities.values() if isinstance(entity, Trend)]
    found.sort(key=lambda trend: (trend.name.casefold(), trend.id))
    groups = tuple(
        TrendGroup(
            TREND_TYPES.label(kind),
            TREND_TYPES.note(kind),
            tuple(
                _row(builder, trend)
                for trend in sorted(found, key=lambda trend: rests_on_one(kb, trend.id))
                if trend.trend_type == kind
            ),
        )
        for kind in TREND_TYPES
    )
    return TrendsPage(
        head=PageHead(
            TRENDS,
            say("Trends"),
            say(
                "What recurs: signals, concerns, behaviours, technologies, issues and themes, each"
                " tied to incidents and sources."
            ),
            "main.html",
            "index",
            kb.updated().isoformat(),
        ),
        total=len(found),
        groups=tuple(group for group in groups if group.rows),
    )


def _row(builder: PageBuilder, trend: Trend) -> TrendRow:
    return TrendRow(
        link=builder.link(trend.id),
        text=first_sentence(builder.plain(trend.id, "description")),
        change=(trend.change.from_, trend.change.to) if trend.change else None,
        incidents=len(trend_incidents(builder.kb, trend.id)),
        sources=len(record_sources(builder.kb, trend.id)),
        relevancy=max((item.relevancy for item in trend.evidence if item.relevancy), default=None),
    )
