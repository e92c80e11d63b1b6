# "Known on a day" of the page on method. A span is a pair of days: since when something may have
# been public, and since when it surely was; either may be open.
"""Since when pages and statements are public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.dates import EdtfDate, loose_bounds
from kb.judging.bodies import Bodies
from kb.judging.results import Known
from kb.model.claims import Claim
from kb.model.sources import Cite, Source
from kb.prose.urls import WAYBACK

Span = tuple[dt.date | None, dt.date | None]
"""First possible day, and first sure one."""

Taker = tuple[str, str | None]
"""A source that took something from another one, and the state of its page that did."""

OPEN: Span = (None, None)


def span_of(date: EdtfDate | None) -> Span:
    """Return the days that a date can mean, its doubt taken at its word."""
    return loose_bounds(date) if date is not None else OPEN


def stated_issue(cite: Cite, sources: Mapping[str, Source]) -> EdtfDate | None:
    """Return the day that is written for the state of a source that is cited, if there is one."""
    source = sources.get(cite.source)
    if source is None:
        return None
    if cite.version is None:
        return source.issued
    version = source.versions_by_id.get(cite.version)
    return version.issued if version is not None else source.issued


def is_seen(source: Source) -> bool:
    """Return whether a source counts at all: somebody read it, and we did not take it out again."""
    return source.read != "address-only" and source.withdrawn is None


class Published:
    """Since when each page of a base was there, each worked out once."""

    def __init__(
        self, sources: Mapping[str, Source], takers: Mapping[str, Iterable[Taker]]
    ) -> None:
        """Set it up.

        Args:
            sources: All sources by citekey.
            takers: Citekey → what took something from it.
        """
        self._sources = sources
        self._takers = takers
        self._found: dict[str, Span] = {}

    def of(self, cite: Cite) -> Span:
        """Return since when the cited state of a source was there."""
        source = self._sources.get(cite.source)
        version = None
        if source is not None and cite.version is not None:
            version = source.versions_by_id.get(cite.version)
        if version is None:
            return self.of_source(cite.source)
        first, last = span_of(version.issued)
        if version.issued is None:
            # An undated version is no older than the page; an archive shows it was there.
            first = self.of_source(cite.source)[0]
        return first, _earliest((last, _capture(version.archive_url)))

    def of_source(self, key: str) -> Span:
        """Return since when a page was there.

        "A page without a date was surely there when an archive took a copy, or when somebody else
        copied or cited it."
        """
        if key not in self._found:
            source = self._sources.get(key)
            if source is None:
                return OPEN
            self._found[key] = span_of(source.issued)  # holds while takers in a circle are asked
            self._found[key] = self._work_out(key, source)
        return self._found[key]

    def _work_out(self, key: str, source: Source) -> Span:
        first, last = span_of(source.issued)
        archived = source.archived.earliest if source.archived is not None else None
        proofs = [last, archived, _capture(source.archive_url)]
        if last is None:
            proofs += [span_of(found.date)[1] for found in source.corrected]
            proofs += [span_of(version.issued)[1] for version in source.versions]
            proofs += [self._known_issue(*taker) for taker in self._takers.get(key, ())]
        # What is said to prove it before it can have been there proves something else.
        days = [day for day in proofs if day is not None]
        return first, _earliest(day for day in days if first is None or day >= first)

    def _known_issue(self, key: str, version: str | None) -> dt.date | None:
        source = self._sources.get(key)
        if source is None or not is_seen(source):
            return None
        state = source.versions_by_id.get(version or "")
        return span_of(state.issued if state is not None else source.issued)[1]

    def first_look(self, key: str) -> dt.date | None:
        """Return the day on which we first looked at a page; looking again moves nothing."""
        source = self._sources.get(key)
        if source is None:
            return None
        days = (source.created, source.accessed)
        return _earliest(day.earliest for day in days if day is not None)


def _capture(url: str | None) -> dt.date | None:
    found = WAYBACK.fullmatch(url or "")
    try:
        return dt.date.fromisoformat(found[1][:8]) if found else None
    except ValueError:
        return None


def _earliest(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


class Publicity:
    """Works out since when a claim is known as its speaker's."""

    def __init__(self, published: Published, sources: Mapping[str, Source], bodies: Bodies) -> None:
        self._published = published
        self._sources = sources
        self._bodies = bodies

    def known(self, claim: Claim, recorded: dt.date) -> tuple[Known, bool]:
        """Return since when a claim is known, and whether anything dates it.

        Args:
            claim: The claim.
            recorded: The day on which its record was made.
        """
        said = self.said(claim)
        first, last = self._span(claim, said, recorded)
        lowest = said[0] if said is not None else None
        if last is not None:
            if not claim.is_ours:
                last = min([last, *self._looked(claim, said)])
            return Known(first if first is None or first <= last else None, last), True
        # Who looked, repeated or denied on a day before it was said had something else before him.
        day = _earliest(day for day in self._repeated(claim) if lowest is None or day >= lowest)
        is_dated = day is not None
        if day is None:
            day = _earliest(self._looked(claim, said)) or recorded
        if first is None and claim.private:
            first = day  # nobody is known to have had it before
        return Known(first, day if first is None else max(first, day)), is_dated

    def _looked(self, claim: Claim, said: Span | None) -> list[dt.date]:
        """Return the days on which we first looked at undated pages that have a claim.

        Where the claim has a day, a look before its last possible one proves nothing.
        """
        surely = said[1] if said is not None else None
        found = []
        for cite, (first, last) in self._spans(claim):
            look = self._published.first_look(cite.source) if last is None else None
            lowest = max(day for day in (first, surely, dt.date.min) if day is not None)
            if look is not None and look >= lowest:
                found.append(look)
        return found

    def _repeated(self, claim: Claim) -> Iterator[dt.date]:
        """Yield the days by which sources that do not support a claim had it."""
        for cite in claim.cites:
            source = self._sources.get(cite.source)
            if source is None or not is_seen(source) or cite.stance in {"supports", "input"}:
                continue
            day = self._published.of(cite)[1]
            if day is not None:
                yield day

    def _span(self, claim: Claim, said: Span | None, recorded: dt.date) -> Span:
        if claim.is_ours:
            first, last = said or OPEN
            return max(first or recorded, recorded), max(last or recorded, recorded)
        if said is None:
            spans = [self._published.of(cite) for cite in self._supporting(claim)]
            return _earliest(first for first, _ in spans), _earliest(last for _, last in spans)
        first, last = said
        carriers = [
            (start if first is None else max(start or first, first), end)
            for cite, (start, end) in self._spans(claim)
            # "A page that is older than the statement cannot carry it." That an undated page was
            # there while it may not yet have been said proves nothing.
            if end is None or end >= self._from_when(cite, (first, last))
        ]
        days = _earliest(end for _, end in carriers)
        if claim.private:
            return _earliest(start for start, _ in carriers), days
        return first, _earliest((last, days))

    def _spans(self, claim: Claim) -> Iterator[tuple[Cite, Span]]:
        for cite in self._supporting(claim):
            yield cite, self._published.of(cite)

    def _from_when(self, cite: Cite, said: Span) -> dt.date:
        """Return the first day on which the cited page can have carried what was said then."""
        if span_of(stated_issue(cite, self._sources))[1] is not None:
            return said[0] or dt.date.min
        return said[1] or dt.date.max

    def said(self, claim: Claim) -> Span | None:
        """Return when a claim was said, by the first of its speakers; None when nobody wrote it."""
        own = [speaker.asserted or claim.asserted for speaker in claim.asserted_by]
        spans = [span_of(date) for date in own if date is not None]
        if spans:
            first = None if any(start is None for start, _ in spans) else min(
                start for start, _ in spans if start is not None
            )  # fmt: skip
            return first, _earliest(last for _, last in spans)
        cite = next(iter(self._supporting(claim)), None)
        source = self._sources.get(cite.source) if cite is not None else None
        if cite is None or source is None:
            return None
        if self._bodies.own_speakers(claim, source):
            span = self._published.of(cite)
            return span if span[0] is not None or span[1] is not None else None
        return None

    def _supporting(self, claim: Claim) -> Iterator[Cite]:
        for cite in claim.cites:
            source = self._sources.get(cite.source)
            if source is not None and cite.stance == "supports" and is_seen(source):
                yield cite


def note_repeats(
    known: dict[str, Known], dated: Mapping[str, bool], repeats: Mapping[str, Sequence[str]]
) -> None:
    """Take back to an earlier day what nothing dates but somebody repeated or denied.

    Args:
        known: Claim → since when it is known; changed in place.
        dated: Claim → whether anything dates it.
        repeats: Claim → the claims that it repeats or denies.
    """
    for ref in sorted(repeats, key=lambda name: (known[name].latest, name)):
        if not dated[ref]:
            continue
        day = known[ref].latest
        work = list(repeats[ref])
        while work:
            target = work.pop()
            if target not in known or dated[target]:
                continue
            first, last = known[target].earliest, known[target].latest
            if day < last and (first is None or day >= first):
                known[target] = Known(first, day)
                work += repeats.get(target, ())
