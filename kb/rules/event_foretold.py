"""What came about is carried by something said on its day or later."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import Span
from kb.model.incidents import Incident
from kb.problems import Problem, Severity, quoted
from kb.refs import part_ref
from kb.rules.shared.dated import Dated, event_dates, key_dates, service_ends
from kb.rules.shared.days import cited, is_before, said, span_over
from kb.rules.shared.entry import Rule

HAPPENED = frozenset({"occurred", "ongoing"})
"""Statuses of an event that say that it came about."""

CODE = Code(
    "KB566", Severity.WARNING, "what was only announced, told as done",
    "An announcement of 19 January does not show that anything happened on 1 March: an event, the"
    " end of a service, or the end of it all. Name a claim or a source of that day or later, write"
    " `status: planned`, or leave the end open.",
    "claims:\n"
    "  - {id: soon, asserted: 2024-01-19}\n"
    "events:\n"
    "  - {id: back, date: 2024-03-01, type: recovery, title: Forms are back, claims: [soon]}",
    "claims:\n"
    "  - {id: soon, asserted: 2024-01-19}\n"
    "events:\n"
    "  - {id: back, date: 2024-03-01, type: recovery, title: Forms are back, claims: [soon],\n"
    "     status: planned}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield what came about, but of which everything was said before it could."""
    for incident in kb.incidents.values():
        for item in _came_about(incident):
            when = loose_bounds(item.date)
            spans = list(_carriers(kb, incident.id, item))
            if spans and all(is_before(span, when) for span in spans):
                mark = kb.authored[incident.id].mark(*item.loc)
                message = f"all that carries {quoted(item.name)} was said before {item.date.text}"
                hint = "name a claim or source of that day or later"
                ways = {"events": ", or write `status: planned`", "services": ", or leave it open"}
                yield CODE.problem_at(mark, message, hint + ways.get(str(item.loc[0]), ""))


def _came_about(incident: Incident) -> Iterator[Dated]:
    for event, item in zip(incident.events, event_dates(incident), strict=True):
        if event.status in HAPPENED:
            yield item
    yield from service_ends(incident)
    yield from (item for item in key_dates(incident) if item.name == "resolved")


def _carriers(kb: KnowledgeBase, record_id: str, item: Dated) -> Iterator[Span]:
    for local in item.claims:
        entry = kb.claims.get(part_ref(record_id, local))
        if entry is not None:
            yield _last_said(kb, entry)
    yield from (cited(kb, cite) for cite in item.cites if cite.stance == "supports")


def _last_said(kb: KnowledgeBase, entry: ClaimEntry) -> Span:
    # What has no day of its own is said anew by each source that supports it.
    dates = [speaker.asserted or entry.claim.asserted for speaker in entry.claim.asserted_by]
    if any(date is not None for date in dates):
        return span_over(dates)
    spans = [cited(kb, cite) for cite in entry.claim.cites if cite.stance == "supports"]
    lasts = [last for _, last in spans if last is not None]
    return said(kb, entry)[0], max(lasts) if lasts and len(lasts) == len(spans) else None


RULE = Rule(CODE, check)
