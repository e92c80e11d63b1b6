"""The page of an incident."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from kb.dates import show_date
from kb.ids import part_anchor
from kb.index import KnowledgeBase
from kb.index.counts import count_record, part_sources, record_sources, rests_on_one
from kb.index.entries import DisputeEntry
from kb.index.known import iter_knowledge_days
from kb.model.incidents import Incident
from kb.pages.incident.head import (
    build_disputed,
    build_established,
    build_facts,
    build_unknown,
    build_wrong,
)
from kb.refs import Ref, local_of, part_ref
from kb.urls import INCIDENTS, known_path, record_path
from kb.views.accounts import impact_account, show_searched
from kb.views.brief import build_data_lines
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.citing import cite_page
from kb.views.claims import (
    build_claim,
    count_of,
)
from kb.views.figures import latest_first, show_quantity
from kb.views.incident_values import (
    DayLine,
    ImpactLine,
    IncidentPage,
    MoreDispute,
    PartLine,
    RoleRow,
    ServiceCell,
    ServiceRow,
    TopicView,
    TrendLine,
)
from kb.views.judged import build_judged, dispute_known_from, note_dispute
from kb.views.neighbourhood import build_neighbourhood
from kb.views.notes import Link
from kb.views.parts import (
    build_backlink,
    build_question,
    build_relations,
    claim_cites,
    hang_of,
    show_period,
)
from kb.views.sides import build_dispute
from kb.views.time_axis import build_time_figure
from kb.views.values import BacklinkLine, CorrectionLine, PageHead
from kb.vocab.claims import PREDICATES, STATUSES
from kb.vocab.entities import TREND_TYPES
from kb.vocab.incidents import (
    DETERMINATIONS,
    IMPACT_KINDS,
    ROLES,
    SECTORS,
    SERVICE_STATES,
)

WHOLE_DISPUTES = 4
"""Disputes shown with both sides; the others have their own pages, and a line here."""
NEAR_ELSEWHERE = "who was involved, related records and trends"
"""Where an incident's page lists all of its connections."""
NO_BODY = "All services"
"""Heading of the one column when no service says whose it is."""
UNDATED = "no date in the sources, or a finding of ours"
"""Why claims stand on the day on which the record was made."""


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
    bodies, services = _services(builder, incident)
    roles = _roles(builder, incident)
    timeline = build_time_figure(builder, incident, kb.events_of(incident.id))
    topics = _topics(builder, incident)
    views = {view.ref: view for topic in topics for view in topic.claims}
    entries = kb.disputes_of(incident.id)
    disputes = tuple(build_dispute(builder, entry, views) for entry in entries[:WHOLE_DISPUTES])
    impacts = _impacts(builder, incident)
    questions = tuple(build_question(builder, incident, i) for i in range(len(incident.questions)))
    relations = build_relations(builder, incident)
    trends = _trends(builder, incident)
    body = builder.markdown(incident.id, "body") if incident.body else None
    corrections = _corrections(builder, incident)
    backlinks = _backlinks(builder, incident)
    earlier, days = split_days(incident, build_days(builder, incident.id))
    return IncidentPage(
        head=PageHead(
            path,
            incident.title,
            builder.plain(incident.id, "summary"),
            "incident.html",
            "incident",
            incident.updated.text,
        ),
        index=Link(builder.url_of_path(INCIDENTS), "Incidents"),
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
        known_page=Link(builder.url_of_path(known_path(incident.id)), "What was known on each day"),
        days=days,
        earlier=earlier,
        facts=facts,
        service_bodies=bodies,
        services=services,
        roles=roles,
        timeline=timeline,
        topics=topics,
        disputes=disputes,
        more_disputes=tuple(_more_dispute(builder, entry) for entry in entries[WHOLE_DISPUTES:]),
        impacts=impacts,
        questions=questions,
        relations=relations,
        trends=trends,
        body=body,
        corrections=corrections,
        backlinks=backlinks,
        citation=cite_page(incident.id, incident.title, incident.updated.text),
        yaml_path=kb.authored[incident.id].document.path,
        cited=CitedSources(builder, record_sources(kb, incident.id), tells_lineage=True),
        neighbourhood=build_neighbourhood(builder, incident.id, elsewhere=NEAR_ELSEWHERE),
    )  # fmt: skip


def _kicker(incident: Incident) -> tuple[str, ...]:
    return (*incident.countries, *(SECTORS.label(sector) for sector in incident.sectors))


def _counts(kb: KnowledgeBase, incident: Incident) -> tuple[tuple[str, str], ...]:
    counts = count_record(kb, incident.id)
    rows = (
        (counts.claims, "claim"),
        (counts.sources, "source"),
        (counts.origins, "independent origin"),
    )
    return tuple((str(figure), count_of(figure, noun).split(" ", 1)[1]) for figure, noun in rows)


def _services(
    builder: PageBuilder, incident: Incident
) -> tuple[tuple[Link, ...], tuple[ServiceRow, ...]]:
    bodies = list(dict.fromkeys(body for item in incident.services for body in item.bodies))
    columns = tuple(bodies) or (NO_BODY,)
    rows: dict[str, dict[str, list[ServiceCell]]] = {}
    for index, item in enumerate(incident.services):
        row = rows.setdefault(item.service, {})
        anchor = part_anchor("services", index)
        for body in item.bodies or columns:  # a cell each: places that cite have their own id
            row.setdefault(body, []).append(_service_cell(builder, incident, index, anchor))
            anchor = None
    links = tuple(builder.link(body) for body in columns)
    return links, tuple(
        ServiceRow(name, tuple(tuple(row.get(body, ())) for body in columns))
        for name, row in rows.items()
    )


def _service_cell(
    builder: PageBuilder, incident: Incident, index: int, anchor: str | None
) -> ServiceCell:
    item = incident.services[index]
    return ServiceCell(
        anchor,
        item.state,
        SERVICE_STATES.label(item.state),
        show_period(item.start, item.end),
        builder.inline(incident.id, "services", index, "note") if item.note else None,
        claim_cites(builder, incident.id, item),
        hang_of(builder, incident, item),
    )


def _roles(builder: PageBuilder, incident: Incident) -> tuple[RoleRow, ...]:
    rows: dict[str, list[PartLine]] = {}
    for index, part in enumerate(incident.participants):
        note = (incident.id, "participants", index, "note")
        line = PartLine(
            part_anchor("participants", index),
            builder.link(part.entity),
            builder.inline(*note) if part.note else None,
            show_period(part.start, part.end),
            claim_cites(builder, incident.id, part),
            hang_of(builder, incident, part),
        )
        rows.setdefault(part.role, []).append(line)
    ordered = sorted(rows, key=ROLES.rank)
    return tuple(RoleRow(ROLES.label(role), role, tuple(rows[role])) for role in ordered)


def _topics(builder: PageBuilder, incident: Incident) -> tuple[TopicView, ...]:
    kb = builder.kb
    views: list[TopicView] = []
    placed: set[str] = set()
    for index, topic in enumerate(incident.topics):
        answer = builder.inline(incident.id, "topics", index, "answer")
        refs = [part_ref(incident.id, local) for local in topic.claims]
        placed.update(refs)
        views.append(_topic(builder, topic.id, topic.question, answer, refs))
    rest: dict[str, list[Ref]] = {}
    for entry in latest_first(kb, kb.claims_of(incident.id)):
        if entry.ref not in placed:
            predicate = entry.claim.about.predicate if entry.claim.about else "other"
            rest.setdefault(predicate, []).append(entry.ref)
    for predicate in sorted(rest, key=PREDICATES.rank):
        label = PREDICATES.label(predicate)
        views.append(_topic(builder, f"about-{predicate}_", label, None, rest[predicate]))
    return tuple(views)


def _topic(
    builder: PageBuilder, anchor: str, question: str, answer: Markup | None, refs: list[Ref]
) -> TopicView:
    claims = tuple(build_claim(builder, builder.kb.claims[ref]) for ref in refs)
    disputes = dict.fromkeys(ref for name in refs for ref in builder.kb.claims[name].disputes)
    notes = (note_dispute(builder, builder.kb.disputes[ref]) for ref in disputes)
    here = tuple(
        replace(note, link=Link(f"#{local_of(ref)}", note.link.text))
        for ref, note in zip(disputes, notes, strict=True)
    )
    return TopicView(anchor, question, answer, claims, here)


def _more_dispute(builder: PageBuilder, entry: DisputeEntry) -> MoreDispute:
    return MoreDispute(
        local_of(entry.ref),
        builder.dispute_link(entry.ref),
        build_judged(builder, entry),
        dispute_known_from(entry),
        builder.citations(part_sources(builder.kb, entry.ref)),
    )


def _impacts(builder: PageBuilder, incident: Incident) -> tuple[ImpactLine, ...]:
    return tuple(
        ImpactLine(
            part_anchor("impacts", index),
            IMPACT_KINDS.label(item.kind),
            show_quantity(item),
            builder.inline(incident.id, "impacts", index, "text"),
            impact_account(builder, incident, item),
            show_searched(builder, incident, index),
            tuple(builder.link(body) for body in item.bodies),
            claim_cites(builder, incident.id, item),
            hang_of(builder, incident, item),
        )
        for index, item in enumerate(incident.impacts)
    )


def build_days(builder: PageBuilder, incident_id: str) -> tuple[DayLine, ...]:
    """Return the days on which public knowledge of an incident changed."""
    lines = []
    entered = builder.kb.incidents[incident_id].created.earliest
    for found in iter_knowledge_days(builder.kb.claims_of(incident_id)):
        day = found.day.isoformat()
        lines.append(
            DayLine(
                day,
                f"{found.day.day} {found.day:%B %Y}",
                builder.url_of_path(known_path(incident_id), f"on-{day}_"),
                tuple(builder.claim_link(entry.ref) for entry in found.new),
                tuple(
                    (builder.claim_link(entry.ref), STATUSES.label(entry.status_on(found.day)))
                    for entry in found.changed
                ),
                UNDATED if found.day == entered else None,
            )
        )
    return tuple(lines)


def split_days(
    incident: Incident, days: tuple[DayLine, ...]
) -> tuple[tuple[DayLine, ...], tuple[DayLine, ...]]:
    """Return the days before the incident, and those since its first day that is known."""
    dates = (incident.occurred, incident.discovered, incident.disclosed)
    first = min((date.earliest for date in dates if date and date.earliest), default=None)
    if first is None:
        return (), days
    start = first.isoformat()
    return (
        tuple(line for line in days if line.day < start),
        tuple(line for line in days if line.day >= start),
    )


def _trends(builder: PageBuilder, incident: Incident) -> tuple[TrendLine, ...]:
    lines: dict[str, TrendLine] = {}
    for trend in builder.kb.entities.values():
        for index, item in enumerate(getattr(trend, "evidence", ())):
            if item.incident == incident.id and trend.id not in lines:
                note = (trend.id, "evidence", index, "note")
                lines[trend.id] = TrendLine(
                    builder.link(trend.id),
                    TREND_TYPES.label(getattr(trend, "trend_type", "")),
                    item.relevancy,
                    builder.inline(*note) if item.note else None,
                    rests_on_one(builder.kb, trend.id),
                )
    for name in incident.trends:
        if name not in lines:
            kind = TREND_TYPES.label(getattr(builder.kb.entities[name], "trend_type", ""))
            lines[name] = TrendLine(
                builder.link(name), kind, None, None, rests_on_one(builder.kb, name)
            )
    ordered = sorted(lines.values(), key=lambda line: (-(line.relevancy or 0), line.link.text))
    return tuple(ordered)


def _corrections(builder: PageBuilder, incident: Incident) -> tuple[CorrectionLine, ...]:
    return tuple(
        CorrectionLine(
            show_date(item.date),
            builder.inline(incident.id, "corrections", index, "text"),
            item.by,
            part_anchor("corrections", index),
        )
        for index, item in enumerate(incident.corrections)
    )


def _backlinks(builder: PageBuilder, incident: Incident) -> tuple[BacklinkLine, ...]:
    links = builder.kb.backlinks.get(incident.id, ())
    return tuple(build_backlink(builder, link) for link in links if link.kind != "relation")
