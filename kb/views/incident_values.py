# The blocks of an incident's page. Values only: how they are made stands in incident.py.
"""Views of an incident's page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.brief import BodyLine
from kb.views.cited import CitedSources
from kb.views.citing import PageCitation
from kb.views.dispute_values import DisputeView
from kb.views.neighbourhood import Neighbourhood
from kb.views.notes import DisputeNote, Judged, Link
from kb.views.time_axis import TimeFigure
from kb.views.values import (
    BacklinkLine,
    ClaimView,
    CorrectionLine,
    Hang,
    PageHead,
    QuestionLine,
    RelationLine,
)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the first three columns."""

    text: Markup
    url: str
    """Where the page says more."""
    remark: str | None
    cites: Markup
    known_from: str | None = ""
    """ISO day from which it holds; None for what is said with hindsight, empty on pages that
    cannot be shown as of a day."""
    known_to: str | None = None
    """ISO day from which it does not; then it is shown for earlier days only."""
    answer: str = ""
    """The verdict on a question, said with hindsight."""
    record: Link | None = None
    """The incident that it belongs to, on the page of somebody else."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A key fact with the claims behind it."""

    label: str
    value: str
    url: str | None
    """Where on the page it comes from."""
    caveat: str | None
    claims: tuple[Link, ...]
    cites: Markup
    known_from: str | None
    """ISO day from which it was known; None for what is said with hindsight."""
    known_to: str | None = None
    """ISO day on which what it rests on fell; then it is shown for earlier days only."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Everybody in one role."""

    label: str
    role: str
    people: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A participant."""

    anchor: str | None
    link: Link
    note: Markup | None
    period: str | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class ServiceCell:
    """A service at one body."""

    anchor: str | None
    """On the first of the cells that show one entry."""
    state: str
    state_label: str
    period: str | None
    note: Markup | None
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service over all bodies."""

    service: str
    cells: tuple[tuple[ServiceCell, ...], ...]
    """One tuple a body, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """An impact."""

    anchor: str | None
    kind_label: str
    figure: str | None
    text: Markup
    account: str
    """By whose account, where it is not established."""
    searched: Markup | None
    """Where it was looked for and until when, when nothing was found."""
    bodies: tuple[Link, ...]
    cites: Markup
    hang: Hang


@dataclass(frozen=True, slots=True)
class TopicView:
    """A question with its claims."""

    anchor: str
    question: str
    answer: Markup | None
    claims: tuple[ClaimView, ...]
    disputes: tuple[DisputeNote, ...]
    """The disputes that its claims are part of."""


@dataclass(frozen=True, slots=True)
class MoreDispute:
    """A dispute that is only named here."""

    anchor: str
    page: Link
    judged: Judged
    known_from: str | None
    """ISO day from which both sides were known."""
    sources: Markup
    """Numbers of the sources of its assessment, which is not shown here."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day on which public knowledge changed."""

    day: str
    label: str
    url: str
    new: tuple[Link, ...]
    changed: tuple[tuple[Link, str], ...]
    """Claims whose status changed, with the new status."""
    remark: str | None = None
    """Why claims stand on this day, where the day is not their own."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A trend the incident is evidence for."""

    link: Link
    kind_label: str
    relevancy: int | None
    note: Markup | None
    is_thin: bool
    """True when it rests on one single source."""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything the page of an incident shows."""

    head: PageHead
    index: Link
    title: str
    lead: Markup
    kicker: tuple[str, ...]
    """Countries and sectors."""
    determination: str
    counts: tuple[tuple[str, str], ...]
    """Figure and noun: claims, sources, independent origins."""
    reviewed: str | None
    withdrawn: Markup | None
    data: tuple[BodyLine, ...]
    """What is on record about the data of each body."""
    established: tuple[SummaryLine, ...]
    disputed: tuple[SummaryLine, ...]
    wrong: tuple[SummaryLine, ...]
    """Questions on which somebody was wrong, with their answers."""
    unknown: tuple[SummaryLine, ...]
    known_page: Link
    days: tuple[DayLine, ...]
    """The days since the incident began or came to light."""
    earlier: tuple[DayLine, ...]
    """Days before: what was public about its background."""
    facts: tuple[FactLine, ...]
    service_bodies: tuple[Link, ...]
    services: tuple[ServiceRow, ...]
    roles: tuple[RoleRow, ...]
    timeline: TimeFigure | None
    topics: tuple[TopicView, ...]
    disputes: tuple[DisputeView, ...]
    more_disputes: tuple[MoreDispute, ...]
    """The rest, a line each."""
    impacts: tuple[ImpactLine, ...]
    questions: tuple[QuestionLine, ...]
    relations: tuple[RelationLine, ...]
    trends: tuple[TrendLine, ...]
    body: str | None
    """Background, as Markdown."""
    corrections: tuple[CorrectionLine, ...]
    backlinks: tuple[BacklinkLine, ...]
    citation: PageCitation
    yaml_path: str
    """The authored file."""
    cited: CitedSources
    """The sources it cites."""
    neighbourhood: Neighbourhood | None
    """What it is connected with."""
