"""The trends that an incident is evidence for."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index.counts import rests_on_one
from kb.model.incidents import Incident
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
    is_thin: bool
    """True when it rests on one single source."""


def build_trend_lines(builder: PageBuilder, incident: Incident) -> tuple[TrendLine, ...]:
    lines: dict[str, TrendLine] = {}
    for trend in builder.kb.entities.values():
        for index, item in enumerate(getattr(trend, "evidence", ())):
            if item.incident == incident.id and trend.id not in lines:
                note = (trend.id, "evidence", index, "note")
                lines[trend.id] = TrendLine(
                    builder.link(trend.id),
                    TREND_TYPES.label(getattr(trend, "trend_type", "")),
                    item.relevancy,
                    builder.inline(*note) if item.note else None,
                    rests_on_one(builder.kb, trend.id),
                )
    for name in incident.trends:
        if name not in lines:
            kind = TREND_TYPES.label(getattr(builder.kb.entities[name], "trend_type", ""))
            lines[name] = TrendLine(
                builder.link(name), kind, None, None, rests_on_one(builder.kb, name)
            )
    ordered = sorted(lines.values(), key=lambda line: (-(line.relevancy or 0), line.link.text))
    return tuple(ordered)
