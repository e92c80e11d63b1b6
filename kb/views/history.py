# A status whose day follows from a rule is told like one with an entry of its own: a reader sees
# since when it holds and what gives the day.
"""How the status of a claim changed."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import loose_bounds, show_date, show_day
from kb.index.entries import ClaimEntry, StatusChange
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import DEPRECATED_STATUSES, STATUSES


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One status of a claim."""

    status: str
    status_label: str
    date: str
    since: str
    """ISO day from which it surely holds."""
    held_from: str
    """ISO day from which it held, if the claim was public by then."""
    until: str | None
    """ISO day on which the next one begins."""
    by: Link | None
    note: Markup | None
    why: str | None
    """What gives the day, where a rule does."""
    cites: Markup


def has_changed(entry: ClaimEntry) -> bool:
    """Return whether there is more to tell of a claim than its status."""
    return len(entry.changes) > 1 or bool(entry.claim.history)


def fell_on(entry: ClaimEntry) -> str | None:
    """Return the day on which a claim fell, if it was public by then; not of what never stood."""
    if entry.status not in DEPRECATED_STATUSES or len(entry.changes) < 2:
        return None
    return entry.changes[-1].held_from.isoformat()


def build_history(builder: PageBuilder, entry: ClaimEntry) -> tuple[HistoryLine, ...]:
    """Return the statuses of a claim with their days; none where it never had another."""
    if not has_changed(entry):
        return ()
    following = [*entry.changes[1:], None]
    return tuple(
        _history_line(builder, entry, change, after)
        for change, after in zip(entry.changes, following, strict=True)
    )


def _history_line(
    builder: PageBuilder, entry: ClaimEntry, change: StatusChange, after: StatusChange | None
) -> HistoryLine:
    return HistoryLine(
        status=change.status,
        status_label=STATUSES.label(change.status),
        date=_when(entry, change),
        since=change.since.isoformat(),
        held_from=change.held_from.isoformat(),
        until=after.held_from.isoformat() if after is not None else None,
        by=builder.link(change.by) if change.by else None,
        note=builder.inline(entry.record_id, *change.note) if change.note else None,
        why=say(change.why) if change.why else None,
        cites=builder.cites(change.cites),
    )


def _when(entry: ClaimEntry, change: StatusChange) -> str:
    """Return the day of a change in words: as written, or as the rule gives it."""
    if change.is_undated:
        return say("by {day}; since when is not known", day=show_day(change.since))
    if change.date is not None:
        last = loose_bounds(change.date)[1]
        is_moved = last is not None and last < change.since
        return show_day(change.since) if is_moved else show_date(change.date)
    if change is entry.changes[0] and entry.asserted is not None:
        return show_date(entry.asserted)
    return show_day(change.since)


def build_end(builder: PageBuilder, entry: ClaimEntry) -> HistoryLine:
    """Return the last change of a claim's status."""
    return _history_line(builder, entry, entry.changes[-1], None)
