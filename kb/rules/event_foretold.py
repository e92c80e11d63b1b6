"""An event that occurred is carried by something said on its day or later."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import Span
from kb.model.claims import Event
from kb.problems import Problem, Severity, quoted
from kb.rules.days import cited, is_before, said, span_over
from kb.rules.entry import Rule

HAPPENED = frozenset({"occurred", "ongoing"})
"""Statuses of an event that say that it came about."""

CODE = Code(
    "KB566", Severity.WARNING, "an event that was only announced",
    "An announcement of 19 January does not show that anything happened on 1 March. Name a claim or"
    " a source of that day or later, or write `status: planned`.",
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
    """Yield events that came about, but of which everything was said before they could."""
    for incident in kb.incidents.values():
        for index, event in enumerate(incident.events):
            if event.status not in HAPPENED:
                continue
            when = loose_bounds(event.date)
            spans = list(_carriers(kb, incident.id, event))
            if spans and all(is_before(span, when) for span in spans):
                mark = kb.authored[incident.id].mark("events", index, "date")
                message = f"all that carries {quoted(event.id)} was said before {event.date.text}"
                hint = "name a claim or source of that day or later, or write `status: planned`"
                yield CODE.problem_at(mark, message, hint)


def _carriers(kb: KnowledgeBase, record_id: str, event: Event) -> Iterator[Span]:
    for local in event.claims:
        entry = kb.claims.get(f"{record_id}#{local}")
        if entry is not None:
            yield _last_said(kb, entry)
    yield from (cited(kb, cite) for cite in event.cites if cite.stance == "supports")


def _last_said(kb: KnowledgeBase, entry: ClaimEntry) -> Span:
    # What has no day of its own is said anew by each source that supports it.
    dates = [speaker.asserted or entry.claim.asserted for speaker in entry.claim.asserted_by]
    if any(date is not None for date in dates):
        return span_over(dates)
    spans = [cited(kb, cite) for cite in entry.claim.cites if cite.stance == "supports"]
    lasts = [last for _, last in spans if last is not None]
    return said(kb, entry)[0], max(lasts) if lasts and len(lasts) == len(spans) else None


RULE = Rule(CODE, check)
