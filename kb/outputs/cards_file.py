"""Write the previews of records: a small file beside each page, fetched when somebody points."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kb.artifact import Artifact
from kb.outputs.cards import Card
from kb.urls import page_url


def export_cards(cards: Iterable[Card]) -> Iterator[Artifact]:
    """Yield `card.json` for every card: title, kind, text, lines; plain text, not escaped."""
    for card in cards:
        item = {"title": card.title, "kind": card.kind, "text": card.text, "lines": card.lines}
        text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
        yield Artifact(f"{page_url(card.path)}card.json", (text + "\n").encode())
