# The neighbourhood of a record: what it is connected with, as a figure that is text (rows with a
# line in front, whose style says how firm the tie is), and all of it as a table. A hub would fill
# the screen: then the neighbours with the most ties of their own are drawn, and the figure says so.
"""The neighbourhood of a record, as a figure and a table."""

from __future__ import annotations

from dataclasses import dataclass

from kb.contexts.claims import count_of
from kb.contexts.lines import short_title
from kb.contexts.notes import Link
from kb.contexts.page import PageDesk
from kb.contexts.parts import show_period
from kb.index.ties import STANDINGS, Tie
from kb.urls import GRAPH
from kb.vocab.entities import RELATION_STATUSES

DRAWN = 12
"""Neighbours in the figure."""


@dataclass(frozen=True, slots=True)
class NearRow:
    """A neighbour."""

    link: Link
    words: str
    """What it is to the record, or the record to it."""
    standing: str
    """`firm`, `split`, `told` or `gone`."""
    standing_label: str
    period: str


@dataclass(frozen=True, slots=True)
class NearFigure:
    """The neighbourhood of a record."""

    summary: str
    explorer: Link
    """The same in the graph of the whole base."""
    drawn: tuple[NearRow, ...]
    rows: tuple[NearRow, ...]
    """All of them."""


def build_near(desk: PageDesk, name: str, *, elsewhere: str = "") -> NearFigure | None:
    """Return the neighbourhood of a record; None where it has no neighbour.

    `elsewhere` says where on the page all of it is listed: then there is no table of it.
    """
    kb = desk.kb
    ties = kb.ties.get(name, ())
    if not ties:
        return None
    pairs = [(_other(tie, name), _row(desk, tie, name)) for tie in ties]
    weight = {other: len(kb.ties[other]) for other, _ in pairs}
    # Ties of one neighbour stay together; withdrawn and alleged ones are never left out for others.
    order = sorted(pairs, key=lambda pair: (pair[1].standing == "firm", -weight[pair[0]], pair[0]))
    shown = tuple(row for _, row in order[:DRAWN])
    number = len(weight)
    summary = f"Connected with {count_of(number, 'record')}."
    if len(order) > DRAWN:
        summary += (
            f" Drawn are {DRAWN} of {len(order)} connections: first what is not simply on record,"
            " then the records with the most connections of their own."
        )
    if elsewhere:
        summary += f" All of them are listed under {elsewhere}."
    explorer = Link(f"{desk.url_of_path(GRAPH)}?at={name}", "Explore it in the graph")
    rows = () if elsewhere else tuple(row for _, row in pairs)
    return NearFigure(summary, explorer, shown, rows)


def _other(tie: Tie, name: str) -> str:
    return tie.target if tie.source == name else tie.source


def _row(desk: PageDesk, tie: Tie, name: str) -> NearRow:
    other = _other(tie, name)
    incident = desk.kb.incidents.get(other)
    status = RELATION_STATUSES.label(tie.status) if tie.status else ""
    period = show_period(tie.start, tie.end) or ""
    return NearRow(
        link=desk.link(other, short_title(incident) if incident else None),
        words=tie.words if tie.source == name else tie.inverse,
        standing=tie.standing,
        standing_label=STANDINGS[tie.standing],
        period=", ".join(filter(None, (status if status != "current" else "", period))),
    )
