# What a page says of the sources it cites can be written only when all of it stands: the numbered
# list with the ways back, how many there are. Templates print these parts in blocks, which are
# rendered last (kb.render.engine).
"""The parts of a page that tell which sources it cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.citations import source_label
from kb.refs import source_name
from kb.views.builder import PageBuilder
from kb.views.citations import RECORD_CITES, note_sources
from kb.views.numbering import WAYS_BACK, Numbering
from kb.views.source_line import SourceLine
from kb.vocab.claims import ORIGINS, RELIABILITY


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The sources of a page, whose list is made when the order of the citations is known."""

    builder: PageBuilder
    own: tuple[str, ...] | None = None
    """The sources that the record behind the page cites itself; None for a page of many records."""
    part: str = RECORD_CITES
    """How many the record cites itself, as a text for the catalogue."""

    def finish(self, numbering: Numbering) -> Mapping[str, Any]:
        """Return what the last blocks of a template show; tokens in it are resolved.

        Notes on sources may cite further ones, which have their place at the end of the list.
        """
        notes = self._notes(numbering)
        keys = numbering.numbers
        return {
            "sources": tuple(self._line(numbering, key, notes[key]) for key in keys),
            "sources_note": note_sources(keys, self.own, self.part),
        }

    def _notes(self, numbering: Numbering) -> dict[str, Markup | None]:
        numbering.seen.clear()
        notes: dict[str, Markup | None] = {}
        while len(notes) < len(numbering.numbers):
            key = list(numbering.numbers)[len(notes)]
            has_note = self.builder.kb.sources[key].note is not None
            notes[key] = self.resolved(numbering, source_name(key), "note") if has_note else None
        return notes

    def resolved(self, numbering: Numbering, name: str, *loc: str | int) -> Markup:
        """Return prose that is met last on the page."""
        return Markup(numbering.resolve(self.builder.inline(name, *loc)))

    def _line(self, numbering: Numbering, key: str, note: Markup | None) -> SourceLine:
        source, number = self.builder.kb.sources[key], numbering.numbers[key]
        uses = numbering.uses[key]
        issued = source.issued.latest if source.issued else None
        return SourceLine(
            anchor=f"S{number}",
            page=self.builder.source_link(key, source.title),
            label=source_label(source),
            url=source.URL,
            archive_url=source.archive_url,
            origin=source.origin,
            origin_label=ORIGINS.label(source.origin),
            grade=source.reliability,
            grade_label=RELIABILITY.label(source.reliability),
            copies=tuple(self.builder.source_link(step.source) for step in source.derived_from),
            is_untraced=source.lineage == "unknown",
            is_retracted=source.retracted is not None,
            note=note,
            uses=tuple(uses[:WAYS_BACK]),
            more_uses=max(0, len(uses) - WAYS_BACK),
            language=source.language,
            known_from=issued.isoformat() if issued else None,
        )
