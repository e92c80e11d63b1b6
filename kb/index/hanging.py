# "What rests on claims" of the page on method: events, roles, services and impacts are shown from
# the first thing that carries them, and fall with the last. One function for all of them, so that
# timelines, heads, comparisons and indexes cannot differ.
"""Since when something that rests on claims and sources is known, and when it fell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.dates import loose_bounds
from kb.index.entries import ClaimEntry, Fall, Hanging
from kb.judging.judge import Judge
from kb.judging.origins import is_support
from kb.model.events import Event
from kb.model.incident_parts import Impact, Participant, ServiceState
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.refs import part_ref
from kb.vocab.claims import DEPRECATED_STATUSES

CLEARED = "named-then-cleared"
"""The role that says itself that its claims fell."""
TAKEN_BACK = "taken-back"


class Resting(Protocol):
    """What rests on claims and sources: an event, a participant, a service, an impact."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Local ids of its claims."""

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Its own sources."""


RESTING = (Event, Participant, ServiceState, Impact)
"""What falls with the claims and sources that it rests on."""


@dataclass(frozen=True, slots=True)
class _Spell:
    """A time during which one claim or source carried something."""

    start: dt.date
    fall: Fall | None


class Hangs:
    """Tells of everything in a base since when it is known, and when it fell."""

    def __init__(self, judge: Judge, claims: Mapping[str, ClaimEntry]) -> None:
        self._judge = judge
        self._claims = claims

    def of(self, record_id: str, item: Resting) -> Hanging:
        """Return since when a part of a record is known, and when it fell.

        What nothing carries is known from the day on which its record was made, and never falls.
        Where all that carried it fell and something else carried it later, the later time counts.
        """
        spells = list(self._spells(record_id, item))
        if not spells:
            return Hanging(self._judge.recorded(record_id))
        fall = _last_run(spells).fall
        if isinstance(item, Participant) and item.role == CLEARED:
            fall = None
        return Hanging(_known_from(item, spells), fall)

    def fallen(self, record_id: str, item: Resting) -> bool:
        """Return whether all that a part of a record rested on has fallen."""
        return self.of(record_id, item).fall is not None

    def standing(self, incident: Incident) -> tuple[Participant, ...]:
        """Return the participants of an incident whose role still rests on something."""
        return tuple(part for part in incident.participants if not self.fallen(incident.id, part))

    def all_known(self, record_id: str, claims: Iterable[str]) -> dt.date | None:
        """Return the day from which all of some claims of a record are known; None without any."""
        found = (self._claims.get(part_ref(record_id, local)) for local in claims)
        return max((entry.known.latest for entry in found if entry is not None), default=None)

    def _spells(self, record_id: str, item: Resting) -> Iterator[_Spell]:
        for local in item.claims:
            entry = self._claims.get(part_ref(record_id, local))
            if entry is not None:
                yield from claim_spells(entry)
        for cite in item.cites:
            if is_support(cite, self._judge.sources):
                last = self._judge.published.of(cite)[1]
                last = last or self._judge.published.first_look(cite.source)
                start = last or self._judge.recorded(record_id)
                ends = self._judge.origins.trace(cite.source).ends
                yield _Spell(start, Fall(max(ends, start), TAKEN_BACK) if ends else None)


def claim_spells(entry: ClaimEntry) -> tuple[_Spell, ...]:
    """Return the times in which a claim was not withdrawn, shown false or superseded."""
    spells: list[_Spell] = []
    start: dt.date | None = None
    for change in entry.changes:
        since = max(change.since, entry.known.latest)
        if change.status in DEPRECATED_STATUSES:
            if start is not None:
                spells.append(_Spell(start, Fall(since, change.status)))
            elif not spells:
                spells.append(_Spell(since, Fall(since, change.status)))
            start = None
        elif start is None:
            start = since
    return tuple(spells) if start is None else (*spells, _Spell(start, None))


def _last_run(spells: Sequence[_Spell]) -> _Spell:
    """Return the last time during which something carried it without a gap."""
    ordered = sorted(spells, key=lambda spell: spell.start)
    run = ordered[0]
    for spell in ordered[1:]:
        if run.fall is not None and spell.start > run.fall.day:
            run = spell
        else:
            run = _Spell(run.start, _later(run.fall, spell.fall))
    return run


def _later(one: Fall | None, other: Fall | None) -> Fall | None:
    if one is None or other is None:
        return None
    return max(one, other, key=lambda fall: fall.day)


def _known_from(item: Resting, spells: Sequence[_Spell]) -> dt.date:
    """Return since when something is known.

    "From the first of its claims that was said when the event could have happened, never before it
    happened." A plan is known from the day on which it was announced.
    """
    date = item.date if isinstance(item, Event) else getattr(item, "start", None)
    first = loose_bounds(date)[0] if date is not None else None
    if first is None or (isinstance(item, Event) and item.status == "planned"):
        return _last_run(spells).start
    carrying = [spell for spell in spells if spell.start >= first]
    return max(_last_run(carrying or spells).start, first)


__all__ = ["CLEARED", "TAKEN_BACK", "Fall", "Hanging", "Hangs", "claim_spells"]
