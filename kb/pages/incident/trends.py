"""The trends that an incident is evidence for."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index.counts import rests_on_one
from kb.model.incidents import Incident
from kb.say import say_count
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.entities import TREND_TYPES


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A trend the incident is evidence for."""

    link: Link
    kind_label: str
    relevancy: int | None
    note: Markup | None


@dataclass(frozen=True, slots=True)
class IncidentTrends:
    """The trends of an incident."""

    firm: tuple[TrendLine, ...]
    thin: tuple[TrendLine, ...]
    """Those that rest on one single source each."""
    thin_words: str
    """How many they are."""


def build_trend_lines(builder: PageBuilder, incident: Incident) -> IncidentTrends | None:
    """Return the trends of an incident, the most relevant first; None where it has none."""
    lines: dict[str, TrendLine] = {}
    for trend in builder.kb.entities.values():
        for index, item in enumerate(getattr(trend, "evidence", ())):
            if item.incident == incident.id and trend.id not in lines:
                note = builder.inline(trend.id, "evidence", index, "note") if item.note else None
                lines[trend.id] = _line(builder, trend.id, item.relevancy, note)
    for name in incident.trends:
        if name not in lines:
            lines[name] = _line(builder, name, None, None)
    if not lines:
        return None
    ordered = sorted(lines.items(), key=lambda item: (-(item[1].relevancy or 0), item[1].link.text))
    thin = tuple(line for name, line in ordered if rests_on_one(builder.kb, name))
    return IncidentTrends(
        firm=tuple(line for name, line in ordered if not rests_on_one(builder.kb, name)),
        thin=thin,
        thin_words=say_count(
            "{number} that rests on one single source each",
            "{number} that rest on one single source each",
            len(thin),
        ),
    )


def _line(builder: PageBuilder, name: str, relevancy: int | None, note: Markup | None) -> TrendLine:
    kind = TREND_TYPES.label(getattr(builder.kb.entities[name], "trend_type", ""))
    return TrendLine(builder.link(name), kind, relevancy, note)
