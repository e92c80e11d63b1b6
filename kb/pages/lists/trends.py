"""The index of trends: the horizon-scanning layer by type."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import record_sources, trend_incidents
from kb.model.entities import Trend
from kb.say import say, say_count
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
    change_from: str | None
    change_to: str | None
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
    firm: tuple[TrendRow, ...]
    thin: tuple[TrendRow, ...]
    """Those that rest on one single source each."""
    thin_words: str
    """How many they are."""


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Everything the index of trends shows."""

    head: PageHead
    total: int
    noun: str
    groups: tuple[TrendGroup, ...]


def build_trends(kb: KnowledgeBase) -> TrendsPage:
    """Return the context of the index of trends."""
    builder = PageBuilder(kb, TRENDS, frozenset())
    found = [entity for entity in kb.entities.values() if isinstance(entity, Trend)]
    found.sort(key=lambda trend: (trend.name.casefold(), trend.id))
    groups = tuple(_group(builder, kind, found) for kind in TREND_TYPES)
    return TrendsPage(
        head=PageHead(
            path=TRENDS,
            title=say("Trends"),
            description=say(
                "What recurs: signals, concerns, behaviours, technologies, issues and themes, each"
                " tied to incidents and sources."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(found),
        noun=say_count("trend", "trends", len(found)),
        groups=tuple(group for group in groups if group.firm or group.thin),
    )


def _group(builder: PageBuilder, kind: str, trends: list[Trend]) -> TrendGroup:
    rows = [_row(builder, trend) for trend in trends if trend.trend_type == kind]
    firm = tuple(row for row in rows if row.sources != 1)
    thin = tuple(row for row in rows if row.sources == 1)
    return TrendGroup(
        label=TREND_TYPES.label(kind),
        note=TREND_TYPES.note(kind),
        firm=firm,
        thin=thin,
        thin_words=say_count(
            "{number} that rests on one single source each",
            "{number} that rest on one single source each",
            len(thin),
        ),
    )


def _row(builder: PageBuilder, trend: Trend) -> TrendRow:
    return TrendRow(
        link=builder.link(trend.id),
        text=first_sentence(builder.plain(trend.id, "description")),
        change_from=trend.change.from_ if trend.change else None,
        change_to=trend.change.to if trend.change else None,
        incidents=len(trend_incidents(builder.kb, trend.id)),
        sources=len(record_sources(builder.kb, trend.id)),
        relevancy=max((item.relevancy for item in trend.evidence if item.relevancy), default=None),
    )
