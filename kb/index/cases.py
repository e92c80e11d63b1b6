# The first claim that says otherwise gives a dispute its day, so the claims of a dispute are put in
# order of day once, and each is compared only until one is found.
"""All that the statuses of a claim follow from: what it rests on, and what stands against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.index.entries import ClaimEntry, DisputeEntry
from kb.judging.bodies import Keys
from kb.judging.judge import Judge, witnesses
from kb.judging.public import OPEN, Span, is_seen
from kb.judging.standing import Case

_NO_ANSWERS = frozenset({"declined", "speculated"})
"""Speech acts that dispute nothing."""


def full_ref(ref: str, record_id: str) -> str:
    """Return `record#claim` for a local or full reference."""
    return ref if "#" in ref else f"{record_id}#{ref}"


@dataclass(frozen=True, slots=True)
class _Sides:
    """The claims of a dispute that answer its question, in order of day."""

    by_first: tuple[str, ...]
    """By the first possible day."""
    by_last: tuple[str, ...]
    """By the first sure one."""
    may_differ: bool
    """False when one speaker says all of them, or all repeat one claim."""


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
        self._firsts: dict[str, str] = {}
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
        above = list(self._rewritten(entry))
        for name in entry.disputes:
            yield from self._spans(
                other for other in above if name in other.disputes and self._opposes(entry, other)
            )
            sides = self._sides_of(name)
            if sides.may_differ:
                yield from self._first_of(entry, sides)

    def _spans(self, others: Iterable[ClaimEntry]) -> Iterator[Span]:
        for other in others:
            yield other.known.earliest, other.known.latest

    def _conflicting(self, entry: ClaimEntry) -> Iterator[ClaimEntry]:
        found = (self._entries[ref] for ref in entry.conflicts if ref in self._entries)
        return (other for other in found if _answers(entry, other))

    def _first_of(self, entry: ClaimEntry, sides: _Sides) -> Iterator[Span]:
        """Yield the first day on which a claim of another family says otherwise."""
        for refs in (sides.by_first, sides.by_last):
            others = (
                self._entries[ref] for ref in refs if self._first(ref) != self._first(entry.ref)
            )
            first = next((other for other in others if self._opposes(entry, other)), None)
            if first is not None:
                yield first.known.earliest, first.known.latest

    def _opposes(self, entry: ClaimEntry, other: ClaimEntry) -> bool:
        """Return whether another claim answers, is somebody else's, and does not say the same."""
        if not _answers(entry, other):
            return False
        if entry.claim.about is not None and entry.claim.about == other.claim.about:
            return False
        ours = self.judge.bodies.of_speakers(entry.claim)
        return any(keys.isdisjoint(ours) for keys in self._speakers_of(other))

    def _rewritten(self, entry: ClaimEntry) -> Iterator[ClaimEntry]:
        """Yield the claims that a claim goes back to and made something else of."""
        seen = {entry.ref}
        is_copy = True
        while entry.claim.restates is not None:
            is_copy = is_copy and entry.claim.restates.how == "copied"
            target = full_ref(entry.claim.restates.claim, entry.record_id)
            if target not in self._entries or target in seen:
                return
            seen.add(target)
            entry = self._entries[target]
            if not is_copy:
                yield entry

    def _first(self, ref: str) -> str:
        """Return the claim that a claim goes back to in the end; itself when it repeats none."""
        path: list[str] = []
        while ref not in self._firsts:
            entry = self._entries[ref]
            self._firsts[ref] = ref  # holds for the last one, and ends a circle
            restated = entry.claim.restates
            target = full_ref(restated.claim, entry.record_id) if restated is not None else ref
            if target not in self._entries or target == ref:
                break
            path.append(ref)
            ref = target
        for name in path:
            self._firsts[name] = self._firsts[ref]
        return self._firsts[ref]

    def _speakers_of(self, entry: ClaimEntry) -> tuple[Keys, ...]:
        if entry.ref not in self._speakers:
            found = map(self.judge.bodies.of_speaker, entry.claim.asserted_by)
            self._speakers[entry.ref] = tuple(dict.fromkeys(found))
        return self._speakers[entry.ref]

    def _sides_of(self, name: str) -> _Sides:
        if name not in self._sides:
            told = [self._entries[ref] for ref in self._disputes[name].claims
                    if ref in self._entries]  # fmt: skip
            found = [entry for entry in told if entry.claim.speech_act not in _NO_ANSWERS]
            families = {self._first(entry.ref) for entry in told}
            speakers = {self._speakers_of(entry) for entry in told}
            self._sides[name] = _Sides(
                tuple(entry.ref for entry in sorted(found, key=_first_day)),
                tuple(entry.ref for entry in sorted(found, key=_last_day)),
                len(families) > 1 and len(speakers) > 1,
            )
        return self._sides[name]


def _answers(entry: ClaimEntry, other: ClaimEntry) -> bool:
    return other.ref != entry.ref and other.claim.speech_act not in _NO_ANSWERS


def _first_day(entry: ClaimEntry) -> tuple[dt.date, str]:
    # What may have been public since ever says no day: it comes after all that do.
    return entry.known.earliest or dt.date.max, entry.ref


def _last_day(entry: ClaimEntry) -> tuple[dt.date, str]:
    return entry.known.latest, entry.ref
