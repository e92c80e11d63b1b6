# One page for an incident, with an anchor for each day on which public knowledge changed. Every
# claim stands on it once, under the day from which it was surely public and with the status it had
# then; what happened to it later is told under the later day, and marked where the claim stands.
"""The page that shows an incident as it was known on each day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_day
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry, StatusChange
from kb.index.known import KnowledgeDay, KnownClaim, claims_known_on, iter_knowledge_days
from kb.model.incidents import Incident
from kb.pages.incident.days import DayLine, build_days
from kb.say import say
from kb.urls import known_path
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.claim_brief import ClaimBrief, build_brief, claim_line
from kb.views.incident_order import incident_date
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.words import count_claims
from kb.vocab.claims import STATUSES

_EXCERPT = 90
"""Characters of a claim that is only pointed to."""


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many claims had a status."""

    status: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A claim under the day on which it became public."""

    claim: ClaimBrief
    """With the status of that day."""
    since: str | None
    """What became of it later, “since withdrawn”; None when its status is still the same."""
    since_day: Link | None
    """The day on this page on which that happened."""
    doubt: str | None
    """In a sentence, why the day is not exact; None when it is."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A claim whose status changed on a day."""

    claim: Link
    """Where the claim stands on this page, with its first words."""
    before: str
    """The status until then, in words."""
    status: str
    status_label: str
    by: Link | None
    note: Markup | None
    cites: Markup


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day, what changed on it, and the state it left."""

    anchor: str
    day: str
    """ISO day."""
    label: str
    new: tuple[KnownLine, ...]
    changed: tuple[ChangedLine, ...]
    possibly: tuple[Link, ...]
    """Claims that may have been public by then, but not surely."""
    possibly_words: str
    """How many they are."""
    known_words: str
    """How many claims were surely public by then."""
    counts: tuple[StatusCount, ...]
    """The same by status."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """An incident, day by day."""

    head: PageHead
    incident: Link
    title: str
    calendar: tuple[DayLine, ...]
    """The days as a way into the page."""
    days: tuple[KnownDay, ...]
    day_count: int
    total: int
    """Claims in the record today."""
    cited: CitedSources
    """The sources it cites."""


def build_known(kb: KnowledgeBase, incident: Incident) -> KnownPage:
    """Return the context of the page that shows what was known on each day."""
    path = known_path(incident.id)
    builder = PageBuilder(kb, path, frozenset({incident.id}))
    entries = kb.claims_of(incident.id)
    start = _start(incident)
    title = say("What was known when: {incident}", incident=incident.title)
    days = tuple(_day(builder, found, entries, start) for found in iter_knowledge_days(entries))
    description = say(
        "Day by day, what the public could know of this incident: {incident}.",
        incident=incident.title,
    )
    return KnownPage(
        head=PageHead(
            path=path,
            title=title,
            description=description,
            template="page.html",
            kind="known",
            updated=incident.updated.text,
            is_indexed=False,
        ),
        incident=builder.link(incident.id),
        title=title,
        calendar=build_days(builder, incident.id),
        days=days,
        day_count=len(days),
        total=len(entries),
        cited=CitedSources(builder),
    )


def _day(
    builder: PageBuilder, found: KnowledgeDay, entries: tuple[ClaimEntry, ...], start: dt.date
) -> KnownDay:
    known = claims_known_on(entries, found.day)
    surely = [item for item in known if not item.possibly]
    by_ref = {item.entry.ref: item for item in surely}
    changed = {entry.ref: entry for entry in found.changed}
    # What was public "by" a day is no possibility for years before the incident.
    possibly = tuple(
        _pointer(builder, item.entry)
        for item in known
        if item.possibly and (item.entry.known.earliest or start) <= found.day
    )
    return KnownDay(
        anchor=f"on-{found.day.isoformat()}_",
        day=found.day.isoformat(),
        label=show_day(found.day),
        new=tuple(_line(builder, by_ref[entry.ref]) for entry in found.new),
        changed=tuple(_changed(builder, entry, found) for entry in changed.values()),
        possibly=possibly,
        possibly_words=say("{number} more", number=len(possibly)),
        known_words=count_claims(len(surely)),
        counts=_counts(surely),
    )


def _counts(known: list[KnownClaim]) -> tuple[StatusCount, ...]:
    statuses = [item.status for item in known]
    return tuple(
        StatusCount(status, STATUSES.label(status), statuses.count(status))
        for status in STATUSES
        if status in statuses
    )


def _line(builder: PageBuilder, item: KnownClaim) -> KnownLine:
    entry = item.entry
    support = builder.kb.judge.support(entry.claim, entry.record_id, entry.known.latest)
    since = since_day = None
    if entry.status != item.status:
        since = say("since {status}", status=STATUSES.label(entry.status).lower())
        day = entry.changes[-1].since
        since_day = Link(f"#on-{day.isoformat()}_", show_day(day))
    return KnownLine(
        claim=build_brief(builder, entry, entry.claim.id, status=item.status, support=support),
        since=since,
        since_day=since_day,
        doubt=_doubt(entry),
    )


def _doubt(entry: ClaimEntry) -> str | None:
    if entry.asserted is None:
        return say(
            "Its sources show no date: it is counted from the day on which they were looked at."
        )
    earliest = entry.known.earliest
    if earliest is None:
        return say("Public on this day at the latest; since when is not known.")
    if earliest < entry.known.latest:
        return say("May have been public from {day}.", day=show_day(earliest))
    return None


def _start(incident: Incident) -> dt.date:
    date = incident_date(incident)
    return (date.earliest if date is not None else None) or dt.date.max


def _changed(builder: PageBuilder, entry: ClaimEntry, found: KnowledgeDay) -> ChangedLine:
    before, change = _change_on(entry, found)
    return ChangedLine(
        claim=_pointer(builder, entry),
        before=STATUSES.label(before.status),
        status=change.status,
        status_label=STATUSES.label(change.status),
        by=builder.link(change.by) if change.by else None,
        note=builder.inline(entry.record_id, *change.note) if change.note else None,
        cites=builder.cites(change.cites),
    )


def _change_on(entry: ClaimEntry, found: KnowledgeDay) -> tuple[StatusChange, StatusChange]:
    # Several changes on one day count as one, from the status before to the last of them.
    before = [change for change in entry.changes if change.since < found.day]
    now = [change for change in entry.changes if change.since == found.day]
    return (before or list(entry.changes))[-1], now[-1]


def _pointer(builder: PageBuilder, entry: ClaimEntry) -> Link:
    return Link(f"#{entry.claim.id}", claim_line(builder, entry, _EXCERPT))
