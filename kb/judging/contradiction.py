# "Two claims contradict each other when they give the same subject and predicate values that cannot
# both hold." The functions stand in the order of the page. Where a value may be read in several
# ways, it is no contradiction as long as both can hold in one of them.
"""What cannot both hold."""

from __future__ import annotations

from collections.abc import Callable

from kb.judging.units import Span, iter_readings, may_measure_one_thing
from kb.judging.values import Days, Said
from kb.vocab.claims import (
    FIGURE_PREDICATES,
    MULTI_VALUED_PREDICATES,
    NOT_OF_AN_INCIDENT,
)


def contradicts(one: Said, other: Said) -> bool:
    """Return whether two claims cannot both hold; the order makes no difference."""
    if not are_about_one_thing(one, other) or (one.is_negated and other.is_negated):
        return False
    if one.is_negated or other.is_negated:
        denied, held = (one, other) if one.is_negated else (other, one)
        return _is_denied(held, denied)
    if one.is_none != other.is_none:
        none, some = (one, other) if one.is_none else (other, one)
        return _is_some(some, none)
    return _differ(one, other)


def are_about_one_thing(one: Said, other: Said) -> bool:
    """Return whether two claims give one property of one subject a value.

    Claims about one body in two incidents do not, unless they are about something that does not
    belong to an incident, such as a contract.
    """
    if (one.subject, one.predicate) != (other.subject, other.predicate):
        return False
    is_of_one = one.incident == other.incident or not (one.incident and other.incident)
    return is_of_one or one.predicate in NOT_OF_AN_INCIDENT


def _is_some(some: Said, none: Said) -> bool:
    """Return whether a claim says that there is some, where another says that there is none."""
    if some.predicate == "other":
        return False
    if some.figures is not None:
        return _are_apart(some, none)
    if some.days is not None:
        # "It was not over" stands until the day for which it was said, and not longer.
        first, last = none.first_day, some.days[1]
        return first is None or (last is not None and last < first)
    return True


def _differ(one: Said, other: Said) -> bool:
    """Return whether two values that both claims hold leave nothing that fits both."""
    takes_several = one.predicate in MULTI_VALUED_PREDICATES
    if one.figures is not None and other.figures is not None:
        is_about_others = bool(one.bodies and other.bodies) and one.bodies.isdisjoint(other.bodies)
        return not takes_several and not is_about_others and _are_apart(one, other)
    if one.days is not None and other.days is not None:
        return _lie_apart(one.days, other.days)
    if takes_several or one.predicate in FIGURE_PREDICATES or one.predicate == "data-accessed":
        return False
    if one.bodies and other.bodies:
        return one.bodies.isdisjoint(other.bodies)
    here, there = one.bodies | one.words, other.bodies | other.words
    return bool(here and there) and here.isdisjoint(there)


def _is_denied(held: Said, denied: Said) -> bool:
    """Return whether all that a claim can mean is what another one denies."""
    named = held.bodies | held.words
    if denied.bodies and named.isdisjoint(denied.bodies):
        return False
    if denied.figures is not None:
        return held.figures is not None and _lies_within(held, denied)
    if denied.days is not None:
        return held.days is not None and _days_within(held.days, denied.days)
    if denied.words:
        return not named.isdisjoint(denied.words)
    return bool(denied.bodies)


def _are_apart(one: Said, other: Said) -> bool:
    return _compare(one, other, lambda here, there: here[1] < there[0] or there[1] < here[0])


def _lies_within(held: Said, denied: Said) -> bool:
    return _compare(held, denied, lambda here, there: there[0] <= here[0] and here[1] <= there[1])


def _compare(one: Said, other: Said, test: Callable[[Span, Span], bool]) -> bool:
    """Return whether a test holds for two figures, whichever units they may have."""
    assert one.figures is not None
    assert other.figures is not None
    if not may_measure_one_thing(one.unit, other.unit) or _are_of_two_days(one, other):
        return False
    return all(
        test(here, there)
        for here in iter_readings(one.figures, one.unit, other.unit)
        for there in iter_readings(other.figures, other.unit, one.unit)
    )


def _are_of_two_days(one: Said, other: Said) -> bool:
    """Return whether two figures are for two days that are both stated."""
    if one.occurred is None or other.occurred is None or not (one.is_figure or other.is_figure):
        return False
    return _lie_apart(one.occurred, other.occurred)


def _lie_apart(one: Days, other: Days) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Days, other: Days) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _days_within(inner: Days, outer: Days) -> bool:
    starts = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return starts and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
