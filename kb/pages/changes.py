# What is new, dated by the records themselves, never by the day of a build. Two kinds of news are
# told apart: what changed in this record (new, changed, corrected), and, for an incident, what the
# public learned on which day.
"""Changes of records, for the page of changes and for feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.entries import DECIDED
from kb.index.known import iter_knowledge_days
from kb.model.base import Record
from kb.model.entities import ENTITY_KINDS, EntityBase
from kb.model.incidents import Incident
from kb.model.pages import WrittenPage
from kb.prose.emit import to_plain
from kb.say import mark, say, say_count, say_list
from kb.urls import dispute_path, known_path, page_url, record_path
from kb.views.incident_order import latest_changes_first, short_title
from kb.views.judgement import decided_on
from kb.views.words import first_sentence
from kb.vocab.claims import STATUSES
from kb.vocab.incidents import DISPUTE_OUTCOMES

INCIDENT = mark("Incidents")


PAGE = mark("Pages")


DISPUTE = mark("Disputes")


NEW = mark("New")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is new; plain text."""

    path: str
    """The page that shows it."""
    anchor: str | None
    title: str
    kind: str
    """What kind of record it is about."""
    what: str
    """`New`, `Changed`, `Corrected`, `Became known`, or the outcome of a dispute: in English, since
    the key is an address, and said where it is printed."""
    day: str
    """ISO day."""
    text: str
    ordinal: int = 1
    """Which of several of its sort on that day."""

    @property
    def key(self) -> str:
        """Return what tells it from every other change, for as long as it stays on record."""
        what = self.what.lower().replace(" ", "-")
        more = f"-{self.ordinal}" if self.ordinal > 1 else ""
        return f"{page_url(self.path)}{what}/{self.day}{more}"


def iter_changes(kb: KnowledgeBase) -> Iterator[Change]:
    """Yield the changes of all records but sources, the latest first."""
    found = [change for record in _records(kb) for change in changes_of(kb, record)]
    yield from sorted(found, key=lambda change: change.day, reverse=True)


def changes_of(kb: KnowledgeBase, record: Record) -> Iterator[Change]:
    """Yield the changes of one record, as its dates and its corrections tell them."""
    path, kind, title = record_path(record), _kind(record), _title(kb, record)
    text = _first_line(kb, record)
    created, updated = _day(record.created), _day(record.updated)
    if created:
        yield Change(
            path=path, anchor=None, title=title, kind=kind, what=NEW, day=created, text=text
        )
    if updated and updated != created:
        yield Change(
            path=path,
            anchor=None,
            title=title,
            kind=kind,
            what=mark("Changed"),
            day=updated,
            text=text,
        )
    days: Counter[str] = Counter()
    for index, correction in enumerate(record.corrections):
        days[correction.date.text] += 1
        words = kb.prose_of(record.id, "corrections", index, "text")
        said = to_plain(words) if words is not None else ""
        number = days[correction.date.text]
        yield Change(
            path=path,
            anchor=None,
            title=title,
            kind=kind,
            what=mark("Corrected"),
            day=correction.date.text,
            text=said,
            ordinal=number,
        )


def knowledge_changes(kb: KnowledgeBase, incident: Incident) -> Iterator[Change]:
    """Yield the days on which the public learned something of an incident, the latest first."""
    found = []
    for day in iter_knowledge_days(kb.claims_of(incident.id)):
        iso = day.day.isoformat()
        if iso > _day(incident.updated):
            continue
        words = []
        if day.new:
            words.append(say_count("{number} new claim", "{number} new claims", len(day.new)))
        ends = Counter(STATUSES.label(entry.status_on(day.day)).lower() for entry in day.changed)
        words += [
            say_count("{number} claim {status}", "{number} claims {status}", number, status=status)
            for status, number in ends.items()
        ]
        found.append(
            Change(
                path=known_path(incident.id),
                anchor=f"on-{iso}_",
                title=short_title(incident),
                kind=say(INCIDENT),
                what=mark("Became known"),
                day=iso,
                text=f"{say_list(words)}.".capitalize(),
            )
        )
    return reversed(found)


def decisions(kb: KnowledgeBase, incident: Incident) -> Iterator[Change]:
    """Yield the disputed questions that were decided, each with its answer."""
    for entry in kb.disputes_of(incident.id):
        day = decided_on(entry)
        if entry.outcome in DECIDED and day is not None and day <= _day(incident.updated):
            yield Change(
                path=dispute_path(entry.ref),
                anchor=None,
                title=short_title(incident),
                kind=say(DISPUTE),
                what=DISPUTE_OUTCOMES.english(entry.outcome),
                day=day,
                text=f"{entry.question} {entry.verdict}",
            )


def _records(kb: KnowledgeBase) -> Iterator[Record]:
    yield from latest_changes_first(kb)
    yield from kb.entities.values()
    yield from kb.pages.values()


def _kind(record: Record) -> str:
    if isinstance(record, Incident):
        return say(INCIDENT)
    return ENTITY_KINDS.label(record.kind) if isinstance(record, EntityBase) else say(PAGE)


def _title(kb: KnowledgeBase, record: Record) -> str:
    return short_title(record) if isinstance(record, Incident) else kb.title(record.id)


def _day(date: object) -> str:
    return str(getattr(date, "text", "") or "")


def _first_line(kb: KnowledgeBase, record: Record) -> str:
    if isinstance(record, WrittenPage):
        return record.description or ""
    field = "description" if isinstance(record, EntityBase) else "summary"
    found = kb.prose_of(record.id, field)
    return first_sentence(to_plain(found), 240) if found is not None else ""
