"""Write the graph of the whole base for its explorer."""

from __future__ import annotations

import json

from kb.artifact import Artifact
from kb.pages.graph.page import Graph

PATH = "graph/graph.json"


def export_graph(graph: Graph) -> Artifact:
    """Return the graph: `nodes` as rows of id, address, title, kind, x, y; `connections` as rows of
    the numbers of both nodes, the words read from the first, those read from the second, and the
    standing; `kinds` from the id of a kind to its label and sign; `legend` as rows of sign and
    words.
    """
    number = {node.id: at for at, node in enumerate(graph.nodes)}
    data = {
        "nodes": [[n.id, n.url, n.title, n.kind, n.x, n.y] for n in graph.nodes],
        "connections": [
            [number[t.source], number[t.target], t.words, t.inverse, t.standing]
            for t in graph.connections
        ],
        "kinds": {kind.id: [kind.label, kind.glyph] for kind in graph.kinds},
        "legend": graph.legend,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(PATH, (text + "\n").encode())
