# Short lines for lists: the same record is named, dated and shortened alike on every index, on the
# home page and in search. This room reads the knowledge base and numbers no citation.
"""Shorten, date and order records for lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product, zip_longest
from typing import TypeVar

from kb.dates import EdtfDate, show_short, sort_key
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.model.base import Record
from kb.model.claims import EDITORS
from kb.model.incidents import Incident
from kb.urls import dispute_path
from kb.views.builder import PageBuilder
from kb.views.claims import join_words
from kb.views.notes import Link
from kb.vocab.incidents import DISPUTE_OUTCOMES

T = TypeVar("T")

NO_YEAR = "Date not known"
"""Heading for what has no date."""

_SENTENCE_END = re.compile(r"(?<=\w{3}[.!?])\s+(?=[A-Z“‘])")
_SUPPLIER_ROLES = frozenset({"supplier", "shared-service", "downstream-victim"})


def shorten(text: str, limit: int = 110) -> str:
    """Return a text of at most `limit` characters, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def first_sentence(text: str, limit: int = 180) -> str:
    """Return the first sentence of a text, shortened where it is long."""
    return shorten(_SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0], limit)


def short_title(incident: Incident) -> str:
    """Return the title of an incident for lists."""
    return incident.short_title or incident.title


def incident_date(incident: Incident) -> EdtfDate | None:
    """Return when an incident happened, or else when it was discovered or made public."""
    return incident.occurred or incident.discovered or incident.disclosed


def year_of(date: EdtfDate | None) -> str:
    """Return the year a date begins in, as a heading."""
    day = None if date is None else date.earliest or date.latest
    return NO_YEAR if day is None else str(day.year)


def year_anchor(year: str) -> str:
    """Return the anchor of a year on the indexes."""
    return f"y{year}" if year.isdigit() else "undated"


def show_when(date: EdtfDate | None) -> str:
    """Return a date for a table, and “not known” where there is none."""
    return "not known" if date is None else show_short(date)


def iso_day(date: EdtfDate | None) -> str:
    """Return the first ISO day of a date; empty when there is none."""
    return "" if date is None or date.earliest is None else date.earliest.isoformat()


def day_of(record: Record) -> str:
    """Return the ISO day on which a record last changed; sources may not say."""
    return iso_day(record.updated or record.created)


def in_order_of_date(incidents: Iterable[Incident]) -> list[Incident]:
    """Return incidents in order of date and id; those without a date come last."""
    last = (dt.date.max, dt.date.max, "")

    def place(incident: Incident) -> tuple[tuple[dt.date, dt.date, str], str]:
        date = incident_date(incident)
        return (sort_key(date) if date is not None else last), incident.id

    return sorted(incidents, key=place)


def latest_first(kb: KnowledgeBase) -> list[Incident]:
    """Return the incidents, those that changed last first; among equals the most recent one."""
    ordered = in_order_of_date(kb.incidents.values())
    dated = [item for item in reversed(ordered) if incident_date(item) is not None]
    undated = [item for item in ordered if incident_date(item) is None]
    return sorted([*dated, *undated], key=day_of, reverse=True)


def by_year(incidents: Iterable[Incident]) -> dict[str, list[Incident]]:
    """Return incidents by year, the latest year first, those without a date last."""
    groups: dict[str, list[Incident]] = {}
    for incident in in_order_of_date(incidents):
        groups.setdefault(year_of(incident_date(incident)), []).append(incident)
    years = sorted((year for year in groups if year != NO_YEAR), reverse=True)
    return {year: groups[year] for year in (*years, NO_YEAR) if year in groups}


def has_supplier(kb: KnowledgeBase, incident: Incident) -> bool:
    """Return whether a supplier or a shared service is part of the story."""
    roles = {part.role for part in kb.hangs.standing(incident)}
    return "supply-chain" in incident.types or bool(roles & _SUPPLIER_ROLES)


@dataclass(frozen=True, slots=True)
class Said:
    """One of two claims that stand against each other, shortened."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """A dispute in small: two statements with an unequal sign between them."""

    page: Link
    """The page of the dispute, labelled with its question."""
    record: Link
    """The record it stands in, labelled with its short title."""
    when: str
    """The year of the incident; empty when the dispute belongs to an entity."""
    verdict: str
    """The answer in one sentence, or who says what."""
    said: tuple[Said, ...]
    """One claim of each of two sides; empty while there are none."""
    more: int
    """Further claims in the dispute."""
    outcome: str
    outcome_label: str


def build_pair(builder: PageBuilder, entry: DisputeEntry) -> PairLine:
    """Return a dispute in small."""
    shown = _two_sides(builder.kb, entry)
    incident = builder.kb.incidents.get(entry.record_id)
    return PairLine(
        page=Link(builder.url_of_path(dispute_path(entry.ref)), entry.question),
        record=builder.link(entry.record_id, short_title(incident) if incident else None),
        when=year_of(incident_date(incident)) if incident else "",
        verdict=entry.verdict,
        said=tuple(Said(claim_line(builder, one), speakers(builder.kb, one)) for one in shown),
        more=len(entry.claims) - len(shown),
        outcome=entry.outcome,
        outcome_label=DISPUTE_OUTCOMES.label(entry.outcome),
    )


def _two_sides(kb: KnowledgeBase, entry: DisputeEntry) -> tuple[ClaimEntry, ...]:
    """Return a claim of a side that did not hold, and one of another side; nothing without sides.

    Two speakers where there are two: one speaker stands on both sides only where it changed its
    account.
    """
    sides = sorted(entry.sides, key=lambda side: side.holds)
    pairs = [
        (kb.claims[left], kb.claims[right])
        for one, other in combinations(sides, 2)
        for left, right in product(one.claims, other.claims)
    ]
    apart = (pair for pair in pairs if speakers(kb, pair[0]) != speakers(kb, pair[1]))
    return next(apart, pairs[0] if pairs else ())


def claim_line(builder: PageBuilder, entry: ClaimEntry, limit: int = 120) -> str:
    """Return the text of a claim as one plain line."""
    return shorten(builder.plain(entry.record_id, *entry.loc, "text"), limit)


def speakers(kb: KnowledgeBase, entry: ClaimEntry) -> str:
    """Return who says a claim, in plain words."""
    names = [
        "the editors of this record"
        if speaker.entity == EDITORS
        else speaker.text or kb.title(speaker.entity or "")
        for speaker in entry.claim.asserted_by
    ]
    return join_words(names)


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
