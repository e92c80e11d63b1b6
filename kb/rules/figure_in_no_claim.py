"""The figures of an event or an impact are ones that its claims give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.events import Event
from kb.model.figures import iter_figures
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.problems import Problem, Severity, quoted
from kb.prose.emit import to_plain
from kb.refs import Loc
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named

SMALL = 12
"""Figures up to this one are mostly written as words."""
LONGEST_MONTH = 31
"""Figures up to this one are mostly days in a sentence."""
_YEARS = (1900, 2100)
_OUR_COUNT = re.compile(r"\b[0-9]+ (?:days|weeks|months)\b")

CODE = Code(
    "KB521", Severity.ERROR, "a figure that none of its claims gives",
    "A figure of an impact, and one in the words of an impact or in the title of an event, stands"
    " in a claim behind it: in its `about`, its text or its quote, or as the sum of such figures."
    " Name the claim that gives it, or mend the figure. Our own count of days needs no claim.",
    "claims: [{id: many, text: 'The count was 9,483.'}]\n"
    "impacts: [{kind: confidentiality, value: 9843, unit: people, text: Told., claims: [many]}]",
    "claims: [{id: many, text: 'The count was 9,483.'}]\n"
    "impacts: [{kind: confidentiality, value: 9483, unit: people, text: Told., claims: [many]}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield impacts and events with a figure that no claim of theirs has."""
    for incident in kb.incidents.values():
        for part, index, key, item in _parts(incident):
            entries = claims_named(kb, incident.id, item.claims)
            if not entries or item.cites:
                continue
            given = {figure for entry in entries for figure in _given(kb, entry)}
            for loc, figure in _wanted(kb, incident, item, (part, index, key)):
                if not _is_given(figure, given):
                    name = quoted(getattr(item, "id", None) or part)
                    message = f"no claim of {name} gives {figure:,.10g}"
                    hint = "name the claim that gives it, or mend the figure"
                    yield CODE.problem_at(kb.authored[incident.id].mark(*loc), message, hint)


def _parts(incident: Incident) -> Iterator[tuple[str, int, str, Event | Impact]]:
    for index, event in enumerate(incident.events):
        yield "events", index, "title", event
    for index, impact in enumerate(incident.impacts):
        yield "impacts", index, "text", impact


def _wanted(
    kb: KnowledgeBase, incident: Incident, item: Event | Impact, loc: tuple[str, int, str]
) -> Iterator[tuple[Loc, float]]:
    """Yield the figures that need a claim, each with its place."""
    own: list[float] = []
    if isinstance(item, Impact):
        text = to_plain(kb.prose[incident.id, loc])
        if item.unit != "days":
            own = [float(figure) for figure in (item.value, item.min, item.max)
                   if isinstance(figure, int | float)]  # fmt: skip
    else:
        text = item.title
    for figure in own:
        yield (*loc[:2], "value"), figure
    for figure in iter_figures(_OUR_COUNT.sub("", text)):
        is_date = figure <= LONGEST_MONTH or _YEARS[0] < figure < _YEARS[1]
        if not is_date and figure not in own:
            yield loc, figure


def _given(kb: KnowledgeBase, entry: ClaimEntry) -> Iterator[float]:
    """Yield the figures that a claim has, and the sum of those in its text."""
    claim = entry.claim
    said = tuple(iter_figures(to_plain(kb.prose[entry.record_id, (*entry.loc, "text")])))
    yield from said
    yield sum(said)
    for cite in claim.cites:
        yield from iter_figures(cite.quote or "")
    if claim.about is not None:
        for value in (claim.about.value, claim.about.min, claim.about.max):
            yield from iter_figures(str(value))


def _is_given(figure: float, given: set[float]) -> bool:
    return figure <= SMALL or any(figure in _rounded(had, figure) for had in given)


def _rounded(had: float, like: float) -> tuple[float, float, float]:
    """Return a figure as it is, rounded, and cut off, to the last digit of another that counts."""
    unit = 1.0
    while like >= unit * 10 and like % (unit * 10) == 0:
        unit *= 10
    if like != int(like):
        unit = 0.1
    return had, round(round(had / unit) * unit, 6), round(had // unit * unit, 6)


RULE = Rule(CODE, check)
