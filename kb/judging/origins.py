# "Lineage and independence" of the page on method. Every supporting cite becomes a voice: the set
# of bodies from which its statement may come. Two voices that share a body are not independent, so
# the number of origins is the size of the largest set of voices no two of which share one. Read
# that way, more copies never add an origin, and a source that is taken away never makes two of one.
"""What a source counts as, and how many origins are independent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.dates import EdtfDate, loose_bounds
from kb.judging.bodies import Bodies, Keys
from kb.judging.public import Published, is_seen, span_of
from kb.model.claims import EDITORS, Claim, Speaker
from kb.model.sources import Cite, Source
from kb.say import say, say_either, say_list

MOST_SEARCHED = 24
"""Voices that hang together through which the best choice is searched; more are taken in turn."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a statement in a source comes from."""

    roots: tuple[str, ...]
    """Citekeys from one of which it comes; empty when nobody knows."""
    ends: dt.date | None = None
    """The day from which it does not count any more, since something on its way was taken back."""
    is_circular: bool = False


NOWHERE = Trace(())


@dataclass(frozen=True, slots=True)
class Voice:
    """One supporting cite, and whose voice it may be."""

    cite: Cite
    trace: Trace
    keys: Keys
    label: str

    @property
    def counts(self) -> bool:
        """Return whether it counts as an origin at all."""
        return bool(self.trace.roots)

    def stands_on(self, day: dt.date) -> bool:
        """Return whether it had not been taken back by a day."""
        return self.trace.ends is None or day < self.trace.ends


def is_support(cite: Cite, sources: Mapping[str, Source]) -> bool:
    """Return whether a cite supports its claim with a source that somebody read.

    A source that we took out again as our own mistake never supported anything.
    """
    source = sources.get(cite.source)
    return cite.stance == "supports" and source is not None and is_seen(source)


class Origins:
    """The lineage of all sources of a base, each worked out once."""

    def __init__(self, sources: Mapping[str, Source], bodies: Bodies, published: Published) -> None:
        self.sources = sources
        self.bodies = bodies
        self.published = published
        self._traces: dict[str, Trace] = {}
        self._keys: dict[str, Keys] = {}

    def trace(self, key: str) -> Trace:
        """Return where the text of a source comes from."""
        return _follow(key, self._step, self._traces, self._join)

    def voices(self, claim: Claim) -> tuple[Voice, ...]:
        """Return the supporting cites of a claim as voices, in their order."""
        told = {cite.source: cite for cite in claim.cites if cite.from_ is not None or cite.own}
        if not told:
            return tuple(self._voice(cite, self.trace(cite.source)) for cite in self._of(claim))
        known: dict[str, Trace] = {}

        def step(key: str) -> tuple[str, ...]:
            cite = told.get(key)
            if cite is None or cite.from_ is None:
                return self._step(key)
            return (cite.from_,)

        def join(key: str, found: Sequence[Trace]) -> Trace:
            cite = told.get(key)
            if cite is None or cite.from_ is None:
                return self._join(key, found, is_own=cite is not None)
            return _copied(found, self._ends(key))

        return tuple(
            self._voice(cite, _follow(cite.source, step, known, join)) for cite in self._of(claim)
        )

    def _of(self, claim: Claim) -> list[Cite]:
        return [cite for cite in claim.cites if is_support(cite, self.sources)]

    def _step(self, key: str) -> tuple[str, ...]:
        source = self.sources.get(key)
        return tuple(step.source for step in source.derived_from) if source is not None else ()

    def _join(self, key: str, found: Sequence[Trace], *, is_own: bool = False) -> Trace:
        source = self.sources.get(key)
        if source is None or source.withdrawn is not None:
            return NOWHERE
        if source.lineage == "unknown":
            return Trace((), self._ends(key))
        steps = list(zip(source.derived_from, found, strict=True))
        wholes = [trace for step, trace in steps if step.extent == "whole"]
        if wholes:
            return _copied(wholes, self._ends(key))
        if is_own:
            return Trace((key,), self._ends(key))
        # Where it draws in part on others, this statement may be theirs: it is its own or one of
        # theirs. What was taken back there leaves the source its own words.
        taken = (root for step, trace in steps for root in trace.roots or (step.source,))
        known = (root for root in taken if root in self.sources)
        return Trace(tuple(dict.fromkeys((key, *known))), self._ends(key))

    def _ends(self, key: str) -> dt.date | None:
        source = self.sources.get(key)
        if source is None or source.retracted is None:
            return None
        return loose_bounds(source.retracted.date)[0] or dt.date.min

    def _voice(self, cite: Cite, trace: Trace) -> Voice:
        if trace.roots == (cite.source,):
            label = self.bodies.label_of(self.sources[cite.source])
            return Voice(cite, trace, self.keys_of(cite.source), label)
        keys = frozenset().union(*(self.keys_of(root) for root in trace.roots))
        label = ""
        if trace.roots:
            own = cite.source if cite.source in trace.roots else trace.roots[0]
            is_digest = own != cite.source
            named = trace.roots if is_digest else (own,)
            labels = dict.fromkeys(self.bodies.label_of(self.sources[root]) for root in named)
            label = say_either(tuple(labels))
        return Voice(cite, trace, keys, label)

    def keys_of(self, key: str) -> Keys:
        """Return the bodies whose voice a source is."""
        if key not in self._keys:
            source = self.sources.get(key)
            self._keys[key] = self.bodies.of_source(source) if source is not None else frozenset()
        return self._keys[key]

    def speakers(self, claim: Claim) -> list[tuple[Keys, str, dt.date | None]]:
        """Return who says a claim as groups that count once: keys, name, first day of the group.

        "A joint statement has one speaker." The day is the one from which the group surely said it
        where speakers have days of their own; None where the claim's day is theirs.
        """
        # Where one has a day of his own, the claim's day is that of the others.
        is_apart = any(item.asserted is not None for item in claim.asserted_by)
        groups: list[tuple[Keys, str, dt.date | None]] = []
        joint: list[tuple[Keys, str, dt.date | None]] = []
        for item in claim.asserted_by:
            if item.entity == EDITORS:
                continue
            said = item.asserted or (claim.asserted if is_apart else None)
            day = self._surely_said(claim, item, said) if said is not None else None
            one = (self.bodies.of_speaker(item), self.bodies.speaker_label(item), day)
            (joint if _is_joint(claim, item.entity or item.text or "") else groups).append(one)
        if len(joint) == 1:
            groups = [*joint, *groups]
        elif joint:
            keys = frozenset().union(*(found for found, _, _ in joint))
            names = tuple(dict.fromkeys(label for _, label, _ in joint))
            days = [day for _, _, day in joint]
            first = None if None in days else min(day for day in days if day is not None)
            groups.insert(0, (keys, say("{names}, jointly", names=say_list(names)), first))
        return groups

    def _surely_said(self, claim: Claim, speaker: Speaker, said: EdtfDate) -> dt.date:
        """Return the day from which a speaker surely said it: the last possible one, or sooner.

        A paper of the speaker's own that is not older shows it from the day it was there; that
        somebody else's was there shows nothing about this speaker. Where neither gives a last day
        it is never sure: `dt.date.max`.
        """
        first, last = span_of(said)
        days = [] if last is None else [last]
        for cite in self._of(claim):
            there = self.published.of(cite)[1]
            own = self.bodies.own_speakers(claim, self.sources[cite.source])
            is_theirs = not own.isdisjoint(self.bodies.of_speaker(speaker))
            if is_theirs and there is not None and (first is None or there >= first):
                days.append(there)
        return min(days, default=dt.date.max)


def _is_joint(claim: Claim, name: str) -> bool:
    return claim.joint if isinstance(claim.joint, bool) else name in claim.joint


def _copied(found: Sequence[Trace], ends: dt.date | None) -> Trace:
    """Return the trace of a text that comes wholly from others: unknown if one of them is."""
    days = [day for day in (ends, *(trace.ends for trace in found)) if day is not None]
    last = min(days, default=None)
    if any(trace.is_circular for trace in found):
        return Trace((), last, is_circular=True)
    if any(not trace.roots for trace in found):
        return Trace((), last)
    roots = dict.fromkeys(root for trace in found for root in trace.roots)
    return Trace(tuple(roots), last)


def _follow(
    start: str,
    step: Callable[[str], tuple[str, ...]],
    known: dict[str, Trace],
    join: Callable[[str, Sequence[Trace]], Trace],
) -> Trace:
    """Return the trace of `start`, those of all on its way being put into `known`.

    Who leads back to himself comes from nowhere.
    """
    work = [start]
    begun: set[str] = set()
    while work:
        current = work[-1]
        if current in known:
            work.pop()
            continue
        missing = [name for name in step(current) if name not in known and name not in begun]
        if current not in begun and missing:
            begun.add(current)
            work += missing
            continue
        begun.add(current)
        work.pop()
        circle = Trace((), is_circular=True)
        known[current] = join(current, [known.get(name, circle) for name in step(current)])
    return known[start]


def independent(voices: Iterable[tuple[Keys, str]]) -> tuple[str, ...]:
    """Return the labels of the most voices no two of which share a body, in their order."""
    given = [(keys, label) for keys, label in voices if keys]
    if len(given) < 2:
        return tuple(label for _, label in given)
    least = _least(given)
    chosen: list[tuple[int, str]] = []
    for group in _groups(least):
        chosen += _most(group)
    return tuple(label for _, label in sorted(chosen))


def two_apart(voices: Sequence[Keys]) -> tuple[int, int] | None:
    """Return the places of two voices that share no body, the first such ones; None without any."""
    if len(voices) < 2 or frozenset.intersection(*voices):
        return None
    for here, keys in enumerate(voices):
        for there in range(here + 1, len(voices)):
            if keys.isdisjoint(voices[there]):
                return here, there
    return None


_Numbered = tuple[int, Keys, str]


def _least(voices: Sequence[tuple[Keys, str]]) -> list[_Numbered]:
    """Return the voices without those that hold all the bodies of another: they add nothing."""
    distinct: dict[Keys, _Numbered] = {}
    for index, (keys, label) in enumerate(voices):
        distinct.setdefault(keys, (index, keys, label))
    shorter: dict[tuple[int, str], list[Keys]] = {}
    found: list[_Numbered] = []
    for one in sorted(distinct.values(), key=lambda item: (len(item[1]), item[0])):
        keys = one[1]
        places = ((size, key) for size in range(1, len(keys)) for key in keys)
        if any(other < keys for place in places for other in shorter.get(place, ())):
            continue
        found.append(one)
        for key in keys:
            shorter.setdefault((len(keys), key), []).append(keys)
    return found


def _groups(voices: list[_Numbered]) -> list[list[_Numbered]]:
    """Return the voices in groups that hang together through shared bodies."""
    group_of: dict[str, list[_Numbered]] = {}
    for one in voices:
        met: list[list[_Numbered]] = []
        for key in one[1]:
            other = group_of.get(key)
            if other is not None and not any(other is group for group in met):
                met.append(other)
        whole = max(met, key=len, default=[])
        for group in met:
            if group is not whole:
                whole.extend(group)
        whole.append(one)
        for member in [one, *(item for group in met if group is not whole for item in group)]:
            for key in member[1]:
                group_of[key] = whole
    unique: dict[int, list[_Numbered]] = {id(group): group for group in group_of.values()}
    return list(unique.values())


def _most(group: list[_Numbered]) -> list[tuple[int, str]]:
    ordered = sorted(group, key=lambda item: (len(item[1]), item[0]))
    if len(ordered) == 1:
        return [(ordered[0][0], ordered[0][2])]
    if len(ordered) > MOST_SEARCHED:
        return [(one[0], one[2]) for one in _in_turn(ordered)]
    return [(one[0], one[2]) for one in _search(ordered)]


def _in_turn(ordered: list[_Numbered]) -> list[_Numbered]:
    taken: set[str] = set()
    chosen = []
    for one in ordered:
        if taken.isdisjoint(one[1]):
            taken |= one[1]
            chosen.append(one)
    return chosen


def _search(ordered: list[_Numbered]) -> list[_Numbered]:
    if not ordered:
        return []
    first, rest = ordered[0], ordered[1:]
    apart = [one for one in rest if first[1].isdisjoint(one[1])]
    with_first = [first, *_search(apart)]
    if len(apart) == len(rest) or len(with_first) > len(rest):
        return with_first
    without = _search(rest)
    return with_first if len(with_first) >= len(without) else without
