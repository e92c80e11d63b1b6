"""One incident has one record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.codes.entry import Code
from kb.dates import EdtfDate, is_disjoint, sort_key
from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.model.walk import Loc
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.alike import Keyed, iter_pairs, may_be_one, name_key, told_apart
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB551", Severity.WARNING, "two incidents that may be one",
    "They share a title, or a victim and a few days. Merge them, or relate one to the other.",
    "others: [{id: kent-again, title: The Kent incident}]\n"
    "title: Kent incident",
    "others:\n"
    "  - {id: kent-again, title: The Kent incident,\n"
    "     relations: [{type: follows, target: kent, cites: [paper]}]}\n"
    "title: Kent incident",
)  # fmt: skip

_DAYS = 31
"""How exact the dates of two incidents of one victim must be to be compared."""
_MEND = "join them in one file"
"""`kb merge` takes entities and sources; two incidents are joined by hand."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield incidents that share a title and a time, or a victim and a few days."""
    seen: set[tuple[str, str]] = set()
    apart = told_apart(kb.incidents.values())
    rows = (row for incident in kb.incidents.values() for row in _title_keys(incident))
    for first, second, loc, at in iter_pairs(rows):
        one, other = kb.incidents[first], kb.incidents[second]
        if _may_be_one(one, other, apart) and not _is_apart(one, other):
            seen.add((first, second))
            why = "they share a title"
            yield may_be_one(kb, CODE, (first, at), (second, loc), why, _MEND)
    for first, second, at, loc in _iter_same_victim(kb):
        one, other = kb.incidents[first], kb.incidents[second]
        if (first, second) not in seen and _may_be_one(one, other, apart):
            seen.add((first, second))
            why = f"both hit {quoted(kb.title(_victim(other, loc)))} in the same days"
            yield may_be_one(kb, CODE, (first, at), (second, loc), why, _MEND)


def _title_keys(incident: Incident) -> Iterator[Keyed]:
    yield ("title", name_key(incident.title)), incident.id, ("title",)
    for index, alias in enumerate(incident.aliases):
        yield ("title", name_key(alias)), incident.id, ("aliases", index)


def _iter_same_victim(kb: KnowledgeBase) -> Iterator[tuple[str, str, Loc, Loc]]:
    groups: dict[str, list[tuple[EdtfDate, str, Loc]]] = {}
    for incident in kb.incidents.values():
        date = _when(incident)
        if date is None or not _is_exact(date):
            continue
        for index, item in enumerate(incident.participants):
            if item.role == "victim":
                row = (date, incident.id, ("participants", index))
                groups.setdefault(item.entity, []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: (sort_key(row[0]), row[1]))
        for (before, first, at), (after, second, loc) in pairwise(rows):
            if first != second and not is_disjoint(before, after):
                yield (first, second, at, loc) if first < second else (second, first, loc, at)


def _victim(incident: Incident, loc: Loc) -> str:
    return incident.participants[int(loc[1])].entity


def _when(incident: Incident) -> EdtfDate | None:
    return incident.occurred or incident.discovered or incident.disclosed


def _is_exact(date: EdtfDate) -> bool:
    if date.earliest is None or date.latest is None:
        return False
    return (date.latest - date.earliest).days <= _DAYS


def _is_apart(one: Incident, other: Incident) -> bool:
    here, there = _when(one), _when(other)
    return here is not None and there is not None and is_disjoint(here, there)


def _may_be_one(one: Incident, other: Incident, apart: set[tuple[str, str]]) -> bool:
    types = set(one.types) & set(other.types)
    is_open = "unknown" in {*one.types, *other.types}
    pairs = {(one.id, other.id), (other.id, one.id)}
    return bool(types or is_open) and not apart & pairs


RULE = Rule(CODE, check)
