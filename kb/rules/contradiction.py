"""Claims that cannot both hold meet somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from kb.codes import problem_at
from kb.codes.entry import Code
from kb.dates import is_disjoint
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.contradiction import contradicts
from kb.judging.values import Said
from kb.problems import Problem, Severity, quoted
from kb.rules.entry import Rule
from kb.rules.places import claim_mark
from kb.rules.said import have_one_speaker, reader, stands
from kb.vocab.claims import MULTI_VALUED_PREDICATES, NOT_OF_AN_INCIDENT

CODE = Code(
    "KB503", Severity.ERROR, "claims that contradict each other and meet nowhere",
    "Two live claims give one subject values that cannot both hold. A reader must see them side by"
    " side: put them on two sides of a dispute, or let the later supersede the other. If both can"
    " hold, say so in `compatible_with`, with the reason.",
    "claims:\n"
    "  - {id: c, about: {predicate: individuals-affected, value: 300000, unit: people}}\n"
    "  - {id: d, about: {predicate: individuals-affected, value: 500000}}",
    "claims:\n"
    "  - {id: c, about: {predicate: individuals-affected, value: 480000, unit: people}}\n"
    "  - {id: d, about: {predicate: individuals-affected, value: 500000, qualifier: about}}",
)  # fmt: skip

MOST_COMPARED = 200
"""Live claims about one property of one subject that are compared with each other."""

Pair = tuple[ClaimEntry, Said]
Group = dict[str, list[Pair]]
"""Incident, or nothing, → the claims about it, of one subject and predicate."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield pairs of live claims that cannot both hold and meet nowhere."""
    read = reader(kb)
    for told in _of_one_property(kb):
        group: Group = {}
        for entry in told:
            said = read(entry)
            if said is not None:
                incident = "" if said.predicate in NOT_OF_AN_INCIDENT else said.incident
                group.setdefault(incident, []).append((entry, said))
        for first, second in _iter_pairs(kb, group):
            if contradicts(first[1], second[1]) and not _meet(kb, first, second):
                yield _problem(kb, first, second)
        yield from _iter_guards(kb, group)


def _of_one_property(kb: KnowledgeBase) -> list[list[ClaimEntry]]:
    """Return the claims that still stand and share subject and predicate, two at least."""
    groups: dict[tuple[str, str], list[ClaimEntry]] = {}
    for entry in kb.claims.values():
        if entry.claim.about is not None and stands(entry):
            key = (entry.subject, entry.claim.about.predicate)
            groups.setdefault(key, []).append(entry)
    return [group for group in groups.values() if len(group) > 1]


def _iter_pairs(kb: KnowledgeBase, group: Group) -> Iterator[tuple[Pair, Pair]]:
    """Yield what is to be compared: claims of one incident, and those of none with all."""
    loose = group.get("", [])[:MOST_COMPARED]
    for incident, pairs in group.items():
        shown = pairs[:MOST_COMPARED]
        if incident and _may_differ([*loose, *shown]):
            yield from product(loose, shown)
        if _may_differ(shown):
            yield from combinations(shown, 2)


def _iter_guards(kb: KnowledgeBase, group: Group) -> Iterator[Problem]:
    for pairs in group.values():
        if len(pairs) <= MOST_COMPARED or not _may_differ(pairs):
            continue
        entry, said = pairs[MOST_COMPARED]
        message = (
            f"{len(pairs):,} claims give a value to {said.predicate} of {said.subject}:"
            f" only the first {MOST_COMPARED} are compared"
        )
        mark = claim_mark(kb, entry, "about")
        yield problem_at(mark, "KB535", message, "say less of it here, or in fewer claims")


def _may_differ(pairs: list[Pair]) -> bool:
    """Return whether two claims may contradict each other at all."""
    values = {replace(said, incident="", occurred=None, first_day=None) for _, said in pairs}
    if len(values) < 2:
        return False
    takes_several = all(said.predicate in MULTI_VALUED_PREDICATES for said in values)
    return not takes_several or any(said.is_negated or said.is_none for said in values)


def _meet(kb: KnowledgeBase, first: Pair, second: Pair) -> bool:
    """Return whether two claims are in one dispute, or said to be compatible.

    Two figures that cannot both hold are not one answer: on one side of a dispute they do not meet.
    Names may be two for one thing. A claim that another one supersedes does not come here.
    """
    (one, said), (other, meant) = first, second
    refs = {one.ref, other.ref}
    shared = [kb.disputes[ref] for ref in one.disputes if ref in other.disputes]
    if said.is_figure and meant.is_figure:
        shared = [item for item in shared
                  if not any(refs <= set(side.claims) for side in item.sides)]  # fmt: skip
    return (
        bool(shared)
        or other.ref in one.conflicts
        or any(item.other == other.ref for item in kb.compatible.get(one.ref, ()))
    )


def _problem(kb: KnowledgeBase, first: Pair, second: Pair) -> Problem:
    (one, said), (other, meant) = first, second
    place = claim_mark(kb, one)
    message = (
        f"{quoted(other.claim.id)} contradicts {quoted(one.claim.id)}"
        f" ({place.path}:{place.line}) on {said.predicate} of {said.subject}"
    )
    hint = (
        "put them on two sides of a dispute, let one supersede the other, or say in"
        " `compatible_with` why both can hold"
    )
    are_figures = said.is_figure and meant.is_figure
    if are_figures and _on_two_days(one, other) and have_one_speaker(kb, one, other):
        earlier = min(one, other, key=lambda entry: entry.known.latest)
        hint = (
            f"write `supersedes: {earlier.claim.id}` in the later one, or give each its day in"
            " `occurred`"
        )
    return CODE.problem_at(claim_mark(kb, other, "about"), message, hint)


def _on_two_days(one: ClaimEntry, other: ClaimEntry) -> bool:
    here, there = one.asserted, other.asserted
    return here is not None and there is not None and is_disjoint(here, there)


RULE = Rule(CODE, check)
