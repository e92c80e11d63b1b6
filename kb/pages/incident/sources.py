"""What the page of an incident tells of its sources, beyond their list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.dates import show_date
from kb.pages.incident.lineage import build_lineage_figure
from kb.refs import source_name
from kb.views.cited import CitedSources
from kb.views.correction import CorrectionLine
from kb.views.numbering import Numbering


@dataclass(frozen=True, slots=True)
class IncidentSources(CitedSources):
    """The sources of an incident's page, with what they corrected and who has what from whom."""

    def finish(self, numbering: Numbering) -> Mapping[str, Any]:
        """Return what the last blocks of the template show.

        Corrections of sources come before the notes in the list: they may cite further sources.
        """
        corrections = self._corrections(numbering)
        # A plain `super()` knows no dataclass with slots: that is another class than the one named.
        finished = CitedSources.finish(self, numbering)
        own = frozenset(self.own or ())
        lineage = build_lineage_figure(self.builder, numbering.numbers, own)
        return {**finished, "source_corrections": corrections, "lineage": lineage}

    def _corrections(self, numbering: Numbering) -> tuple[CorrectionLine, ...]:
        numbering.seen.clear()
        found = [
            (item.date.text, key, index, item)
            for key in numbering.numbers
            for index, item in enumerate(self.builder.kb.sources[key].corrected)
        ]
        return tuple(
            CorrectionLine(
                show_date(item.date),
                self.resolved(numbering, source_name(key), "corrected", index, "note"),
                self.builder.source_link(key).text,
                None,
            )
            for _, key, index, item in sorted(found, key=lambda row: row[0])
        )
