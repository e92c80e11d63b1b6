# The whole base as a graph: what the explorer draws, and the table that says the same to whoever
# cannot or does not want to see it. Sources are left out: incidents show their families.
"""The graph of all records, and its page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kb.index import KnowledgeBase
from kb.index.connections import STANDINGS, Connection
from kb.model.entities import ENTITY_KINDS, ENTITY_TYPES
from kb.model.kind import GLYPHS, NO_GLYPH
from kb.pages.graph.layout import lay_out
from kb.say import mark, say
from kb.urls import GRAPH, page_url, record_path
from kb.views.builder import PageBuilder
from kb.views.incident_order import in_order_of_date, short_title
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.period import show_period


@dataclass(frozen=True, slots=True)
class GraphKind:
    """A kind of nodes."""

    id: str
    label: str
    """Several of them: “Threat actors”."""
    glyph: str
    """Its sign in the drawing."""


INCIDENT = GraphKind("incident", mark("Incidents"), "●")


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A record as a node."""

    id: str
    url: str
    """Its page, below the site's root."""
    title: str
    kind: str
    """Id of its kind."""
    x: int
    y: int
    connections: int


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes and all connections between them."""

    nodes: tuple[GraphNode, ...]
    connections: tuple[Connection, ...]
    kinds: tuple[GraphKind, ...]
    """Every kind of node."""
    legend: tuple[tuple[str, str], ...]
    """The signs of the drawing with what they mean."""


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """A connection in the table."""

    source: Link
    words: str
    target: Link
    standing: str
    standing_label: str
    period: str
    kinds: str
    """Ids of the kinds of both ends, for the filter."""


@dataclass(frozen=True, slots=True)
class GraphPage:
    """Everything the page of the graph shows without its script."""

    head: PageHead
    kinds: tuple[tuple[GraphKind, int], ...]
    """Kinds of nodes and how many there are."""
    standings: tuple[tuple[str, str], ...]
    records: int
    connections: int
    rows: tuple[ConnectionRow, ...]
    names: tuple[str, ...]
    """Titles of all nodes, to choose from."""


def build_graph(kb: KnowledgeBase) -> Graph:
    """Return all incidents, entities and trends with their connections and positions."""
    connections = tuple(
        dict.fromkeys(
            connection for connections in kb.connections.values() for connection in connections
        )
    )
    ring = [incident.id for incident in in_order_of_date(kb.incidents.values())]
    joined = {name: [t.target if t.source == name else t.source for t in found]
            for name, found in kb.connections.items()}  # fmt: skip
    spots = lay_out(ring, list(kb.entities), joined)
    nodes = [
        GraphNode(
            id=name,
            url=page_url(record_path(kb.record(name))),
            title=_title(kb, name),
            kind=_kind(kb, name),
            x=spots[name][0],
            y=spots[name][1],
            connections=len(kb.connections[name]),
        )
        for name in (*kb.incidents, *kb.entities)
    ]
    return Graph(
        tuple(nodes),
        connections,
        graph_kinds(),
        tuple((sign, say(words)) for sign, words in GLYPHS.items()),
    )


def graph_kinds() -> tuple[GraphKind, ...]:
    """Return every kind of node, incidents first."""
    return (
        replace(INCIDENT, label=say(INCIDENT.label)),
        *(
            GraphKind(kind, ENTITY_KINDS.label(kind), model.names.glyph or NO_GLYPH)
            for kind, model in zip(ENTITY_KINDS, ENTITY_TYPES, strict=True)
        ),
    )


def build_graph_page(kb: KnowledgeBase) -> GraphPage:
    """Return the context of the page of the graph."""
    builder = PageBuilder(kb, GRAPH, frozenset())
    graph = build_graph(kb)
    counts = Counter(node.kind for node in graph.nodes)
    return GraphPage(
        head=PageHead(
            path=GRAPH,
            title=say("Graph"),
            description=say(
                "All incidents, bodies, people, flaws and trends with what connects them: find"
                " one, see its neighbours, and the way from one to another."
            ),
            template="graph.html",
            kind="graph",
            updated=kb.updated().isoformat(),
            loads_whole=True,
        ),
        kinds=tuple((kind, counts[kind.id]) for kind in graph.kinds if counts[kind.id]),
        standings=tuple((name, say(label)) for name, label in STANDINGS.items()),
        records=len(graph.nodes),
        connections=len(graph.connections),
        rows=tuple(_row(builder, connection) for connection in graph.connections),
        names=tuple(sorted({node.title for node in graph.nodes}, key=str.casefold)),
    )


def _row(builder: PageBuilder, connection: Connection) -> ConnectionRow:
    kb = builder.kb
    return ConnectionRow(
        source=builder.link(connection.source, _title(kb, connection.source)),
        words=connection.words,
        target=builder.link(connection.target, _title(kb, connection.target)),
        standing=connection.standing,
        standing_label=say(STANDINGS[connection.standing]),
        period=show_period(connection.start, connection.end) or "",
        kinds=f"{_kind(kb, connection.source)}|{_kind(kb, connection.target)}",
    )


def _title(kb: KnowledgeBase, name: str) -> str:
    incident = kb.incidents.get(name)
    return short_title(incident) if incident else kb.title(name)


def _kind(kb: KnowledgeBase, name: str) -> str:
    return INCIDENT.id if name in kb.incidents else kb.entities[name].kind
