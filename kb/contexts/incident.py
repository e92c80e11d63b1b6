"""The page of an incident."""

from __future__ import annotations

from markupsafe import Markup

from kb.contexts.citing import cite_bibtex
from kb.contexts.claims import build_claim, build_dispute, count_of, show_quantity
from kb.contexts.figure_lineage import build_lineage_figure
from kb.contexts.figure_time import build_time_figure
from kb.contexts.incident_views import (
    DayLine,
    FactLine,
    ImpactLine,
    IncidentPage,
    PartLine,
    RoleRow,
    ServiceCell,
    ServiceRow,
    SummaryLine,
    TopicView,
    TrendLine,
)
from kb.contexts.page import PageDesk
from kb.contexts.parts import (
    build_backlink,
    build_question,
    build_relations,
    impact_anchor,
    keep_lines,
    show_period,
)
from kb.contexts.views import BacklinkLine, CorrectionLine, Link, PageHead
from kb.dates import EdtfDate, show_date
from kb.index import KnowledgeBase
from kb.index.known import iter_knowledge_days
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.urls import INCIDENTS, known_path, record_path
from kb.vocab.claims import PREDICATES, STATUSES
from kb.vocab.entities import TREND_TYPES
from kb.vocab.incidents import (
    DETERMINATIONS,
    DISPUTE_OUTCOMES,
    IMPACT_KINDS,
    INCIDENT_TYPES,
    ROLES,
    RSIT,
    SCALE,
    SECTORS,
    SERVICE_STATES,
)

UNDATED = "no date in the sources, or a finding of ours"
"""Why claims stand on the day on which the record was made."""


def build_incident(kb: KnowledgeBase, incident: Incident) -> IncidentPage:
    """Return the context of an incident's page; citations are numbered from the top."""
    path = record_path(incident)
    desk = PageDesk(kb, path, frozenset({incident.id}))
    lead = desk.inline(incident.id, "summary")
    summary = _established(desk, incident), _disputed(desk, incident), _unknown(desk, incident)
    facts = _facts(desk, incident)
    bodies, services = _services(desk, incident)
    roles = _roles(desk, incident)
    timeline = build_time_figure(desk, incident, kb.events_of(incident.id))
    topics = _topics(desk, incident)
    views = {view.ref: view for topic in topics for view in topic.claims}
    disputes = tuple(
        build_dispute(desk, entry, [views.get(ref) or build_claim(desk, kb.claims[ref])
                                    for ref in entry.claims])
        for entry in kb.disputes_of(incident.id)
    )  # fmt: skip
    desk.new_section()
    impacts = _impacts(desk, incident)
    questions = tuple(build_question(desk, incident, i) for i in range(len(incident.questions)))
    relations = build_relations(desk, incident)
    trends = _trends(desk, incident)
    body = desk.markdown(incident.id, "body") if incident.body else None
    corrections = _corrections(desk, incident)
    backlinks = _backlinks(desk, incident)
    earlier, days = split_days(incident, build_days(desk, incident.id))
    claims = kb.claims_of(incident.id)
    return IncidentPage(
        head=PageHead(
            path, incident.title, desk.plain(incident.id, "summary"), "incident.html", "incident",
            incident.updated.text,
        ),
        index=Link(desk.url_of_path(INCIDENTS), "Incidents"),
        title=incident.title,
        lead=lead,
        kicker=_kicker(incident),
        determination=DETERMINATIONS.label(incident.determination),
        counts=_counts(desk, claims),
        reviewed=show_date(incident.last_reviewed) if incident.last_reviewed else None,
        withdrawn=desk.inline(incident.id, "withdrawn", "reason") if incident.withdrawn else None,
        established=summary[0],
        disputed=summary[1],
        unknown=summary[2],
        known_page=Link(desk.url_of_path(known_path(incident.id)), "What was known on each day"),
        days=days,
        earlier=earlier,
        facts=facts,
        service_bodies=bodies,
        services=services,
        roles=roles,
        timeline=timeline,
        topics=topics,
        disputes=disputes,
        impacts=impacts,
        questions=questions,
        relations=relations,
        trends=trends,
        body=body,
        corrections=corrections,
        source_corrections=_source_corrections(desk),
        backlinks=backlinks,
        citation=f"“{incident.title}.” Incident Record, updated {show_date(incident.updated)}.",
        bibtex=keep_lines(cite_bibtex(incident.id, incident.title, incident.updated.text)),
        yaml_path=kb.authored[incident.id].document.path,
        sources=desk.source_lines(),
        lineage=build_lineage_figure(desk),
    )  # fmt: skip


def _kicker(incident: Incident) -> tuple[str, ...]:
    return (*incident.countries, *(SECTORS.label(sector) for sector in incident.sectors))


def _counts(desk: PageDesk, claims: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    origins = {label for entry in claims for label in entry.support.origins}  # type: ignore[attr-defined]
    number = len(desk.numbers)
    rows = ((len(claims), "claim"), (number, "source"), (len(origins), "independent origin"))
    return tuple((str(figure), count_of(figure, noun).split(" ", 1)[1]) for figure, noun in rows)


def _established(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    lines = []
    for local in incident.established[:4]:
        entry = desk.kb.claims[f"{incident.id}#{local}"]
        text = desk.inline(incident.id, *entry.loc, "text")
        lines.append(SummaryLine(text, f"#{local}", None, desk.cites(entry.claim.cites[:3])))
    return tuple(lines)


def _disputed(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    # The order is the editors': the first disputes of the record are the ones a reader must see.
    entries = desk.kb.disputes_of(incident.id)
    return tuple(
        SummaryLine(
            Markup.escape(entry.question),
            f"#{entry.ref.split('#')[1]}",
            DISPUTE_OUTCOMES.label(entry.outcome),
            Markup(""),
        )
        for entry in entries[:4]
    )


def _unknown(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    return tuple(
        SummaryLine(
            Markup.escape(question.text), f"#{question.id}", None, desk.cites(question.cites[:2])
        )
        for question in incident.questions[:4]
    )


def _facts(desk: PageDesk, incident: Incident) -> tuple[FactLine, ...]:
    dated: tuple[tuple[str, str, EdtfDate | None], ...] = (
        ("occurred", "Began", incident.occurred),
        ("discovered", "Discovered", incident.discovered),
        ("disclosed", "Made public", incident.disclosed),
        ("resolved", "Over", incident.resolved),
    )
    lines = [
        _fact(desk, incident, label, show_date(date) if date else "Not known", key)
        for key, label, date in dated
    ]
    determination = DETERMINATIONS.label(incident.determination)
    lines.append(_fact(desk, incident, "Incident", determination, "determination"))
    kinds = ", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types)
    rsit = ", ".join(RSIT.label(item) for item in incident.rsit)
    lines.append(FactLine("Kind", kinds, f"RSIT: {rsit}" if rsit else None, (), Markup("")))
    if incident.severity:
        severity = SCALE.label(incident.severity)
        lines.append(FactLine("Weight", severity, "our judgement", (), Markup("")))
    return tuple(lines)


def _fact(desk: PageDesk, incident: Incident, label: str, value: str, key: str) -> FactLine:
    entries = [desk.kb.claims[f"{incident.id}#{local}"] for local in getattr(incident.basis, key)]
    cites: list[Cite] = [cite for entry in entries for cite in entry.claim.cites[:2]]
    links = tuple(
        Link(f"#{entry.claim.id}", desk.plain(incident.id, *entry.loc, "text")) for entry in entries
    )
    weakest = [entry.status for entry in entries if entry.status != "confirmed"]
    caveat = STATUSES.label(weakest[0]).lower() if weakest else None
    return FactLine(label, value, caveat, links, desk.cites(cites[:4]))


def claim_cites(desk: PageDesk, record_id: str, item: object) -> Markup:
    """Return the citations of something that rests on claims or on its own cites."""
    cites: list[Cite] = list(getattr(item, "cites", ()))
    for local in getattr(item, "claims", ()):
        entry = desk.kb.claims.get(f"{record_id}#{local}")
        cites.extend(
            cite for cite in entry.claim.cites if cite.stance == "supports"
        ) if entry else None
    return desk.cites(cites[:4])


def _services(
    desk: PageDesk, incident: Incident
) -> tuple[tuple[Link, ...], tuple[ServiceRow, ...]]:
    bodies = list(dict.fromkeys(body for item in incident.services for body in item.bodies))
    rows: dict[str, dict[str, list[ServiceCell]]] = {}
    for index, item in enumerate(incident.services):
        row = rows.setdefault(item.service, {})
        for body in item.bodies or tuple(bodies):  # a cell each: places that cite have their own id
            row.setdefault(body, []).append(_service_cell(desk, incident, index))
    links = tuple(desk.link(body) for body in bodies)
    return links, tuple(
        ServiceRow(name, tuple(tuple(row.get(body, ())) for body in bodies))
        for name, row in rows.items()
    )


def _service_cell(desk: PageDesk, incident: Incident, index: int) -> ServiceCell:
    item = incident.services[index]
    return ServiceCell(
        item.state,
        SERVICE_STATES.label(item.state),
        show_period(item.start, item.end),
        desk.inline(incident.id, "services", index, "note") if item.note else None,
        claim_cites(desk, incident.id, item),
    )


def _roles(desk: PageDesk, incident: Incident) -> tuple[RoleRow, ...]:
    rows: dict[str, list[PartLine]] = {}
    for index, part in enumerate(incident.participants):
        note = (incident.id, "participants", index, "note")
        line = PartLine(
            desk.link(part.entity),
            desk.inline(*note) if part.note else None,
            show_period(part.start, part.end),
            claim_cites(desk, incident.id, part),
        )
        rows.setdefault(part.role, []).append(line)
    ordered = sorted(rows, key=ROLES.rank)
    return tuple(RoleRow(ROLES.label(role), role, tuple(rows[role])) for role in ordered)


def _topics(desk: PageDesk, incident: Incident) -> tuple[TopicView, ...]:
    kb = desk.kb
    views: list[TopicView] = []
    placed: set[str] = set()
    for index, topic in enumerate(incident.topics):
        desk.new_section()
        answer = desk.inline(incident.id, "topics", index, "answer")
        refs = [f"{incident.id}#{local}" for local in topic.claims]
        placed.update(refs)
        views.append(_topic(desk, topic.id, topic.question, answer, refs))
    rest: dict[str, list[str]] = {}
    for entry in kb.claims_of(incident.id):
        if entry.ref not in placed:
            predicate = entry.claim.about.predicate if entry.claim.about else "other"
            rest.setdefault(predicate, []).append(entry.ref)
    for predicate in sorted(rest, key=PREDICATES.rank):
        desk.new_section()
        label = PREDICATES.label(predicate)
        views.append(_topic(desk, f"about-{predicate}", label, None, rest[predicate]))
    return tuple(views)


def _topic(
    desk: PageDesk, anchor: str, question: str, answer: Markup | None, refs: list[str]
) -> TopicView:
    claims = tuple(build_claim(desk, desk.kb.claims[ref]) for ref in refs)
    disputes = dict.fromkeys(ref for name in refs for ref in desk.kb.claims[name].disputes)
    links = tuple(
        (
            DISPUTE_OUTCOMES.label(desk.kb.disputes[ref].outcome),
            Link(f"#{ref.split('#')[1]}", desk.kb.disputes[ref].question),
        )
        for ref in disputes
    )
    return TopicView(anchor, question, answer, claims, links)


def _impacts(desk: PageDesk, incident: Incident) -> tuple[ImpactLine, ...]:
    return tuple(
        ImpactLine(
            impact_anchor(index),
            IMPACT_KINDS.label(item.kind),
            show_quantity(item),
            desk.inline(incident.id, "impacts", index, "text"),
            tuple(desk.link(body) for body in item.bodies),
            claim_cites(desk, incident.id, item),
        )
        for index, item in enumerate(incident.impacts)
    )


def build_days(desk: PageDesk, incident_id: str) -> tuple[DayLine, ...]:
    """Return the days on which public knowledge of an incident changed."""
    lines = []
    entered = desk.kb.incidents[incident_id].created.earliest
    for found in iter_knowledge_days(desk.kb.claims_of(incident_id)):
        day = found.day.isoformat()
        lines.append(
            DayLine(
                day,
                f"{found.day.day} {found.day:%B %Y}",
                desk.url_of_path(known_path(incident_id), f"on-{day}"),
                tuple(desk.claim_link(entry.ref) for entry in found.new),
                tuple(
                    (desk.claim_link(entry.ref), STATUSES.label(entry.status_on(found.day)))
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


def _trends(desk: PageDesk, incident: Incident) -> tuple[TrendLine, ...]:
    lines: dict[str, TrendLine] = {}
    for trend in desk.kb.entities.values():
        for index, item in enumerate(getattr(trend, "evidence", ())):
            if item.incident == incident.id and trend.id not in lines:
                note = (trend.id, "evidence", index, "note")
                lines[trend.id] = TrendLine(
                    desk.link(trend.id),
                    TREND_TYPES.label(getattr(trend, "trend_type", "")),
                    item.relevancy,
                    desk.inline(*note) if item.note else None,
                )
    for name in incident.trends:
        if name not in lines:
            kind = TREND_TYPES.label(getattr(desk.kb.entities[name], "trend_type", ""))
            lines[name] = TrendLine(desk.link(name), kind, None, None)
    ordered = sorted(lines.values(), key=lambda line: (-(line.relevancy or 0), line.link.text))
    return tuple(ordered)


def _corrections(desk: PageDesk, incident: Incident) -> tuple[CorrectionLine, ...]:
    return tuple(
        CorrectionLine(
            show_date(item.date),
            desk.inline(incident.id, "corrections", index, "text"),
            item.by,
        )
        for index, item in enumerate(incident.corrections)
    )


def _source_corrections(desk: PageDesk) -> tuple[CorrectionLine, ...]:
    lines = []
    for key in desk.numbers:
        for index, item in enumerate(desk.kb.sources[key].corrected):
            text = desk.inline(f"@{key}", "corrected", index, "note")
            lines.append((item.date.text, CorrectionLine(
                show_date(item.date), text, desk.source_link(key).text)))  # fmt: skip
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _backlinks(desk: PageDesk, incident: Incident) -> tuple[BacklinkLine, ...]:
    links = desk.kb.backlinks.get(incident.id, ())
    return tuple(build_backlink(desk, link) for link in links if link.kind != "relation")
