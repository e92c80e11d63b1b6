"""Live claims about one property of one subject, for rules that set them against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.values import Said
from kb.rules.shared.said import reader, stands
from kb.vocab.claims import MULTI_VALUED_PREDICATES, NOT_OF_AN_INCIDENT

MOST_COMPARED = 200
"""Live claims about one property of one subject that are compared with each other."""

Pair = tuple[ClaimEntry, Said]
Group = dict[str, list[Pair]]
"""Incident, or nothing, → the claims about it, of one subject and predicate."""


def groups_of_one_property(kb: KnowledgeBase, *, at_least: int = 2) -> Iterator[Group]:
    """Yield the claims that still stand and share subject and predicate, `at_least` so many."""
    read = reader(kb)
    for told in _of_one_property(kb):
        if len(told) < at_least:
            continue
        group: Group = {}
        for entry in told:
            said = read(entry)
            if said is not None:
                incident = "" if said.predicate in NOT_OF_AN_INCIDENT else said.incident
                group.setdefault(incident, []).append((entry, said))
        yield group


def _of_one_property(kb: KnowledgeBase) -> list[list[ClaimEntry]]:
    groups: dict[tuple[str, str], list[ClaimEntry]] = {}
    for entry in kb.claims.values():
        if entry.claim.about is not None and stands(entry):
            key = (entry.subject, entry.claim.about.predicate)
            groups.setdefault(key, []).append(entry)
    return list(groups.values())


def may_differ(pairs: list[Pair]) -> bool:
    """Return whether two claims may contradict each other at all."""
    values = {replace(said, incident="", occurred=None, first_day=None) for _, said in pairs}
    if len(values) < 2:
        return False
    takes_several = all(said.predicate in MULTI_VALUED_PREDICATES for said in values)
    return not takes_several or any(said.is_negated or said.is_none for said in values)
