# The first claim that says otherwise gives a dispute its day, so the claims of a dispute are put in
# order of day once, and each is compared only until one is found.
"""All that the statuses of a claim follow from: what it rests on, and what stands against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.index.entries import ClaimEntry, DisputeEntry
from kb.judging.bodies import Keys
from kb.judging.judge import Judge, witnesses
from kb.judging.public import OPEN, Span, is_seen
from kb.judging.standing import Case
from kb.refs import Ref

_NO_ANSWERS = frozenset({"declined", "speculated"})
"""Speech acts that dispute nothing."""


@dataclass(frozen=True, slots=True)
class _InOrder:
    """The claims of a dispute that answer its question, in order of day, with their sides."""

    refs: tuple[Ref, ...]
    sides: tuple[int, ...]
    beyond: tuple[int, ...]
    """For each place the next one at which another side speaks."""

    def others(self, side: int) -> Iterator[str]:
        """Yield the claims of the other sides."""
        place = 0
        while place < len(self.refs):
            if self.sides[place] == side:
                place = self.beyond[place]
                continue
            yield self.refs[place]
            place += 1


@dataclass(frozen=True, slots=True)
class _Sides:
    """The answers to the question of a dispute."""

    side_of: Mapping[Ref, int]
    """Claim → its side; claims that only explain are not in it."""
    by_first: _InOrder
    """By the first possible day."""
    by_last: _InOrder
    """By the first sure one."""
    may_differ: bool
    """False when one speaker gives all the answers."""


class Cases:
    """The cases of a base."""

    def __init__(
        self,
        judge: Judge,
        entries: Mapping[str, ClaimEntry],
        disputes: Mapping[str, DisputeEntry],
    ) -> None:
        self.judge = judge
        self._entries = entries
        self._disputes = disputes
        self._sides: dict[str, _Sides] = {}
        self._speakers: dict[str, tuple[Keys, ...]] = {}

    def of(self, entry: ClaimEntry) -> Case:
        """Return all that the statuses of a claim follow from."""
        judge, claim = self.judge, entry.claim
        named = claim.named_statuses
        speakers = judge.origins.speakers(claim) if "confirmed" in named else []
        situation = judge.situation(entry.record_id)
        known = (self._entries[ref].known for ref in entry.superseded_by if ref in self._entries)
        return Case(
            claim=claim,
            loc=entry.loc,
            known=entry.known,
            recorded=judge.recorded(entry.record_id),
            witnesses=witnesses(judge, claim, entry.record_id) if "confirmed" in named else (),
            speakers=tuple((keys, since) for keys, _, since in speakers
                           if not situation.is_attacker(keys)),
            is_spoken=bool(speakers),
            against=tuple(self._against(entry)) if "disputed" in named else (),
            successors=tuple(known),
        )  # fmt: skip

    def _against(self, entry: ClaimEntry) -> Iterator[Span]:
        """Yield since when somebody said otherwise: sources that dispute it, and other claims."""
        for cite in entry.claim.cites:
            if cite.stance in {"disputes", "denies"} and is_seen(self.judge.sources[cite.source]):
                span = self.judge.published.of(cite)
                if span != OPEN:
                    yield span
        yield from self._spans(self._conflicting(entry))
        for name in entry.disputes:
            sides = self._sides_of(name)
            if sides.may_differ and entry.ref in sides.side_of:
                yield from self._first_of(entry, sides)

    def _spans(self, others: Iterable[ClaimEntry]) -> Iterator[Span]:
        for other in others:
            yield other.known.earliest, other.known.latest

    def _conflicting(self, entry: ClaimEntry) -> Iterator[ClaimEntry]:
        found = (self._entries[ref] for ref in entry.conflicts if ref in self._entries)
        return (other for other in found if _answers(entry, other))

    def _first_of(self, entry: ClaimEntry, sides: _Sides) -> Iterator[Span]:
        """Yield the first day on which somebody else gave another answer."""
        for ordered in (sides.by_first, sides.by_last):
            others = map(self._entries.__getitem__, ordered.others(sides.side_of[entry.ref]))
            first = next((other for other in others if self._opposes(entry, other)), None)
            if first is not None:
                yield first.known.earliest, first.known.latest

    def _opposes(self, entry: ClaimEntry, other: ClaimEntry) -> bool:
        """Return whether a claim of another side answers, and is somebody else's."""
        if not _answers(entry, other):
            return False
        ours = self.judge.bodies.of_speakers(entry.claim)
        return any(keys.isdisjoint(ours) for keys in self._speakers_of(other))

    def _speakers_of(self, entry: ClaimEntry) -> tuple[Keys, ...]:
        if entry.ref not in self._speakers:
            found = map(self.judge.bodies.of_speaker, entry.claim.asserted_by)
            self._speakers[entry.ref] = tuple(dict.fromkeys(found))
        return self._speakers[entry.ref]

    def _sides_of(self, name: str) -> _Sides:
        if name not in self._sides:
            dispute = self._disputes[name]
            side_of = {ref: index for index, side in enumerate(dispute.sides)
                       for ref in side.claims}  # fmt: skip
            told = [self._entries[ref] for ref in side_of]
            found = [entry for entry in told if entry.claim.speech_act not in _NO_ANSWERS]
            speakers = {self._speakers_of(entry) for entry in told}
            self._sides[name] = _Sides(
                side_of,
                _in_order(sorted(found, key=_first_day), side_of),
                _in_order(sorted(found, key=_last_day), side_of),
                len(speakers) > 1,
            )
        return self._sides[name]


def _in_order(found: Sequence[ClaimEntry], side_of: Mapping[Ref, int]) -> _InOrder:
    refs = tuple(entry.ref for entry in found)
    sides = tuple(side_of[ref] for ref in refs)
    beyond = [len(refs)] * len(refs)
    for place in range(len(refs) - 2, -1, -1):
        is_same = sides[place] == sides[place + 1]
        beyond[place] = beyond[place + 1] if is_same else place + 1
    return _InOrder(refs, sides, tuple(beyond))


def _answers(entry: ClaimEntry, other: ClaimEntry) -> bool:
    return other.ref != entry.ref and other.claim.speech_act not in _NO_ANSWERS


def _first_day(entry: ClaimEntry) -> tuple[dt.date, str]:
    # What may have been public since ever says no day: it comes after all that do.
    return entry.known.earliest or dt.date.max, entry.ref


def _last_day(entry: ClaimEntry) -> tuple[dt.date, str]:
    return entry.known.latest, entry.ref
