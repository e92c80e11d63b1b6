# "How firm it is, and from when" of the page on method. Who wrote a record decides which statuses a
# claim has and in which order; here each gets its day: the first on which what was public supports
# it. Nothing is read back.
"""The statuses of a claim with the days on which they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.judging.bodies import Keys
from kb.judging.origins import two_apart
from kb.judging.public import Published, Span, is_seen, span_of
from kb.judging.results import Known, StatusChange
from kb.model.claims import Claim, HistoryEntry
from kb.model.sources import Cite, Source
from kb.model.walk import Loc
from kb.say import mark
from kb.vocab.claims import FALLEN_STATUSES, UNPROVEN_ACTS


@dataclass(frozen=True, slots=True)
class Witness:
    """One supporting cite as it counts towards confirming."""

    span: Span
    """Since when it was public."""
    ends: dt.date | None
    """The day from which it does not count any more."""
    keys: Keys
    """Whose voice it may be; empty when it counts as no origin."""
    ground: str | None
    """Why it is enough alone; None when it is not."""
    spoken: dt.date | None = None
    """The day from which those whose document it is surely said it; None where it is no other."""

    def stands_on(self, day: dt.date) -> bool:
        """Return whether it surely was public on a day and had not been taken back."""
        return (
            self.span[1] is not None
            and self.span[1] <= day
            and (self.ends is None or day < self.ends)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """All that the statuses of one claim follow from."""

    claim: Claim
    loc: Loc
    known: Known
    recorded: dt.date
    """The day on which its record was made."""
    witnesses: tuple[Witness, ...]
    speakers: tuple[tuple[Keys, dt.date | None], ...]
    """Who says it, without attackers, and the day from which each surely does."""
    is_spoken: bool
    """False when nobody but the editors says it."""
    against: tuple[Span, ...]
    """Since when somebody said otherwise in public, one span each."""
    successors: tuple[Known, ...]
    """Since when the claims that supersede it are known."""


def is_confirmed_on(case: Case, day: dt.date) -> str | None:
    """Return in words what confirms a claim on a day; None when nothing does.

    "Two independent origins, or a document that can confirm it."
    """
    found = _confirmed(case, day)
    return found[0] if found is not None else None


def _confirmed(case: Case, day: dt.date) -> tuple[str, dt.date] | None:
    """Return what confirms a claim on a day, and the day until which that surely holds."""
    if case.claim.speech_act in UNPROVEN_ACTS or not case.known.is_known(day):
        return None
    standing = [witness for witness in case.witnesses if witness.stands_on(day)]
    standing.sort(key=_end, reverse=True)
    for ground, words in _GROUNDS:
        for witness in standing:
            if witness.ground == ground and (witness.spoken is None or witness.spoken <= day):
                return words, _end(witness)
    if case.is_spoken:
        spoken = [keys for keys, since in case.speakers if since is None or since <= day]
        if two_apart(spoken) is None:
            return None
    pair = two_apart([witness.keys for witness in standing if witness.keys])
    if pair is None:
        return None
    counted = [witness for witness in standing if witness.keys]
    return mark("by a second independent origin"), min(_end(counted[index]) for index in pair)


_GROUNDS = (
    ("finding", mark("by a finding")), ("register", mark("by an official record")),
    ("own-act", mark("by its own account")),
)  # fmt: skip


def _end(witness: Witness) -> dt.date:
    return witness.ends or dt.date.max


def confirmed_spells(case: Case) -> tuple[tuple[dt.date, str | None], ...]:
    """Return the days on which a claim begins and ends to be confirmed, with what confirms it."""
    days = {case.known.latest}
    for witness in case.witnesses:
        days |= {day for day in (witness.span[1], witness.spoken) if day is not None}
    days |= {since for _, since in case.speakers if since is not None}
    days.discard(dt.date.max)  # a day that never comes
    if not _may_be(case):
        return ()
    coming = sorted((day for day in days if day >= case.known.latest), reverse=True)
    spells: list[tuple[dt.date, str | None]] = []
    while coming:
        day = coming.pop()
        found = _confirmed(case, day)
        while found is not None:
            if not spells or spells[-1][1] is None:
                spells.append((day, found[0]))
            # It holds until what confirms it is taken back; what came meanwhile may take over.
            day = found[1]
            if day == dt.date.max:
                return tuple(spells)
            found = _confirmed(case, day)
        if spells and spells[-1][1] is not None:
            spells.append((day, None))
        while coming and coming[-1] <= day:
            coming.pop()
    return tuple(spells)


def _may_be(case: Case) -> bool:
    """Return whether a claim could be confirmed if all its sources stood for ever."""
    if any(witness.ground is not None for witness in case.witnesses):
        return True
    has_two = two_apart([witness.keys for witness in case.witnesses if witness.keys]) is not None
    return has_two and (
        not case.is_spoken or two_apart([keys for keys, _ in case.speakers]) is not None
    )


def reported(known: Known) -> StatusChange:
    """Return the status that every claim has at first."""
    return StatusChange("reported", None, known.latest, maybe=known.earliest)


def statuses(
    case: Case, published: Published, sources: Mapping[str, Source]
) -> tuple[StatusChange, ...]:
    """Return the statuses of a claim in the order of the days from which they hold."""
    claim = case.claim
    first = reported(case.known)
    if claim.history:
        written = [
            _from_entry(case, entry, (*case.loc, "history", index), published, sources)
            for index, entry in enumerate(claim.history)
        ]
    elif claim.status in {None, "reported"}:
        written = []
    else:
        written = [_from_status(case, str(claim.status))]
    if not case.successors:
        # Without a claim that replaces it nothing is superseded; the check says so.
        written = [change for change in written if change.status != "superseded"]
    elif all(change.status != "superseded" for change in written):
        # What was withdrawn or shown false in the end may have been superseded before.
        place = len(written) - (bool(written) and written[-1].status in FALLEN_STATUSES)
        written.insert(place, _from_status(case, "superseded"))
    return _in_order([first, *_settled(case, written)])


def _from_status(case: Case, status: str) -> StatusChange:
    """Return when a bare status holds."""
    if status == "confirmed":
        spells = confirmed_spells(case)
        if spells:
            day, why = spells[0]
            return StatusChange(status, None, day, why=why)
        return StatusChange(status, None, dt.date.max)
    if status == "disputed":
        span, why = _first(case.against), mark("since somebody says otherwise")
    elif status == "superseded":
        span, why = _first([(known.earliest, known.latest) for known in case.successors]), None
    else:
        span, why = (None, None), None
    return _at(case, status, span, why)


def _at(case: Case, status: str, span: Span, why: str | None) -> StatusChange:
    if span[1] is None:
        maybe = span[0] or case.known.earliest or case.known.latest
        since = max(case.recorded, case.known.latest)
        return StatusChange(status, None, since, maybe=maybe, is_undated=True, why=why)
    since = max(span[1], case.known.latest)
    return StatusChange(status, None, since, maybe=span[0], why=why)


def _first(spans: Iterable[Span]) -> Span:
    found = list(spans)
    firsts = [first for first, _ in found if first is not None]
    lasts = [last for _, last in found if last is not None]
    return min(firsts, default=None), min(lasts, default=None)


def evidence_of(
    entry: HistoryEntry, claim: Claim, published: Published, sources: Mapping[str, Source]
) -> Span:
    """Return since when the sources of a history entry show the change.

    The sources that the claim came from show it by a correction, a version or their withdrawal.
    """
    own = _carrying(claim)
    return _first(
        _correction(cite, sources)
        if cite.source in own and cite.version is None
        else published.of(cite)
        for cite in _seen(entry, sources)
    )


def _carrying(claim: Claim) -> set[str]:
    return {cite.source for cite in claim.cites if cite.stance == "supports"}


def appeared(
    entry: HistoryEntry, published: Published, sources: Mapping[str, Source]
) -> dt.date | None:
    """Return the day on which the first source of a history entry was surely there.

    An article shows no change by the day on which it first appeared, but none before it either.
    """
    return _first(published.of(cite) for cite in _seen(entry, sources))[1]


def _seen(entry: HistoryEntry, sources: Mapping[str, Source]) -> list[Cite]:
    return [
        cite for cite in entry.cites if cite.source in sources and is_seen(sources[cite.source])
    ]


def _correction(cite: Cite, sources: Mapping[str, Source]) -> Span:
    source = sources.get(cite.source)
    if source is None:
        return None, None
    dates = [item.date for item in source.corrected]
    dates += [source.retracted.date] if source.retracted is not None else []
    return _first(span_of(date) for date in dates)


def _from_entry(
    case: Case, entry: HistoryEntry, loc: Loc, published: Published, sources: Mapping[str, Source]
) -> StatusChange:
    evidence = evidence_of(entry, case.claim, published, sources)
    first, last = span_of(entry.date)
    if entry.date is None:
        first, last = evidence
        if last is None and entry.cites:
            own = _carrying(case.claim)
            looks = [
                published.first_look(cite.source)
                for cite in _seen(entry, sources)
                if cite.source not in own
            ]
            last = min((day for day in looks if day is not None), default=None)
    floor = floor_of(case, entry.status, evidence)
    if entry.status == "disputed" and entry.date is not None and evidence[1] is None:
        # What shows it has no day that could stand against the one that is written.
        floor = None if _seen(entry, sources) else floor
    if floor is not None and (last is None or entry.status == "superseded"):
        # The rule dates what its author did not; a successor always gives the day itself.
        first = last = floor
    since = last if last is not None else case.recorded
    # Never before its sources; what supersedes a claim is its successor, whatever tells of it.
    shown = appeared(entry, published, sources) if entry.status != "superseded" else None
    lowest = max((day for day in (floor, shown) if day is not None), default=None)
    if lowest is not None and lowest > since:
        first = since = lowest
    return StatusChange(
        entry.status, entry.date, max(since, case.known.latest), entry.by, entry.cites,
        (*loc, "note") if entry.note else None,
        maybe=first, if_public=since, is_undated=last is None and floor is None,
    )  # fmt: skip


def floor_of(case: Case, status: str, evidence: Span) -> dt.date | None:
    """Return the day before which a status cannot hold; None when nothing sets one."""
    if status == "confirmed":
        spells = confirmed_spells(case)
        return spells[0][0] if spells else dt.date.max
    if status == "superseded":
        return _first([(known.earliest, known.latest) for known in case.successors])[1]
    if status == "disputed":
        return _first([*case.against, evidence])[1]
    return evidence[1] if status in FALLEN_STATUSES else None


def possible_floor(case: Case, status: str, evidence: Span) -> dt.date | None:
    """Return the first day on which a status may have held; None when nothing sets one."""
    if status == "disputed":
        return _first([*case.against, evidence])[0]
    if status in FALLEN_STATUSES:
        return evidence[0]
    if status == "superseded":
        return _first([(known.earliest, known.latest) for known in case.successors])[0]
    if status != "confirmed":
        return None
    early = [replace(item, span=(item.span[0], item.span[0] or dt.date.min))
             if item.span[1] is not None else item for item in case.witnesses]  # fmt: skip
    first = case.known.earliest or dt.date.min
    speakers = tuple((keys, None) for keys, _ in case.speakers)
    soonest = replace(case, witnesses=tuple(early), known=Known(first, first), speakers=speakers)
    spells = confirmed_spells(soonest)
    return spells[0][0] if spells else None


def _settled(case: Case, written: Sequence[StatusChange]) -> list[StatusChange]:
    """Return the changes with no entry later than the one that follows it.

    "An entry that is dated to a month counts from the end of that month, but never after the entry
    that follows it."
    """
    found: list[StatusChange] = []
    latest: dt.date | None = None
    for change in reversed(written):
        since = change.since if latest is None else min(change.since, latest)
        lowest = change.maybe or case.known.latest
        if since < change.since and lowest > since:
            continue
        latest = since
        found.append(change if since == change.since else _moved(change, since))
    return [part for change in reversed(found) for part in _spells(case, change, found)]


def _moved(change: StatusChange, since: dt.date) -> StatusChange:
    maybe = change.maybe if change.maybe is None or change.maybe <= since else since
    if_public = change.if_public if change.if_public is None else min(change.if_public, since)
    return replace(change, since=since, maybe=maybe, if_public=if_public)


def _spells(case: Case, change: StatusChange, found: Sequence[StatusChange]) -> list[StatusChange]:
    """Return a change, and what it lapses to and from while its sources are taken back."""
    if change.status != "confirmed":
        return [change]
    later = [other.since for other in found if other.since > change.since]
    until = min(later, default=dt.date.max)
    if change.since == dt.date.max or is_confirmed_on(case, change.since) is None:
        return []
    parts = [change]
    for day, why in confirmed_spells(case):
        if change.since < day < until:
            words = why or mark("a source that confirmed it was taken back")
            parts.append(
                StatusChange("reported" if why is None else "confirmed", None, day, why=words)
            )
    return parts


def _in_order(changes: list[StatusChange]) -> tuple[StatusChange, ...]:
    """Return the changes without a first “reported” that lasted no day.

    What was taken back on the day it was said was said all the same: that stays.
    """
    first, rest = changes[0], changes[1:]
    if not rest or rest[0].since != first.since:
        return tuple(changes)
    # From its first possible day on a claim may have been reported, whatever came on the sure one.
    is_exact = first.maybe == first.since
    if rest[0].status == "reported" or (rest[0].status == "confirmed" and is_exact):
        return tuple(rest)
    return tuple(changes)
