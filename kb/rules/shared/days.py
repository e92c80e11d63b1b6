# Nothing in doubt fires: every function here gives the first and the last day that something can
# lie on, with the doubt of each date taken at its word, and None for an end that nobody knows.
"""Between which days a source was published and a claim was said, for rules about order."""

from __future__ import annotations

from collections.abc import Iterable

from kb.dates import EdtfDate
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import Span, span_of
from kb.model.sources import Cite, Source


def is_before(earlier: Span, later: Span) -> bool:
    """Return whether one surely lies before the other."""
    return earlier[1] is not None and later[0] is not None and earlier[1] < later[0]


def span_over(dates: Iterable[EdtfDate | None]) -> Span:
    """Return the span over several dates; a missing one may be any day."""
    found = [span_of(date) for date in dates]
    firsts = [first for first, _ in found if first is not None]
    lasts = [last for _, last in found if last is not None]
    is_known = bool(found)
    return (
        min(firsts) if is_known and len(firsts) == len(found) else None,
        max(lasts) if is_known and len(lasts) == len(found) else None,
    )


def published(source: Source, version: str | None = None) -> Span:
    """Return when a source was published: one state of it, or any of its states."""
    if version is not None and version in source.versions_by_id:
        return span_over([source.versions_by_id[version].issued])
    states = [source.issued, *(state.issued for state in source.versions)]
    return span_over([*states, *(correction.date for correction in source.corrected)])


def cited(kb: KnowledgeBase, cite: Cite) -> Span:
    """Return when the cited state of a source was published."""
    return published(kb.sources[cite.source], cite.version)


def said(kb: KnowledgeBase, entry: ClaimEntry) -> Span:
    """Return when a claim was said; where it does not say, when its sources first carried it."""
    claim = entry.claim
    if claim.is_ours:
        # Our own sums are of the day on which we made them, whatever they cite.
        return entry.known.earliest, entry.known.latest
    dates = [speaker.asserted or claim.asserted for speaker in claim.asserted_by]
    if any(date is not None for date in dates):
        # The first speaker dates the claim; one without a day may have spoken on any.
        return _earliest(span_of(date) for date in dates)
    return _earliest(cited(kb, cite) for cite in claim.cites if cite.stance == "supports")


def _earliest(spans: Iterable[Span]) -> Span:
    """Return the span of the first of several things: whichever of them it was."""
    found = list(spans)
    firsts = [first for first, _ in found if first is not None]
    lasts = [last for _, last in found if last is not None]
    return (
        min(firsts) if firsts and len(firsts) == len(found) else None,
        min(lasts, default=None),
    )
