"""A key date is one that the claims behind it give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.codes.entry import Code
from kb.dates import DateError, loose_bounds, parse_date
from kb.index import KnowledgeBase
from kb.model.claims import About
from kb.model.incidents import Incident
from kb.problems import Problem, Severity
from kb.rules.days import Span, is_before
from kb.rules.entry import Rule
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
    """Yield key dates that lie apart from every date that the claims of their basis give."""
    for incident in kb.incidents.values():
        for key, predicates in PREDICATES.items():
            date = getattr(incident, key)
            given = list(_given(kb, incident, key, predicates)) if date is not None else []
            span = loose_bounds(date) if given else (None, None)
            denied = date is not None and _is_denied(kb, incident, key, predicates)
            if denied or (given and all(_are_apart(span, other) for _, other in given)):
                mark = kb.authored[incident.id].mark(key)
                words = "not so" if denied else ", ".join(dict.fromkeys(text for text, _ in given))
                message = f"`{key}` is {date.text}, but the claims it rests on say {words}"
                yield CODE.problem_at(
                    mark, message, "mend the date, or name the claim that gives it"
                )


def _given(
    kb: KnowledgeBase, incident: Incident, key: str, predicates: frozenset[str]
) -> Iterator[tuple[str, Span]]:
    for local in getattr(incident.basis, key):
        entry = kb.claims.get(f"{incident.id}#{local}")
        if entry is None or entry.status in DEPRECATED_STATUSES:
            continue
        about = entry.claim.about
        if about is None or about.predicate not in predicates or about.negated:
            continue
        if (span := _span(about)) is not None:
            yield str(about.value), span


def _is_denied(kb: KnowledgeBase, incident: Incident, key: str, predicates: frozenset[str]) -> bool:
    """Return whether a claim of the basis says that it was not on that very date."""
    entries = (kb.claims.get(f"{incident.id}#{local}") for local in getattr(incident.basis, key))
    abouts = (entry.claim.about for entry in entries if entry is not None)
    return any(
        about is not None
        and about.predicate in predicates
        and about.negated
        and str(about.value) == getattr(incident, key).text
        for about in abouts
    )


def _span(about: About) -> Span | None:
    try:
        first, last = loose_bounds(parse_date(str(about.value)))
    except DateError:
        return None
    # “At the latest” leaves the start open, “at the earliest” the end; “about” and “not known”
    # give no bounds that a date could lie outside of for sure.
    if about.qualifier in {"about", "unknown"}:
        return None
    return None if about.qualifier == "at-most" else first, (
        None if about.qualifier == "at-least" else last
    )


def _are_apart(one: Span, other: Span) -> bool:
    return is_before(one, other) or is_before(other, one)


RULE = Rule(CODE, check)
