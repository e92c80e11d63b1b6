"""Citations of what rests on claims, and how many sources a page lists."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.model.sources import Cite
from kb.refs import part_ref
from kb.say import mark, say, say_count
from kb.views.builder import PageBuilder


def claim_cites(builder: PageBuilder, record_id: str, item: object, limit: int = 4) -> Markup:
    """Return the citations of something that rests on claims or on its own cites.

    Its own cites stand nowhere else and are all shown; of those of its claims, which the claims
    show, only as many as make up `limit`.
    """
    cites: list[Cite] = list(getattr(item, "cites", ()))
    limit = max(limit, len(cites))
    for local in getattr(item, "claims", ()):
        entry = builder.kb.claims.get(part_ref(record_id, local))
        cites.extend(
            cite for cite in entry.claim.cites if cite.stance == "supports"
        ) if entry else None
    return builder.cites(cites[:limit])


RECORD_CITES = mark(
    "This record itself cites {cited}; the other {rest} are cited only by other records or claims"
    " that are shown here, or in notes on sources."
)
DISPUTE_CITES = mark(
    "This dispute itself cites {cited}; the other {rest} are cited only by other records or claims"
    " that are shown here, or in notes on sources."
)


def note_sources(keys: Iterable[str], own: Iterable[str] | None, part: str = RECORD_CITES) -> str:
    """Return how many sources a page lists (`keys`), and how many are its record's `own`.

    A page about no single record has none of its `own`: None.
    """
    listed = set(keys)
    total, cited = len(listed), len(listed if own is None else listed & set(own))
    words = say_count(
        "{number} source, numbered in the order in which the page cites them.",
        "{number} sources, numbered in the order in which the page cites them.",
        total,
    )
    return words if cited == total else f"{words} {say(part, cited=cited, rest=total - cited)}"
