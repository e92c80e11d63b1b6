"""The disputes in which an entity speaks or is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.say import mark, say
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


_PARTS: Mapping[tuple[bool, bool], str] = {
    (True, False): mark("speaks"),
    (False, True): mark("is named"),
    (True, True): mark("speaks and is named"),
}
"""Whether it speaks and whether others name it → its part, in words."""


def build_dispute_lines(builder: PageBuilder, claims: NamedClaims) -> tuple[DisputeLine, ...]:
    """Return the disputes in which an entity speaks or is named."""
    kb, lines = builder.kb, []
    spoken = {ref for entry in claims.said for ref in entry.disputes}
    named = {ref for entry in claims.by_others for ref in entry.disputes}
    for ref in sorted({*spoken, *named}, key=lambda ref: (kb.disputes[ref].outcome != "open", ref)):
        part = _PARTS[ref in spoken, ref in named]
        lines.append(_dispute_line(builder, ref, say(part)))
    return tuple(lines)


def _dispute_line(builder: PageBuilder, ref: str, part: str) -> DisputeLine:
    entry = builder.kb.disputes[ref]
    return DisputeLine(
        page=builder.dispute_link(ref),
        record=record_heading(builder, entry.record_id)[0],
        part=part,
        judged=build_judgement(builder, entry),
    )
