"""Citations of what rests on claims, and how many sources a page lists."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.model.sources import Cite
from kb.views.builder import PageBuilder


def claim_cites(builder: PageBuilder, record_id: str, item: object, limit: int = 4) -> Markup:
    """Return the citations of something that rests on claims or on its own cites.

    Its own cites stand nowhere else and are all shown; of those of its claims, which the claims
    show, only as many as make up `limit`.
    """
    cites: list[Cite] = list(getattr(item, "cites", ()))
    limit = max(limit, len(cites))
    for local in getattr(item, "claims", ()):
        entry = builder.kb.claims.get(f"{record_id}#{local}")
        cites.extend(
            cite for cite in entry.claim.cites if cite.stance == "supports"
        ) if entry else None
    return builder.cites(cites[:limit])


def note_all_sources(builder: PageBuilder) -> str:
    """Return how many sources a page lists that is about no single record."""
    return note_sources(builder, tuple(builder.numbers))


def note_sources(builder: PageBuilder, own: Iterable[str], what: str = "record") -> str:
    """Return how many sources a page lists, and how many of them are its record's `own`."""
    total = len(builder.numbers)
    cited = len(builder.numbers.keys() & set(own))
    noun = "source" if total == 1 else "sources"
    words = f"{total} {noun}, numbered in the order in which the page cites them."
    if cited == total:
        return words
    return (
        f"{words} This {what} itself cites {cited}; the other {total - cited} are cited only by"
        " other records or claims that are shown here, or in notes on sources."
    )
