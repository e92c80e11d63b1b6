"""A key date is one that the claims behind it give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.codes.entry import Code
from kb.dates import DateError, loose_bounds, parse_date
from kb.index import KnowledgeBase
from kb.judging.public import Span
from kb.model.claims import About
from kb.model.incidents import Incident
from kb.problems import Problem, Severity
from kb.refs import part_ref
from kb.rules.shared.days import is_before
from kb.rules.shared.entry import Rule
from kb.vocab.claims import DEPRECATED_STATUSES

PREDICATES: Mapping[str, frozenset[str]] = {
    "occurred": frozenset({"began"}),
    "discovered": frozenset({"discovered"}),
    "disclosed": frozenset({"disclosed"}),
    "resolved": frozenset({"resolved", "contained"}),
}
"""Key date → the properties that give it."""

CODE = Code(
    "KB569", Severity.WARNING, "a key date that its own claims do not give",
    "The date at the top of the page and the claims that it rests on contradict each other: mend"
    " the date, or name the claim that gives it.",
    "occurred: 2024-01-08\n"
    "basis: {occurred: [start]}\n"
    "claims:\n"
    "  - {id: start, about: {predicate: began, value: 2024-03-01}}",
    "occurred: 2024-01-08/2024-03-01\n"
    "basis: {occurred: [start]}\n"
    "claims:\n"
    "  - {id: start, about: {predicate: began, value: 2024-01-05~}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield key dates that no claim of their basis gives, and those that one denies."""
    for incident in kb.incidents.values():
        for key, predicates in PREDICATES.items():
            date = getattr(incident, key)
            given = list(_given(kb, incident, key, predicates)) if date is not None else []
            if date is None or not _is_refused(loose_bounds(date), given):
                continue
            words = ", ".join(dict.fromkeys(claim.words for claim in given))
            message = f"`{key}` is {date.text}, but the claims it rests on say {words}"
            hint = "mend the date, or name the claim that gives it"
            yield CODE.problem_at(kb.authored[incident.id].mark(key), message, hint)


@dataclass(frozen=True, slots=True)
class _Given:
    """A date that a claim gives, or denies."""

    words: str
    span: Span
    is_denied: bool


def _is_refused(span: Span, given: list[_Given]) -> bool:
    """Return whether every date that is given lies apart from it, or a denied one surely is it."""
    if any(claim.is_denied and _is_within(span, claim.span) for claim in given):
        return True
    affirmed = [claim.span for claim in given if not claim.is_denied]
    return bool(affirmed) and all(
        is_before(span, other) or is_before(other, span) for other in affirmed
    )


def _is_within(span: Span, other: Span) -> bool:
    starts = other[0] is None or (span[0] is not None and other[0] <= span[0])
    ends = other[1] is None or (span[1] is not None and span[1] <= other[1])
    return starts and ends


def _given(
    kb: KnowledgeBase, incident: Incident, key: str, predicates: frozenset[str]
) -> Iterator[_Given]:
    for local in getattr(incident.basis, key):
        entry = kb.claims.get(part_ref(incident.id, local))
        if entry is None or entry.status in DEPRECATED_STATUSES:
            continue
        about = entry.claim.about
        if about is None or about.predicate not in predicates:
            continue
        is_denied = about.negated
        if (span := _span(about, is_denied=is_denied)) is not None:
            yield _Given(f"not {about.value}" if is_denied else str(about.value), span, is_denied)


def _span(about: About, *, is_denied: bool) -> Span | None:
    try:
        date = parse_date(str(about.value))
    except DateError:
        return None
    # What is denied “about then” is surely denied for the days themselves alone.
    first, last = (date.earliest, date.latest) if is_denied else loose_bounds(date)
    # “At the latest” leaves the start open, “at the earliest” the end; “about” and “not known”
    # give no bounds that a date could lie outside of for sure.
    if about.qualifier in {"about", "unknown"}:
        return None
    return None if about.qualifier == "at-most" else first, (
        None if about.qualifier == "at-least" else last
    )


RULE = Rule(CODE, check)
