"""The disputes in which an entity speaks or is named."""

from __future__ import annotations

from dataclasses import dataclass

from kb.views.builder import PageBuilder
from kb.views.claim_groups import record_heading
from kb.views.judgement import Judged, build_judgement
from kb.views.link import Link
from kb.views.named import NamedClaims


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute that the entity is part of."""

    page: Link
    record: Link
    part: str
    """Whether it said something in it or was named, in words."""
    judged: Judged


def build_dispute_lines(builder: PageBuilder, claims: NamedClaims) -> tuple[DisputeLine, ...]:
    """Return the disputes in which an entity speaks or is named."""
    parts: dict[str, list[str]] = {}
    for entries, word in ((claims.said, "speaks"), (claims.by_others, "is named")):
        for ref in (ref for entry in entries for ref in entry.disputes):
            words = parts.setdefault(ref, [])
            if word not in words:
                words.append(word)
    ordered = sorted(parts, key=lambda ref: (builder.kb.disputes[ref].outcome != "open", ref))
    return tuple(_dispute_line(builder, ref, parts[ref]) for ref in ordered)


def _dispute_line(builder: PageBuilder, ref: str, words: list[str]) -> DisputeLine:
    entry = builder.kb.disputes[ref]
    return DisputeLine(
        page=builder.dispute_link(ref),
        record=record_heading(builder, entry.record_id)[0],
        part=" and ".join(words),
        judged=build_judgement(builder, entry),
    )
