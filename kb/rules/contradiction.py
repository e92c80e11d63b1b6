"""Claims that cannot both hold meet somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kb.codes.entry import Code
from kb.dates import is_disjoint
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.contradiction import contradicts
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.rules.shared.said import have_one_speaker
from kb.rules.shared.told import MOST_COMPARED, Group, Pair, groups_of_one_property, may_differ

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


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield pairs of live claims that cannot both hold and meet nowhere."""
    for group in groups_of_one_property(kb):
        for first, second in _iter_pairs(group):
            if contradicts(first[1], second[1]) and not _meet(kb, first, second):
                yield _problem(kb, first, second)


def _iter_pairs(group: Group) -> Iterator[tuple[Pair, Pair]]:
    """Yield what is to be compared: claims of one incident, and those of none with all."""
    loose = group.get("", [])[:MOST_COMPARED]
    for incident, pairs in group.items():
        shown = pairs[:MOST_COMPARED]
        if incident and may_differ([*loose, *shown]):
            yield from product(loose, shown)
        if may_differ(shown):
            yield from combinations(shown, 2)


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
