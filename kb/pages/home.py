# The way in. Everything on it follows from the records: “new” means the day a record says it was
# changed, never the day of the build.
"""The home page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TypeVar

from kb.dates import parse_date, show_date
from kb.index import KnowledgeBase
from kb.index.entries import DisputeEntry
from kb.model.entities import ENTITY_KINDS
from kb.model.incidents import Incident
from kb.pages.lists.corrections import LatestCorrection, latest_correction
from kb.say import say, say_count, say_number
from kb.urls import (
    CHANGES,
    COMPARISONS,
    CORRECTIONS,
    DISPUTES,
    ENTITIES,
    FIND,
    GRAPH,
    HOME,
    INCIDENTS,
    QUESTIONS,
    REFERENCE_CODES,
    REFERENCE_MODEL,
    REFERENCE_VALUES,
    SOURCES,
    TIMELINE,
    TRENDS,
    kind_path,
    record_path,
)
from kb.views.builder import PageBuilder
from kb.views.dispute_pair import PairLine, build_pair
from kb.views.incident_order import (
    by_year,
    day_of,
    has_supplier,
    incident_date,
    latest_changes_first,
    short_title,
    year_anchor,
    year_of,
)
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.words import first_sentence
from kb.vocab.claims import FALLEN_STATUSES, ORIGINS, SPEECH_ACTS, STATUSES
from kb.vocab.incidents import ANSWERS
from kb.vocab.terms import Vocabulary

LINES = 4


OPEN_LINES = 7
"""Open questions are one line each: more of them fill the column."""
"""Lines in each of the three columns."""


YEAR_LIMIT = 60
"""Incidents shown a year; the index has all of them."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A record that is new or has changed."""

    link: Link
    when: str
    """The year of the incident."""
    text: str
    """The first sentence of its summary."""
    is_new: bool
    """True while it has not changed since it was published."""
    updated: str
    """ISO day."""
    updated_label: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open question in small."""

    link: Link
    """The question, in its record."""
    record: str
    answer_label: str


@dataclass(frozen=True, slots=True)
class YearLink:
    """An incident in the row of its year."""

    link: Link
    has_supplier: bool
    """True when a supplier or a shared service is part of the story."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """The incidents of a year."""

    year: str
    incidents: tuple[YearLink, ...]
    more: Link | None
    """The rest of a long year."""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark and what it means."""

    id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the home page shows."""

    head: PageHead
    counts: tuple[tuple[str, str], ...]
    """Figure and noun."""
    figures: tuple[tuple[str, str], ...]
    """How well the base is supported: so many of so many, and what is counted."""
    latest: tuple[ChangeLine, ...]
    disputes: tuple[PairLine, ...]
    disputes_total: int
    questions: tuple[OpenLine, ...]
    years: tuple[YearRow, ...]
    statuses: tuple[MarkLine, ...]
    acts: tuple[MarkLine, ...]
    origins: tuple[MarkLine, ...]
    browse: tuple[Link, ...]
    """Ways in besides the search."""
    correction: LatestCorrection | None
    all_changes: Link
    all_incidents: Link
    all_disputes: Link
    all_questions: Link
    all_corrections: Link


def build_home(kb: KnowledgeBase) -> HomePage:
    """Return the context of the home page."""
    builder = PageBuilder(kb, HOME, frozenset())
    incidents = latest_changes_first(kb)
    return HomePage(
        head=PageHead(
            path=HOME,
            title=say("Who said what, when, and on what evidence"),
            description=say(
                "A public record of cyber incidents in which every statement keeps its speaker,"
                " date and source."
            ),
            template="home.html",
            kind="home",
            updated=kb.updated().isoformat(),
        ),
        counts=_counts(kb),
        figures=_figures(kb),
        latest=tuple(_change(builder, incident) for incident in incidents[:LINES]),
        disputes=_disputes(builder, incidents),
        disputes_total=len(kb.disputes),
        questions=_questions(builder, incidents),
        years=tuple(
            _year(builder, year, found) for year, found in by_year(kb.incidents.values()).items()
        ),
        statuses=_marks(STATUSES),
        acts=_marks(SPEECH_ACTS),
        origins=_marks(ORIGINS),
        browse=_browse(builder),
        correction=latest_correction(builder),
        all_changes=Link(builder.url_of_path(CHANGES), say("All changes")),
        all_incidents=Link(builder.url_of_path(INCIDENTS), say("All incidents")),
        all_disputes=Link(builder.url_of_path(DISPUTES), say("All disputes")),
        all_questions=Link(builder.url_of_path(QUESTIONS), say("All open questions")),
        all_corrections=Link(builder.url_of_path(CORRECTIONS), say("All corrections")),
    )


def _counts(kb: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    incidents, claims = len(kb.incidents), len(kb.claims)
    sources, entities = len(kb.sources), len(kb.entities)
    return (
        (say_number(incidents), say_count("incident", "incidents", incidents)),
        (say_number(claims), say_count("claim", "claims", claims)),
        (say_number(sources), say_count("source", "sources", sources)),
        (say_number(entities), say_count("entity", "entities", entities)),
    )


def _figures(kb: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    claims, sources = tuple(kb.claims.values()), tuple(kb.sources.values())
    rows = (
        (say("claims are confirmed by our rule"), [e.status == "confirmed" for e in claims]),
        (say("claims have a primary source"), [e.support.has_primary for e in claims]),
        (
            say("claims rest on one independent origin"),
            [len(e.support.origins) == 1 for e in claims],
        ),
        (say("claims rest on none"), [not e.support.origins for e in claims]),
        (
            say("claims were withdrawn or shown false"),
            [e.status in FALLEN_STATUSES for e in claims],
        ),
        (say("sources copy from we do not know where"), [s.lineage == "unknown" for s in sources]),
        (say("sources have an archived copy"), [s.archive_url is not None for s in sources]),
    )
    return tuple(
        (
            say("{part} of {total}", part=say_number(sum(found)), total=say_number(len(found))),
            words,
        )
        for words, found in rows
    )


def _change(builder: PageBuilder, incident: Incident) -> ChangeLine:
    updated = day_of(incident)
    return ChangeLine(
        link=builder.link(incident.id, short_title(incident)),
        when=year_of(incident_date(incident)),
        text=first_sentence(builder.plain(incident.id, "summary")),
        is_new=incident.updated.text == incident.created.text,
        updated=updated,
        updated_label=show_date(parse_date(updated)),
    )


def _disputes(builder: PageBuilder, incidents: Iterable[Incident]) -> tuple[PairLine, ...]:
    # One dispute an incident, then a second one: the column shows the breadth of the record.
    groups = disputes_by_record(builder.kb)
    found = in_turn([groups.get(incident.id, ()) for incident in incidents])
    return tuple(build_pair(builder, entry) for entry in islice(found, LINES))


def _questions(builder: PageBuilder, incidents: Iterable[Incident]) -> tuple[OpenLine, ...]:
    found = in_turn([[(item, question) for question in item.questions] for item in incidents])
    return tuple(
        OpenLine(
            builder.link(incident.id, question.text, question.id),
            short_title(incident),
            ANSWERS.label(question.answer).lower(),
        )
        for incident, question in islice(found, OPEN_LINES)
    )


def _year(builder: PageBuilder, year: str, incidents: list[Incident]) -> YearRow:
    links = tuple(
        YearLink(
            builder.link(incident.id, short_title(incident)), has_supplier(builder.kb, incident)
        )
        for incident in incidents[:YEAR_LIMIT]
    )
    rest = len(incidents) - YEAR_LIMIT
    more = Link(
        builder.url_of_path(INCIDENTS, year_anchor(year)), say("and {number} more", number=rest)
    )
    return YearRow(year, links, more if rest > 0 else None)


def _marks(vocabulary: Vocabulary) -> tuple[MarkLine, ...]:
    return tuple(
        MarkLine(name, vocabulary.label(name), vocabulary.note(name)) for name in vocabulary
    )


def _browse(builder: PageBuilder) -> tuple[Link, ...]:
    kinds = {entity.kind for entity in builder.kb.entities.values()}
    rows = [
        (FIND, say("Full text with filters")),
        (INCIDENTS, say("Incidents as a table")),
        (COMPARISONS, say("Comparisons")),
        (TIMELINE, say("Timeline")),
        (GRAPH, say("Graph")),
        (ENTITIES, say("Entities")),
    ]
    rows += [
        (kind_path(kind), ENTITY_KINDS.label(kind))
        for kind in ENTITY_KINDS
        if kind in kinds and kind != "trend"
    ]
    rows += [
        (TRENDS, say("Trends")),
        (SOURCES, say("Sources by outlet")),
        (CORRECTIONS, say("Corrections")),
    ]
    rows += [(record_path(page), page.title) for page in builder.kb.pages.values()]
    rows += [
        (REFERENCE_MODEL, say("Every key of a record")),
        (REFERENCE_VALUES, say("Every value")),
        (REFERENCE_CODES, say("Every problem code")),
    ]
    return tuple(Link(builder.url_of_path(path), label) for path, label in rows)


T = TypeVar("T")


def disputes_by_record(kb: KnowledgeBase) -> Mapping[str, tuple[DisputeEntry, ...]]:
    """Return the disputes of each record, those with the most claims first."""
    groups: dict[str, list[DisputeEntry]] = {}
    for entry in kb.disputes.values():
        groups.setdefault(entry.record_id, []).append(entry)
    return {
        name: tuple(sorted(found, key=lambda entry: (-len(entry.claims), entry.ref)))
        for name, found in groups.items()
    }


def in_turn(groups: Iterable[Sequence[T]]) -> Iterator[T]:
    """Yield the first of every group, then the second of every group, and so on."""
    for row in zip_longest(*groups):
        yield from (item for item in row if item is not None)
