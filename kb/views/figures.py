"""Figures in words, and what became of one that has a successor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.claims import About
from kb.model.figures import is_like_figure
from kb.model.quantities import Quantity
from kb.say import say, say_number
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import DATE_PREDICATES, DEPRECATED_STATUSES
from kb.vocab.incidents import QUALIFIERS, UNITS

CURRENCY_SIGNS: Mapping[str, str] = {"GBP": "£", "USD": "$", "EUR": "€"}


def show_number(value: float) -> str:
    """Return a number with thousands separated."""
    return say_number(int(value) if float(value).is_integer() else value)


def show_quantity(item: Quantity) -> str | None:
    """Return a figure in words, or nothing where there is none."""
    sign = CURRENCY_SIGNS.get(item.currency or "", f"{item.currency} " if item.currency else "")
    unit = "" if item.unit is None else f" {UNITS.label(item.unit)}"
    qualifier = "" if item.qualifier in {None, "exact"} else f"{QUALIFIERS.label(item.qualifier)} "
    if item.min is not None and item.max is not None:
        least, most = f"{sign}{show_number(item.min)}", f"{sign}{show_number(item.max)}"
        figure = say("{least} to {most}", least=least, most=most)
    elif item.min is not None:
        figure, qualifier = f"{sign}{show_number(item.min)}", f"{QUALIFIERS.label('at-least')} "
    elif item.max is not None:
        figure, qualifier = f"{sign}{show_number(item.max)}", f"{QUALIFIERS.label('at-most')} "
    elif isinstance(item.value, bool) or item.value is None:
        return QUALIFIERS.label("unknown") if item.qualifier == "unknown" else None
    elif isinstance(item, About) and item.predicate in DATE_PREDICATES:
        return None
    elif item.figure is not None:
        figure = f"{sign}{show_number(item.figure)}"
    elif item.holds_figure and is_like_figure(str(item.value)):
        return str(item.value)
    else:
        return None
    return f"{qualifier}{figure}{unit}"


def _figure_of(entry: ClaimEntry) -> str | None:
    """Return the number that a claim gives, in words."""
    about = entry.claim.about
    if about is None or about.negated or (about.value, about.min, about.max) == (None, None, None):
        return None
    return show_quantity(about)


def _successors(kb: KnowledgeBase, entry: ClaimEntry) -> list[tuple[ClaimEntry, str]]:
    found = [kb.claims[ref] for ref in entry.superseded_by if ref in kb.claims]
    return [(later, figure) for later in found if (figure := _figure_of(later)) is not None]


def is_struck(kb: KnowledgeBase, entry: ClaimEntry, status: str | None = None) -> bool:
    """Return whether a claim is struck through, under its status of today or another day's.

    A figure that a later figure replaced was no mistake: it is what was said first.
    """
    shown = status or entry.status
    is_first_figure = _figure_of(entry) is not None and bool(_successors(kb, entry))
    return shown in DEPRECATED_STATUSES and not (shown == "superseded" and is_first_figure)


def later_figures(builder: PageBuilder, entry: ClaimEntry) -> tuple[Link, ...]:
    """Return the figures that replaced a figure, each with the way to its claim."""
    if entry.status != "superseded" or _figure_of(entry) is None:
        return ()
    return tuple(
        Link(builder.claim_link(later.ref).url, figure)
        for later, figure in _successors(builder.kb, entry)
    )


def latest_figures_first(kb: KnowledgeBase, entries: Iterable[ClaimEntry]) -> list[ClaimEntry]:
    """Return claims with the figures of one speaker for several days in order, the latest first.

    They keep the places that they have among the others. Only what states the day it counts for in
    `occurred` is moved.
    """
    ordered = list(entries)
    places: dict[object, list[int]] = {}
    for index, entry in enumerate(ordered):
        about = entry.claim.about
        if about is not None and entry.claim.occurred is not None and _figure_of(entry):
            speakers = kb.judge.bodies.of_speakers(entry.claim)
            places.setdefault((entry.subject, about.predicate, speakers), []).append(index)
    for indexes in places.values():
        found = sorted((ordered[index] for index in indexes), key=_counted_on, reverse=True)
        for index, entry in zip(indexes, found, strict=True):
            ordered[index] = entry
    return ordered


def _counted_on(entry: ClaimEntry) -> tuple[date, date]:
    assert entry.claim.occurred is not None
    first, last = loose_bounds(entry.claim.occurred)
    return last or date.max, first or date.min
