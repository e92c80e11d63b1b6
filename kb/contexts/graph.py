# The whole base as a graph: what the explorer draws, and the table that says the same to whoever
# cannot or does not want to see it. Sources are left out: incidents show their families.
"""The graph of all records, and its page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.contexts.graph_layout import lay_out
from kb.contexts.lines import in_order_of_date, short_title
from kb.contexts.notes import Link
from kb.contexts.page import PageDesk
from kb.contexts.parts import show_period
from kb.contexts.views import PageHead
from kb.index import KnowledgeBase
from kb.index.ties import STANDINGS, Tie
from kb.urls import GRAPH, page_url, record_path
from kb.vocab.entities import ENTITY_KINDS

INCIDENT = "Incidents"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A record as a node."""

    id: str
    url: str
    """Its page, below the site's root."""
    title: str
    kind: str
    x: int
    y: int
    ties: int


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes and all ties between them."""

    nodes: tuple[GraphNode, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie in the table."""

    source: Link
    words: str
    target: Link
    standing: str
    standing_label: str
    period: str
    kinds: str
    """Kinds of both ends, for the filter."""


@dataclass(frozen=True, slots=True)
class GraphPage:
    """Everything the page of the graph shows without its script."""

    head: PageHead
    kinds: tuple[tuple[str, int], ...]
    """Kinds of nodes and how many there are."""
    standings: tuple[tuple[str, str], ...]
    records: int
    rows: tuple[TieRow, ...]
    names: tuple[str, ...]
    """Titles of all nodes, to choose from."""


def build_graph(kb: KnowledgeBase) -> Graph:
    """Return all incidents, entities and trends with their ties and positions."""
    ties = tuple(dict.fromkeys(tie for ties in kb.ties.values() for tie in ties))
    ring = [incident.id for incident in in_order_of_date(kb.incidents.values())]
    tied = {name: [t.target if t.source == name else t.source for t in found]
            for name, found in kb.ties.items()}  # fmt: skip
    spots = lay_out(ring, list(kb.entities), tied)
    nodes = [
        GraphNode(
            name,
            page_url(record_path(kb.record(name))),
            _title(kb, name),
            _kind(kb, name),
            *spots[name],
            len(kb.ties[name]),
        )
        for name in (*kb.incidents, *kb.entities)
    ]
    return Graph(tuple(nodes), ties)


def build_graph_page(kb: KnowledgeBase) -> GraphPage:
    """Return the context of the page of the graph."""
    desk = PageDesk(kb, GRAPH, frozenset())
    graph = build_graph(kb)
    counts = Counter(node.kind for node in graph.nodes)
    kinds = [INCIDENT, *(ENTITY_KINDS.label(kind) for kind in ENTITY_KINDS)]
    return GraphPage(
        head=PageHead(
            GRAPH,
            "Graph",
            "All incidents, bodies, people, flaws and trends with what connects them: find one, see"
            " its neighbours, and the way from one to another.",
            "graph.html",
            "graph",
            kb.updated().isoformat(),
            loads_whole=True,
        ),
        kinds=tuple((kind, counts[kind]) for kind in kinds if counts[kind]),
        standings=tuple(STANDINGS.items()),
        records=len(graph.nodes),
        rows=tuple(_row(desk, tie) for tie in graph.ties),
        names=tuple(sorted({node.title for node in graph.nodes}, key=str.casefold)),
    )


def _row(desk: PageDesk, tie: Tie) -> TieRow:
    kb = desk.kb
    return TieRow(
        source=desk.link(tie.source, _title(kb, tie.source)),
        words=tie.words,
        target=desk.link(tie.target, _title(kb, tie.target)),
        standing=tie.standing,
        standing_label=STANDINGS[tie.standing],
        period=show_period(tie.start, tie.end) or "",
        kinds=f"{_kind(kb, tie.source)}|{_kind(kb, tie.target)}",
    )


def _title(kb: KnowledgeBase, name: str) -> str:
    incident = kb.incidents.get(name)
    return short_title(incident) if incident else kb.title(name)


def _kind(kb: KnowledgeBase, name: str) -> str:
    if name in kb.incidents:
        return INCIDENT
    return ENTITY_KINDS.label(getattr(kb.entities[name], "kind", ""))
