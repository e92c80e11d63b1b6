# What the index knows about each thing beyond what was authored. Values only; how they are computed
# stands in the other modules of this room.
"""The immutable entries of the knowledge base."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.dates import EdtfDate
from kb.judging.results import Known, StatusChange, Support
from kb.model.claims import Claim
from kb.model.disputes import Dispute
from kb.model.events import Event
from kb.model.relations import Relation
from kb.model.sources import Cite
from kb.model.walk import Loc
from kb.refs import Ref


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with everything that follows from its record and the others."""

    ref: Ref
    """`record#claim`, the name of the claim everywhere."""
    record_id: str
    claim: Claim
    loc: Loc
    subject: str
    """What it is about: an id."""
    asserted: EdtfDate | None
    """When it was said; from the first cite where the claim does not say."""
    known: Known
    changes: tuple[StatusChange, ...]
    """Its statuses in order of date; never empty."""
    support: Support
    disputes: tuple[Ref, ...] = ()
    """Disputes it is part of, as `record#dispute`."""
    restated_by: tuple[Ref, ...] = ()
    superseded_by: tuple[Ref, ...] = ()
    conflicts: tuple[Ref, ...] = ()
    """Claims it contradicts, in both directions of `conflicts_with`."""

    @property
    def status(self) -> str:
        """The status today, as what is public supports it."""
        return self.changes[-1].status

    @property
    def authored_status(self) -> str:
        """The status that its authors gave it last."""
        history = self.claim.history
        return str(history[-1].status if history else self.claim.status or "reported")

    def status_on(self, day: dt.date) -> str:
        """Return the status as it was known on `day`.

        Where the claim was only possibly public by then, it is the status that it had if it was.
        """
        if day < self.known.latest:
            held = [change for change in self.changes[1:] if change.held_from <= day]
        else:
            held = [change for change in self.changes if change.since <= day]
        return held[-1].status if held else "reported"


DECIDED = frozenset({"settled", "misreading"})
"""Outcomes of a dispute in which one side held."""


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One answer to the question of a dispute."""

    answer: str
    """In a few words; empty for a pair joined by `conflicts_with` alone."""
    claims: tuple[Ref, ...]
    """The claims that give it, as `record#claim`."""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class DisputeEntry:
    """A question to which claims give different answers."""

    ref: Ref
    record_id: str
    question: str
    sides: tuple[SideEntry, ...]
    outcome: str
    verdict: str = ""
    """The answer in one sentence, or who says what; empty for a pair."""
    context: tuple[Ref, ...] = ()
    """Claims that only explain, as `record#claim`."""
    dispute: Dispute | None = None
    """The authored dispute; None for a pair joined by `conflicts_with` alone."""
    loc: Loc = ()
    since: Known | None = None
    """Since when two of its sides were public; None while fewer than two are on record."""

    @property
    def claims(self) -> tuple[Ref, ...]:
        """All its claims: those of the sides in their order, then those that only explain."""
        return (*(ref for side in self.sides for ref in side.claims), *self.context)

    @property
    def holds(self) -> tuple[Ref, ...]:
        """The claims of the side that held."""
        return tuple(ref for side in self.sides if side.holds for ref in side.claims)

    @property
    def lost(self) -> tuple[Ref, ...]:
        """The claims of the other sides, once one side held."""
        return tuple(
            ref for side in self.sides if not side.holds and self.holds for ref in side.claims
        )


@dataclass(frozen=True, slots=True)
class Backlink:
    """Why one record leads to another."""

    target: str
    source_id: str
    """The record that links."""
    kind: str
    """`role`, `relation`, `claim`, `speaker`, `event`, `question`, `evidence`, `mention` …"""
    reason: str
    """In words: the role, the inverse of the relation, the text of the claim."""
    anchor: str | None = None
    """Local id on the linking page, where there is one."""
    date: EdtfDate | None = None
    cites: tuple[Cite, ...] = ()
    relation: Relation | None = None
    status: str | None = None
    """Status of the claim behind it, where there is one."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One place where a source is cited."""

    source: str
    record_id: str
    anchor: str | None
    """Where it stands on the page of its record; None for the text of the page as a whole."""
    what: str
    """`claim`, `event`, `dispute`, `participant`, `service`, `impact`, `relation`, `prose` …"""
    text: str
    """What the place says, in plain words."""
    stance: str
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class Fall:
    """The end of something that rested on claims and sources."""

    day: dt.date
    """The day on which the last of them fell."""
    why: str
    """Status of that claim, or `taken-back` for a source."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Since when something that rests on claims and sources is known, and when it fell."""

    known_from: dt.date
    """The day from which it is surely public."""
    fall: Fall | None = None
    """None while something that it rests on stands."""

    @property
    def fell_on(self) -> dt.date | None:
        """The day on which the last of what it rests on fell."""
        return self.fall.day if self.fall is not None else None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event with its record, for timelines over several records."""

    record_id: str
    event: Event
    loc: Loc
    cites: tuple[Cite, ...]
    """Its own cites and those of its claims, each source once."""
    hanging: Hanging
    """Since when it is public, and when what it rests on fell."""


__all__ = [
    "Backlink", "ClaimEntry", "DisputeEntry", "Fall", "Hanging", "Known", "SourceUse",
    "StatusChange", "Support", "TimelineEntry",
]  # fmt: skip
