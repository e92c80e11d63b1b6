"""The page of an incident."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index import KnowledgeBase
from kb.index.counts import count_record, part_sources, record_sources
from kb.index.entries import DisputeEntry
from kb.model.incidents import Incident
from kb.pages.incident.days import (
    DayLine,
    EarlierDays,
    build_days,
    build_earlier,
    first_day,
)
from kb.pages.incident.facts import FactLine, build_facts
from kb.pages.incident.roles import RoleRow, build_roles
from kb.pages.incident.services import ServiceRow, build_services
from kb.pages.incident.sources import IncidentSources
from kb.pages.incident.summary import build_disputed, build_established, build_unknown, build_wrong
from kb.pages.incident.topics import TopicView, build_topics
from kb.pages.incident.trends import IncidentTrends, build_trend_lines
from kb.refs import local_of
from kb.say import mark, say, say_count
from kb.urls import INCIDENTS, known_path, record_path
from kb.views.backlink import BacklinkLine, build_backlink
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.correction import CorrectionLine, build_corrections
from kb.views.dispute import DisputeView, build_dispute
from kb.views.impact import ImpactLine, build_impacts
from kb.views.judgement import Judged, build_judgement, dispute_known_from
from kb.views.link import Link
from kb.views.neighbourhood import Neighbourhood, build_neighbourhood
from kb.views.page_citation import PageCitation, cite_page
from kb.views.page_head import PageHead
from kb.views.per_body import BodyLine, build_data_lines
from kb.views.question import QuestionLine, build_question
from kb.views.relation import RelationLine, build_relations
from kb.views.summary_line import SummaryLine
from kb.views.time_axis import TimeFigure, build_time_figure
from kb.vocab.incidents import (
    DETERMINATIONS,
    SECTORS,
)


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
    all_days: tuple[DayLine, ...]
    """The days on which public knowledge changed."""
    days: tuple[DayLine, ...]
    """Those since the incident began or came to light."""
    earlier: EarlierDays | None
    """Those before: what was public about its background."""
    facts: tuple[FactLine, ...]
    service_bodies: tuple[Link, ...]
    services: tuple[ServiceRow, ...]
    roles: tuple[RoleRow, ...]
    timeline: TimeFigure | None
    topics: tuple[TopicView, ...]
    disputes: tuple[DisputeView, ...]
    more_disputes: tuple[MoreDispute, ...]
    """The rest, a line each."""
    more_disputes_words: str
    """How many they are."""
    impacts: tuple[ImpactLine, ...]
    questions: tuple[QuestionLine, ...]
    relations: tuple[RelationLine, ...]
    trends: IncidentTrends | None
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


WHOLE_DISPUTES = 4
"""Disputes shown with both sides; the others have their own pages, and a line here."""


CONNECTIONS_LISTED = mark("who was involved, related records and trends")
"""Where an incident's page lists all of its connections."""


def build_incident(kb: KnowledgeBase, incident: Incident) -> IncidentPage:
    """Return the context of an incident's page; citations are numbered from the top."""
    path = record_path(incident)
    builder = PageBuilder(kb, path, frozenset({incident.id}))
    lead = builder.inline(incident.id, "summary")
    data = build_data_lines(builder, incident)
    established = build_established(builder, incident)
    disputed = build_disputed(builder, incident)
    wrong = build_wrong(builder, incident)
    unknown = build_unknown(builder, incident)
    facts = build_facts(builder, incident)
    bodies, services = build_services(builder, incident)
    roles = build_roles(builder, incident)
    timeline = build_time_figure(builder, incident, kb.events_of(incident.id))
    topics = build_topics(builder, incident)
    views = {view.ref: view for topic in topics for view in (*topic.claims, *topic.more)}
    entries = kb.disputes_of(incident.id)
    disputes = tuple(build_dispute(builder, entry, views) for entry in entries[:WHOLE_DISPUTES])
    impacts = build_impacts(builder, incident)
    questions = tuple(build_question(builder, incident, i) for i in range(len(incident.questions)))
    relations = build_relations(builder, incident)
    trends = build_trend_lines(builder, incident)
    body = builder.markdown(incident.id, "body") if incident.body else None
    corrections = build_corrections(builder, incident.id, "corrections", incident.corrections)
    backlinks = _backlinks(builder, incident)
    all_days = build_days(builder, incident.id)
    return IncidentPage(
        head=PageHead(
            path=path,
            title=incident.title,
            description=builder.plain(incident.id, "summary"),
            template="incident.html",
            kind="incident",
            updated=incident.updated.text,
        ),
        index=Link(builder.url_of_path(INCIDENTS), say("Incidents")),
        title=incident.title,
        lead=lead,
        kicker=_kicker(incident),
        determination=DETERMINATIONS.label(incident.determination),
        counts=_counts(kb, incident),
        reviewed=show_date(incident.last_reviewed) if incident.last_reviewed else None,
        withdrawn=(
            builder.inline(incident.id, "withdrawn", "reason") if incident.withdrawn else None
        ),
        data=data,
        established=established,
        disputed=disputed,
        wrong=wrong,
        unknown=unknown,
        known_page=Link(
            builder.url_of_path(known_path(incident.id)), say("What was known on each day")
        ),
        all_days=all_days,
        days=tuple(line for line in all_days if line.day >= first_day(incident)),
        earlier=build_earlier(builder, incident, all_days),
        facts=facts,
        service_bodies=bodies,
        services=services,
        roles=roles,
        timeline=timeline,
        topics=topics,
        disputes=disputes,
        more_disputes=tuple(
            build_more_dispute(builder, entry) for entry in entries[WHOLE_DISPUTES:]
        ),
        more_disputes_words=say("{number} more", number=max(len(entries) - WHOLE_DISPUTES, 0)),
        impacts=impacts,
        questions=questions,
        relations=relations,
        trends=trends,
        body=body,
        corrections=corrections,
        backlinks=backlinks,
        citation=cite_page(kb.site, incident.id, incident.title, incident.updated.text),
        yaml_path=kb.authored[incident.id].document.path,
        cited=IncidentSources(builder, record_sources(kb, incident.id)),
        neighbourhood=build_neighbourhood(builder, incident.id, elsewhere=say(CONNECTIONS_LISTED)),
    )  # fmt: skip


def _kicker(incident: Incident) -> tuple[str, ...]:
    return (*incident.countries, *(SECTORS.label(sector) for sector in incident.sectors))


def _counts(kb: KnowledgeBase, incident: Incident) -> tuple[tuple[str, str], ...]:
    counts = count_record(kb, incident.id)
    origins = say_count("independent origin", "independent origins", counts.origins)
    return (
        (str(counts.claims), say_count("claim", "claims", counts.claims)),
        (str(counts.sources), say_count("source", "sources", counts.sources)),
        (str(counts.origins), origins),
    )


def build_more_dispute(builder: PageBuilder, entry: DisputeEntry) -> MoreDispute:
    """Return a dispute that is only named on the page of its incident."""
    return MoreDispute(
        anchor=local_of(entry.ref),
        page=builder.dispute_link(entry.ref),
        judged=build_judgement(builder, entry),
        known_from=dispute_known_from(entry),
        sources=builder.citations(part_sources(builder.kb, entry.ref)),
    )


def _backlinks(builder: PageBuilder, incident: Incident) -> tuple[BacklinkLine, ...]:
    links = builder.kb.backlinks.get(incident.id, ())
    return tuple(build_backlink(builder, link) for link in links if link.kind != "relation")
