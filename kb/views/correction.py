"""Corrections, ours or those a source made to itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.ids import part_anchor
from kb.model.base import Correction
from kb.model.sources import SourceCorrection
from kb.views.builder import PageBuilder


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction of ours, or one a source made to itself."""

    date: str
    text: Markup
    by: str | None
    anchor: str | None
    """None for a correction that stands on another page too."""


def build_corrections(
    builder: PageBuilder, name: str, key: str, items: Iterable[Correction | SourceCorrection]
) -> tuple[CorrectionLine, ...]:
    """Return corrections, ours (`corrections`) or a source's own (`corrected`)."""
    prose = {"corrections": "text", "corrected": "note"}[key]
    return tuple(
        CorrectionLine(
            show_date(item.date),
            builder.inline(name, key, index, prose),
            item.by if isinstance(item, Correction) else None,
            part_anchor(key, index),
        )
        for index, item in enumerate(items)
    )
