"""Ties between records, where nodes stand, and the neighbourhood on a page."""

from __future__ import annotations

import json
import math
from pathlib import Path

from kb.index.connections import STANDINGS
from kb.outputs.graph_file import export_graph
from kb.pages.graph.layout import GAP, RING, lay_out
from kb.pages.graph.page import build_graph, build_graph_page
from kb.views.builder import PageBuilder
from kb.views.neighbourhood import DRAWN, build_neighbourhood
from tests.looking import looked_at
from tests.views.fair import FILES
from tests.views.small import DATES, make_base

HEAD = (
    "schema: entity/1\nkind: organization\nid: {id}\n" + DATES + "name: {id}\norg_kind: company\n"
)


def test_a_tie_is_read_from_both_ends_and_keeps_its_standing(tmp_path: Path) -> None:
    """Who was cleared is drawn as cleared; an alleged relation as alleged."""
    files = dict(FILES)
    files["entities/organization/hub.yml"] = HEAD.format(id="hub") + (
        "description: Hub.\nrelations:\n  - {type: supplier-of, target: spoke, status: alleged,"
        " cites: [record-1]}\n"
    )
    files["entities/organization/spoke.yml"] = HEAD.format(id="spoke") + "description: Spoke.\n"
    kb = make_base(tmp_path, files)
    (connection,) = kb.connections["spoke"]
    assert (connection.words, connection.inverse, connection.standing) == (
        "supplies",
        "is supplied by",
        "told",
    )
    cleared = looked_at(
        connection
        for connections in kb.connections.values()
        for connection in connections
        if connection.standing == "gone"
    )
    assert all(connection.words == "named, then cleared" for connection in cleared)
    near = build_neighbourhood(
        PageBuilder(kb, "entities/spoke/index.md", frozenset({"spoke"})), "spoke"
    )
    assert near is not None
    assert [(row.words, row.standing_label) for row in near.rows] == [("is supplied by", "alleged")]
    assert near.explorer.url == "../../graph/?at=spoke"


def test_a_hub_draws_some_and_lists_all(tmp_path: Path) -> None:
    """What is not simply on record is drawn first; the sentence says how many are left out."""
    files = dict(FILES)
    spokes = [f"spoke-{at:02}" for at in range(DRAWN + 5)]
    relations = "".join(f"  - {{type: supplier-of, target: {name}, cites: [record-1]}}\n"
                        for name in spokes[1:])  # fmt: skip
    files["entities/organization/hub.yml"] = HEAD.format(id="hub") + (
        "description: Hub.\nrelations:\n"
        + relations
        + f"  - {{type: supplier-of, target: {spokes[0]}, status: disputed, cites: [record-1]}}\n"
    )
    for name in spokes:
        files[f"entities/organization/{name}.yml"] = HEAD.format(id=name) + "description: S.\n"
    kb = make_base(tmp_path, files)
    near = build_neighbourhood(PageBuilder(kb, "entities/hub/index.md", frozenset({"hub"})), "hub")
    assert near is not None
    assert (len(near.drawn), len(near.rows)) == (DRAWN, DRAWN + 5)
    assert near.drawn[0].standing == "split"
    assert set(near.drawn) <= set(near.rows)
    assert f"{DRAWN} of {DRAWN + 5} connections" in near.summary


def test_the_graph_holds_every_record_and_every_tie_once(tmp_path: Path) -> None:
    """The file of the explorer and the table say the same."""
    kb = make_base(tmp_path, FILES)
    graph, page = build_graph(kb), build_graph_page(kb)
    assert {node.id for node in graph.nodes} == {*kb.incidents, *kb.entities}
    assert len(page.rows) == len(graph.connections) == len(set(graph.connections))
    assert {connection.standing for connection in graph.connections} <= set(STANDINGS)
    data = json.loads(export_graph(graph).data)
    first = data["connections"][0]
    assert data["nodes"][first[0]][0] == graph.connections[0].source
    assert data["nodes"][first[1]][0] == graph.connections[0].target
    assert sum(number for _, number in page.kinds) == page.records == len(data["nodes"])


def test_the_layout_is_a_ring_with_fans_outside_and_the_shared_inside() -> None:
    """Nothing lies on anything else, and the same input gives the same place."""
    ring = [f"i{at}" for at in range(12)]
    own = {f"own{at}": ["i3"] for at in range(20)}
    shared = {f"shared{at}": ["i1", "i2"] for at in range(30)}
    others = [*own, *shared]
    spots = lay_out(ring, others, {**own, **shared})
    assert len(spots) >= 62
    assert spots == lay_out(ring, others, {**own, **shared})
    assert all(abs(math.hypot(*spots[name]) - RING) < 2 for name in ring)
    assert all(math.hypot(*spots[name]) > RING for name in own)
    assert all(math.hypot(*spots[name]) < RING for name in shared)
    assert len(set(spots.values())) == len(spots)
    inside = [spots[name] for name in shared]
    least = min(math.dist(a, b) for at, a in enumerate(inside) for b in inside[at + 1 :])
    assert least > GAP / 3


def test_an_empty_base_has_an_empty_graph(tmp_path: Path) -> None:
    """The page exists before there is a record."""
    assert build_graph_page(make_base(tmp_path, {})).records == 0
