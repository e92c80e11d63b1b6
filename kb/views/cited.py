# What a page says of the sources it cites can be written only when all of it stands: the numbered
# list with the ways back, how many there are, who has what from whom. Templates print these parts
# in blocks, which are rendered last (kb.render.engine).
"""The parts of a page that tell which sources it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.citations import source_label
from kb.dates import show_date
from kb.refs import source_name
from kb.views.builder import PageBuilder
from kb.views.lineage_tree import build_lineage_figure
from kb.views.numbering import WAYS_BACK, Numbering
from kb.views.values import CorrectionLine, SourceLine
from kb.vocab.claims import ORIGINS, RELIABILITY


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The sources of a page, whose list is made when the order of the citations is known."""

    builder: PageBuilder
    own: tuple[str, ...] = ()
    """The sources that the record behind the page cites itself."""
    what: str = "record"
    """What the page shows, in a word."""
    tells_lineage: bool = False
    """Whether the page also tells who has what from whom, and what sources corrected."""

    def finish(self, numbering: Numbering) -> Mapping[str, Any]:
        """Return what the last blocks of a template show; tokens in it are resolved.

        The text of the page comes first, then corrections of sources, then notes on sources: each
        may cite further ones, which then have their place at the end of the list.
        """
        corrections = self._corrections(numbering) if self.tells_lineage else ()
        notes = self._notes(numbering)
        keys, own = numbering.numbers, frozenset(self.own)
        lineage = build_lineage_figure(self.builder, keys, own) if self.tells_lineage else None
        return {
            "sources": tuple(self._line(numbering, key, notes[key]) for key in keys),
            "sources_note": note_sources(keys, own, self.what),
            "source_corrections": corrections,
            "lineage": lineage,
        }

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
                self._resolved(numbering, source_name(key), "corrected", index, "note"),
                self.builder.source_link(key).text,
                None,
            )
            for _, key, index, item in sorted(found, key=lambda row: row[0])
        )

    def _notes(self, numbering: Numbering) -> dict[str, Markup | None]:
        numbering.seen.clear()
        notes: dict[str, Markup | None] = {}
        while len(notes) < len(numbering.numbers):
            key = list(numbering.numbers)[len(notes)]
            has_note = self.builder.kb.sources[key].note is not None
            notes[key] = self._resolved(numbering, source_name(key), "note") if has_note else None
        return notes

    def _resolved(self, numbering: Numbering, name: str, *loc: str | int) -> Markup:
        return Markup(numbering.resolve(self.builder.inline(name, *loc)))

    def _line(self, numbering: Numbering, key: str, note: Markup | None) -> SourceLine:
        source, number = self.builder.kb.sources[key], numbering.numbers[key]
        uses = numbering.uses[key]
        issued = source.issued.latest if source.issued else None
        return SourceLine(
            anchor=f"S{number}",
            number=number,
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


def note_sources(keys: Iterable[str], own: frozenset[str], what: str) -> str:
    """Return how many sources a page lists, and how many of them are its record's `own`."""
    listed = set(keys)
    total, cited = len(listed), len(listed & own)
    noun = "source" if total == 1 else "sources"
    words = f"{total} {noun}, numbered in the order in which the page cites them."
    if cited == total:
        return words
    return (
        f"{words} This {what} itself cites {cited}; the other {total - cited} are cited only by"
        " other records or claims that are shown here, or in notes on sources."
    )
