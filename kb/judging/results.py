"""What judging a claim gives: since when it is known, its statuses, what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.dates import EdtfDate
from kb.model.sources import Cite
from kb.model.walk import Loc


@dataclass(frozen=True, slots=True)
class Known:
    """Since when something is public: surely since `latest`, possibly since `earliest`."""

    earliest: dt.date | None
    """First day on which it may have been public; None when that is open."""
    latest: dt.date
    """First day on which it surely was public."""

    def is_known(self, day: dt.date) -> bool:
        """Return whether it surely was public on `day`."""
        return self.latest <= day

    def is_possibly_known(self, day: dt.date) -> bool:
        """Return whether it may have been public on `day`, but not surely."""
        return self.latest > day and (self.earliest is None or self.earliest <= day)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status and since when it holds."""

    status: str
    date: EdtfDate | None
    """As it was written; None where a rule gives the day."""
    since: dt.date
    """The day from which it surely holds."""
    by: str | None = None
    cites: tuple[Cite, ...] = ()
    note: Loc | None = None
    """Where its note stands in the record."""
    maybe: dt.date | None = None
    """The first day on which it may have held; None when it is `since`."""
    if_public: dt.date | None = None
    """The day from which it held if the claim was public by then; None when it is `since`."""
    is_undated: bool = False
    """True when nothing dates it: it counts from the day on which the record was made."""
    why: str | None = None
    """In words, what gives the day, where no entry of a history does."""

    @property
    def held_from(self) -> dt.date:
        """Return the day from which it held, if the claim was public by then."""
        return self.if_public or self.since


@dataclass(frozen=True, slots=True)
class Support:
    """What a claim rests on: supporting sources, and how many of them are independent."""

    sources: tuple[str, ...]
    """Citekeys of the supporting sources, in the order of the cites."""
    origins: tuple[str, ...]
    """Labels of the independent origins: speakers, or outlets and issuers."""
    has_primary: bool
    """True when a source issued by a party, or an authoritative record, supports it."""
    untraced: int
    """Supporting sources of which nobody knows whom they copy."""
    withdrawn: tuple[str, ...] = ()
    """Citekeys of supporting sources that were taken back, or copy one that was: they do not
    count any more."""
    circular: tuple[str, ...] = ()
    """Citekeys whose cites take the statement from each other in a circle: they do not count."""
    ground: str | None = None
    """Why one document is enough to confirm it; a value of GROUNDS, or None."""
    is_own_account: bool = False
    """True when all it rests on today is the speaker's own document."""

    @property
    def copies(self) -> int:
        """Supporting sources beyond one an origin."""
        return max(len(self.sources) - len(self.origins), 0)
