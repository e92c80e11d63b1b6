# The neighbourhood of a record: what it is connected with, as a figure that is text (rows with a
# line in front, whose style says how firm the connection is), and all of it as a table. A hub would
# fill the screen: then the neighbours with the most connections of their own are drawn, and the
# figure says so.
"""The neighbourhood of a record, as a figure and a table."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index.connections import STANDINGS, Connection
from kb.say import say, say_count
from kb.urls import GRAPH
from kb.views.builder import PageBuilder
from kb.views.incident_order import short_title
from kb.views.link import Link
from kb.views.period import show_period
from kb.vocab.entities import RELATION_STATUSES

DRAWN = 12
"""Neighbours in the figure."""


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """A neighbour."""

    link: Link
    words: str
    """What it is to the record, or the record to it."""
    standing: str
    """`firm`, `split`, `told` or `gone`."""
    standing_label: str
    period: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The neighbourhood of a record."""

    summary: str
    explorer: Link
    """The same in the graph of the whole base."""
    drawn: tuple[NeighbourRow, ...]
    table: str
    """How many there are, where not all are drawn; empty where they are."""
    rows: tuple[NeighbourRow, ...]
    """All of them."""


def build_neighbourhood(
    builder: PageBuilder, name: str, *, elsewhere: str = ""
) -> Neighbourhood | None:
    """Return the neighbourhood of a record; None where it has no neighbour.

    `elsewhere` says where on the page all of it is listed: then there is no table of it.
    """
    kb = builder.kb
    connections = kb.connections.get(name, ())
    if not connections:
        return None
    pairs = [
        (_other(connection, name), _row(builder, connection, name)) for connection in connections
    ]
    weight = {other: len(kb.connections[other]) for other, _ in pairs}
    # Connections of one neighbour stay together; withdrawn and alleged ones are never left out for
    # others.
    order = sorted(pairs, key=lambda pair: (pair[1].standing == "firm", -weight[pair[0]], pair[0]))
    shown = tuple(row for _, row in order[:DRAWN])
    number = len(weight)
    explorer = Link(f"{builder.url_of_path(GRAPH)}?at={name}", say("Explore it in the graph"))
    rows = () if elsewhere else tuple(row for _, row in pairs)
    table = say("All {number} connections as a table", number=len(rows))
    return Neighbourhood(
        summary=_summary(number, len(order), elsewhere),
        explorer=explorer,
        drawn=shown,
        table=table if len(rows) > len(shown) else "",
        rows=rows,
    )


def _summary(records: int, connections: int, elsewhere: str) -> str:
    sentences = [
        say_count("Connected with {number} record.", "Connected with {number} records.", records)
    ]
    if connections > DRAWN:
        sentences.append(
            say(
                "Drawn are {drawn} of {total} connections: first what is not simply on record,"
                " then the records with the most connections of their own.",
                drawn=DRAWN,
                total=connections,
            )
        )
    if elsewhere:
        sentences.append(say("All of them are listed under {place}.", place=elsewhere))
    return " ".join(sentences)


def _other(connection: Connection, name: str) -> str:
    return connection.target if connection.source == name else connection.source


def _row(builder: PageBuilder, connection: Connection, name: str) -> NeighbourRow:
    other = _other(connection, name)
    incident = builder.kb.incidents.get(other)
    status = RELATION_STATUSES.label(connection.status) if connection.status else ""
    period = show_period(connection.start, connection.end) or ""
    return NeighbourRow(
        link=builder.link(other, short_title(incident) if incident else None),
        words=connection.words if connection.source == name else connection.inverse,
        standing=connection.standing,
        standing_label=say(STANDINGS[connection.standing]),
        period=", ".join(filter(None, (status if status != "current" else "", period))),
    )
