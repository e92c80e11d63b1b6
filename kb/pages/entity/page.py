# The page that somebody reads who is named here: their part, their words, what others said, what
# became of it. It must be fair at the first glance, so "named, then cleared" comes before anything.
"""The page of an entity."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index import KnowledgeBase
from kb.index.counts import naming_incidents, record_sources
from kb.index.entries import ClaimEntry
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.pages.entity.cleared import ClearedLine, build_cleared
from kb.pages.entity.contested import ContestedGroup, build_contested_groups
from kb.pages.entity.disputes import DisputeLine, build_dispute_lines
from kb.pages.entity.headings import EntityHeadings, build_headings
from kb.pages.entity.involvement import Involvement, build_involvements
from kb.pages.entity.provider import ProviderIncident, build_provided
from kb.pages.entity.publications import PublicationLine, build_publications
from kb.pages.entity.summary import asked_of, build_disputed, build_established, build_unknown
from kb.refs import part_ref
from kb.say import say, say_count
from kb.timeline import in_order
from kb.urls import ENTITIES, kind_path, record_path
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.claim_groups import (
    ClaimGroup,
    MentionGroup,
    build_groups,
    build_mentions,
)
from kb.views.correction import CorrectionLine, build_corrections
from kb.views.event import EventLine, build_event
from kb.views.fact import Fact
from kb.views.facts import (
    NameLine,
    build_aliases,
    build_facts,
    build_former_names,
    kind_noun,
    speaks_of_people,
)
from kb.views.link import Link
from kb.views.links_here import LinkingRecord, build_linking
from kb.views.named import NamedClaims, find_claims, is_contested
from kb.views.neighbourhood import Neighbourhood, build_neighbourhood
from kb.views.page_citation import PageCitation, cite_page
from kb.views.page_head import PageHead
from kb.views.question import QuestionLine, build_question
from kb.views.relation import RelationLine, build_relations
from kb.views.summary_line import SummaryLine
from kb.views.words import count_about, count_naming, count_said


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Everything the page of an entity shows."""

    head: PageHead
    index: Link
    kind_index: Link
    """The index of its kind."""
    noun: str
    """What one entity of its kind is called."""
    headings: EntityHeadings
    """Headings that speak of it as a thing or as people."""
    title: str
    cleared: tuple[ClearedLine, ...]
    """Incidents in which it was named and then cleared; shown before anything else."""
    withdrawn: Markup | None
    lead: Markup
    counts: tuple[str, ...]
    """Incidents, claims, and the sources that its own record cites, in words."""
    reviewed: str | None
    aliases: tuple[NameLine, ...]
    former_names: tuple[NameLine, ...]
    established: tuple[SummaryLine, ...]
    disputed: tuple[SummaryLine, ...]
    decided: tuple[SummaryLine, ...]
    unknown: tuple[SummaryLine, ...]
    facts: tuple[Fact, ...]
    body: str | None
    """More about it, as Markdown."""
    involvements: tuple[Involvement, ...]
    provided: tuple[ProviderIncident, ...]
    shows_home: bool
    """False where all incidents are one, which need not be named at each claim."""
    contested: tuple[ContestedGroup, ...]
    said: tuple[ClaimGroup, ...]
    about: tuple[ClaimGroup, ...]
    """Claims about it that are not among the contested ones."""
    mentions: tuple[MentionGroup, ...]
    """Further claims that only name it in their words."""
    disputes: tuple[DisputeLine, ...]
    questions: tuple[QuestionLine, ...]
    events: tuple[EventLine, ...]
    events_of_several: bool
    """True where they are of more than one incident."""
    relations: tuple[RelationLine, ...]
    neighbourhood: Neighbourhood | None
    """What it is connected with."""
    publications: tuple[PublicationLine, ...]
    linking: tuple[LinkingRecord, ...]
    corrections: tuple[CorrectionLine, ...]
    citation: PageCitation
    yaml_path: str
    cited: CitedSources
    """The sources it cites."""


def build_entity(kb: KnowledgeBase, entity: EntityBase) -> EntityPage:
    """Return the context of an entity's page; citations are numbered from the top."""
    builder = PageBuilder(kb, record_path(entity), frozenset({entity.id}))
    claims = find_claims(kb, entity)
    cleared = build_cleared(builder, entity, claims)
    withdrawn = builder.inline(entity.id, "withdrawn", "reason") if entity.withdrawn else None
    lead = builder.inline(entity.id, "description")
    summary = (
        build_established(builder, claims),
        build_disputed(builder, claims),
        build_unknown(builder, entity),
    )
    facts = build_facts(builder, entity)
    body = builder.markdown(entity.id, "body") if entity.body else None
    involvements = build_involvements(builder, entity)
    contested = build_contested_groups(builder, claims)
    said = build_groups(builder, claims.said, "said")
    about = build_groups(builder, _uncontested(claims.about), "about")
    mentions = build_mentions(builder, _uncontested(claims.mentions))
    provided = build_provided(builder, entity)
    questions = _questions(builder, entity)
    events = _events(builder, entity, claims)
    relations = build_relations(builder, entity)
    linking = build_linking(builder, entity, claims, is_people=speaks_of_people(entity))
    return EntityPage(
        head=_head(builder, entity, cleared),
        index=Link(builder.url_of_path(ENTITIES), say("Entities")),
        kind_index=Link(
            builder.url_of_path(kind_path(entity.kind)), ENTITY_KINDS.label(entity.kind)
        ),
        noun=kind_noun(entity),
        headings=build_headings(entity, has_contested=bool(contested), has_said=bool(said)),
        title=entity.name,
        cleared=cleared,
        withdrawn=withdrawn,
        lead=lead,
        counts=_counts(builder, entity, involvements, claims),
        reviewed=show_date(entity.last_reviewed) if entity.last_reviewed else None,
        aliases=build_aliases(entity),
        former_names=build_former_names(entity),
        established=summary[0],
        disputed=summary[1][0],
        decided=summary[1][1],
        unknown=summary[2],
        facts=facts,
        body=body,
        involvements=involvements,
        provided=provided,
        shows_home=len(involvements) != 1,
        contested=contested,
        said=said,
        about=about,
        mentions=mentions,
        disputes=build_dispute_lines(builder, claims),
        questions=questions,
        events=events,
        events_of_several=len({event.record for event in events}) > 1,
        relations=relations,
        neighbourhood=build_neighbourhood(builder, entity.id),
        publications=build_publications(builder, entity),
        linking=linking,
        corrections=build_corrections(builder, entity.id, "corrections", entity.corrections),
        citation=cite_page(kb.site, entity.id, entity.name, entity.updated.text),
        yaml_path=kb.authored[entity.id].document.path,
        cited=CitedSources(builder, record_sources(kb, entity.id)),
    )


def _uncontested(entries: tuple[ClaimEntry, ...]) -> tuple[ClaimEntry, ...]:
    return tuple(entry for entry in entries if not is_contested(entry))


def _head(builder: PageBuilder, entity: EntityBase, cleared: tuple[ClearedLine, ...]) -> PageHead:
    description = builder.plain(entity.id, "description")
    if cleared:
        # What search engines and social cards show must not be the accusation alone.
        description = say(
            "Named in reports of an incident, then cleared. {description}", description=description
        )
    return PageHead(
        path=record_path(entity),
        title=entity.name,
        description=description,
        template="entity.html",
        kind="entity",
        updated=entity.updated.text,
    )


def _counts(
    builder: PageBuilder,
    entity: EntityBase,
    involvements: tuple[Involvement, ...],
    claims: NamedClaims,
) -> tuple[str, ...]:
    named = len(naming_incidents(builder.kb, entity.id))
    said, about, mentions = len(claims.said), len(claims.about), len(claims.mentions)
    sources = len(record_sources(builder.kb, entity.id))
    part, is_people = len(involvements), speaks_of_people(entity)
    rows = (
        (part, say_count("part in {number} incident", "part in {number} incidents", part)),
        (named, say_count("named in {number} incident", "named in {number} incidents", named)),
        (said, count_said(said, is_people=is_people)),
        (about, count_about(about, is_people=is_people)),
        (mentions, count_naming(mentions, is_people=is_people)),
        (
            sources,
            say_count(
                "{number} source cited by this record",
                "{number} sources cited by this record",
                sources,
            ),
        ),
    )
    return tuple(words for number, words in rows if number)


def _questions(builder: PageBuilder, entity: EntityBase) -> tuple[QuestionLine, ...]:
    return tuple(
        build_question(builder, builder.kb.incidents[name], index)
        for name, index in asked_of(builder.kb, entity)
    )


def _events(builder: PageBuilder, entity: EntityBase, claims: NamedClaims) -> tuple[EventLine, ...]:
    kb = builder.kb
    links = kb.backlinks.get(entity.id, ())
    names = {link.source_id for link in links if link.kind in {"event", "claim"}}
    found = [
        entry
        for name in sorted(names & set(kb.incidents))
        for entry in kb.events_of(name)
        if entity.id in entry.event.actors
        or any(part_ref(entry.record_id, local) in claims.direct for local in entry.event.claims)
    ]
    found.sort(key=in_order)
    return tuple(build_event(builder, entry) for entry in found)
