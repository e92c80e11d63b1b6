# The layer of horizon scanning: a trend rests on evidence, and each piece of it says how much it
# bears on the trend. An outlook is what a scan expects, never a finding of ours.
"""The page of a trend."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.ids import part_anchor
from kb.index import KnowledgeBase
from kb.index.counts import record_sources, trend_incidents
from kb.model.entities import Trend
from kb.model.entity_parts import Evidence
from kb.say import say
from kb.urls import TRENDS, record_path
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.claim_groups import ClaimGroup, build_groups
from kb.views.correction import CorrectionLine, build_corrections
from kb.views.fact import Fact
from kb.views.facts import NameLine, build_aliases, build_facts, build_former_names
from kb.views.incident_order import show_incident_date
from kb.views.link import Link
from kb.views.links_here import LinkingRecord, build_linking
from kb.views.named import NamedClaims, find_claims
from kb.views.neighbourhood import Neighbourhood, build_neighbourhood
from kb.views.page_citation import PageCitation, cite_page
from kb.views.page_head import PageHead
from kb.views.relation import RelationLine, build_relations
from kb.views.words import count_claims, count_incidents, count_sources
from kb.vocab.entities import TREND_TYPES

_SECTIONS = frozenset({"sec-about_", "sec-relations_"})


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """An incident or a source that a trend rests on."""

    link: Link
    when: str | None
    """When the incident was; None for a source, whose label holds its date."""
    relevancy: int | None
    """How much it bears on the trend, 1 to 5; None where nobody graded it."""
    note: Markup | None
    source: Link | None
    """The source that ties the incident to the trend, where the evidence names both."""
    cites: Markup
    anchor: str | None


@dataclass(frozen=True, slots=True)
class TrendPage:
    """Everything the page of a trend shows."""

    head: PageHead
    index: Link
    kind_label: str
    kind_note: str
    """What a trend of this type is."""
    title: str
    lead: Markup
    counts: tuple[str, ...]
    reviewed: str | None
    withdrawn: Markup | None
    aliases: tuple[NameLine, ...]
    former_names: tuple[NameLine, ...]
    change_from: str | None
    change_to: str | None
    outlook: Markup | None
    """What may follow in ten years, as the scan has it."""
    driving_force: Markup | None
    keywords: tuple[str, ...]
    facts: tuple[Fact, ...]
    body: str | None
    """More about it, as Markdown."""
    incidents: tuple[EvidenceLine, ...]
    """Evidence by incident, the most relevant first."""
    documents: tuple[EvidenceLine, ...]
    """Evidence by source alone, the most relevant first."""
    claims: tuple[ClaimGroup, ...]
    """Claims in its own record and claims about it."""
    relations: tuple[RelationLine, ...]
    neighbourhood: Neighbourhood | None
    """What it is connected with."""
    linking: tuple[LinkingRecord, ...]
    corrections: tuple[CorrectionLine, ...]
    citation: PageCitation
    yaml_path: str
    cited: CitedSources
    """The sources it cites."""


def build_trend(kb: KnowledgeBase, trend: Trend) -> TrendPage:
    """Return the context of a trend's page; citations are numbered from the top."""
    builder = PageBuilder(kb, record_path(trend), frozenset({trend.id}))
    lead = builder.inline(trend.id, "description")
    outlook = builder.html(trend.id, "outlook_10y") if trend.outlook_10y else None
    force = builder.html(trend.id, "driving_force") if trend.driving_force else None
    facts = build_facts(builder, trend)
    body = builder.markdown(trend.id, "body") if trend.body else None
    incidents, documents = _by_incident(builder, trend), _by_source(builder, trend)
    named = find_claims(kb, trend)
    claims = build_groups(builder, (*named.said, *named.by_others), "claims")
    relations = build_relations(builder, trend)
    linking = build_linking(builder, trend, named, sections=_SECTIONS)
    return TrendPage(
        head=_head(builder, trend),
        index=Link(builder.url_of_path(TRENDS), say("Trends")),
        kind_label=TREND_TYPES.label(trend.trend_type),
        kind_note=TREND_TYPES.note(trend.trend_type),
        title=trend.name,
        lead=lead,
        counts=_counts(kb, trend, named),
        reviewed=show_date(trend.last_reviewed) if trend.last_reviewed else None,
        withdrawn=builder.inline(trend.id, "withdrawn", "reason") if trend.withdrawn else None,
        aliases=build_aliases(trend),
        former_names=build_former_names(trend),
        change_from=trend.change.from_ if trend.change else None,
        change_to=trend.change.to if trend.change else None,
        outlook=outlook,
        driving_force=force,
        keywords=trend.keywords,
        facts=facts,
        body=body,
        incidents=incidents,
        documents=documents,
        claims=claims,
        relations=relations,
        neighbourhood=build_neighbourhood(builder, trend.id),
        linking=linking,
        corrections=build_corrections(builder, trend.id, "corrections", trend.corrections),
        citation=cite_page(kb.site, trend.id, trend.name, trend.updated.text),
        yaml_path=kb.authored[trend.id].document.path,
        cited=CitedSources(builder, record_sources(kb, trend.id)),
    )


def _head(builder: PageBuilder, trend: Trend) -> PageHead:
    description = builder.plain(trend.id, "description")
    return PageHead(
        path=record_path(trend),
        title=trend.name,
        description=description,
        template="entity.html",
        kind="trend",
        updated=trend.updated.text,
    )


def _counts(kb: KnowledgeBase, trend: Trend, named: NamedClaims) -> tuple[str, ...]:
    incidents, sources = len(trend_incidents(kb, trend.id)), len(record_sources(kb, trend.id))
    claims = len(named.said) + len(named.by_others)
    rows = (
        (incidents, count_incidents(incidents)),
        (sources, count_sources(sources)),
        (claims, count_claims(claims)),
    )
    return tuple(words for number, words in rows if number)


def _by_incident(builder: PageBuilder, trend: Trend) -> tuple[EvidenceLine, ...]:
    kb = builder.kb
    found = [
        (-(item.relevancy or 0), kb.title(item.incident), index)
        for index, item in enumerate(trend.evidence)
        if item.incident is not None and item.incident in kb.incidents
    ]
    return tuple(_evidence(builder, trend, index) for *_, index in sorted(found))


def _by_source(builder: PageBuilder, trend: Trend) -> tuple[EvidenceLine, ...]:
    found = [
        (-(item.relevancy or 0), item.source or "", index)
        for index, item in enumerate(trend.evidence)
        if item.incident is None and item.source in builder.kb.sources
    ]
    return tuple(_evidence(builder, trend, index) for *_, index in sorted(found))


def _evidence(builder: PageBuilder, trend: Trend, index: int) -> EvidenceLine:
    item: Evidence = trend.evidence[index]
    note = builder.inline(trend.id, "evidence", index, "note") if item.note else None
    anchor = part_anchor("evidence", index)
    cites = builder.citations([item.source] if item.source else [])
    if item.incident is not None:
        incident = builder.kb.incidents[item.incident]
        source = builder.source_link(item.source) if item.source else None
        when = show_incident_date(incident)
        return EvidenceLine(
            link=builder.link(incident.id),
            when=when,
            relevancy=item.relevancy,
            note=note,
            source=source,
            cites=cites,
            anchor=anchor,
        )
    assert item.source is not None
    title = builder.kb.sources[item.source].title
    link = builder.source_link(item.source, f"{title} ({builder.source_link(item.source).text})")
    return EvidenceLine(
        link=link,
        when=None,
        relevancy=item.relevancy,
        note=note,
        source=None,
        cites=cites,
        anchor=anchor,
    )
