# Backlinks of an entity, one line a record. What stands on the page in full (claims, events,
# services) is counted here and linked to its section; everything else is spelled out.
"""Who links to an entity, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.index.entries import Backlink
from kb.model.base import Record
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.kind import title_of
from kb.refs import Ref, part_ref
from kb.say import say, say_count
from kb.views.backlink import BacklinkLine, build_backlink
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.named import NamedClaims, is_contested
from kb.views.words import (
    count_about,
    count_claims,
    count_events,
    count_impacts,
    count_questions,
    count_relations,
    count_said,
    count_services,
)

_COUNTED: Mapping[str, tuple[Callable[[int], str], str]] = {
    "event": (count_events, "sec-events_"),
    "service": (count_services, "sec-incidents_"),
    "impact": (count_impacts, "sec-incidents_"),
    "question": (count_questions, "sec-questions_"),
    "relation": (count_relations, "sec-relations_"),
}


SECTIONS = frozenset(
    {"sec-said_", "sec-contested_", "sec-about_", "sec-mentions_"}
    | {anchor for _, anchor in _COUNTED.values()}
)
"""Anchors of the sections of an entity's page."""


@dataclass(frozen=True, slots=True)
class LinkingRecord:
    """A record that leads here."""

    link: Link
    noun: str
    """What kind of record it is."""
    reasons: tuple[BacklinkLine, ...]
    """Why, with date and citation."""
    counts: tuple[Link, ...]
    """What stands above in full, counted, with a link to its section."""


def build_linking(
    builder: PageBuilder,
    entity: EntityBase,
    claims: NamedClaims,
    *,
    is_people: bool = False,
    sections: frozenset[str] = SECTIONS,
) -> tuple[LinkingRecord, ...]:
    """Return the records that lead to an entity, in order of title.

    Args:
        builder: where the page is made.
        entity: what the page is about.
        claims: the claims that stand on the page.
        is_people: whether the entity is spoken of as people.
        sections: the sections that the page has, by their anchors.
    """
    links: dict[str, list[Backlink]] = {}
    for link in builder.kb.backlinks.get(entity.id, ()):
        links.setdefault(link.source_id, []).append(link)
    counts = _count_by_record(claims)
    shown = {entry.ref for entry in (*claims.said, *claims.about, *claims.mentions)}
    counted = {kind for kind, (_, anchor) in _COUNTED.items() if anchor in sections}
    names = {*links, *counts} - {entity.id}
    lines = []
    for name in sorted(names, key=lambda name: (builder.kb.title(name).casefold(), name)):
        here = links.get(name, [])
        spelled = [link for link in here if not _stands_above(link, counted, shown)]
        of_record = counts.get(name, Counter())
        lines.append(
            LinkingRecord(
                link=builder.link(name),
                noun=record_noun(builder.kb.record(name)),
                reasons=tuple(build_backlink(builder, link) for link in spelled),
                counts=(
                    *_count_claims(of_record, sections, is_people=is_people),
                    *_count(here, counted),
                ),
            )
        )
    return tuple(lines)


def _count_by_record(claims: NamedClaims) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for kind, entries in (
        ("sec-said_", claims.said),
        ("sec-about_", claims.about),
        ("sec-mentions_", claims.mentions),
    ):
        for entry in entries:
            is_told_there = kind != "sec-said_" and is_contested(entry)
            place = "sec-contested_" if is_told_there else kind
            found.setdefault(entry.record_id, Counter())[place] += 1
    return found


def _stands_above(link: Backlink, counted: set[str], shown: set[Ref]) -> bool:
    if link.kind == "mention":
        return part_ref(link.source_id, link.anchor) in shown
    return link.kind in {"speaker", "claim", *counted}


def _count(links: list[Backlink], counted: set[str]) -> tuple[Link, ...]:
    found = []
    for kind, (count, anchor) in _COUNTED.items():
        number = sum(link.kind == kind for link in links)
        if number and kind in counted:
            found.append(Link(f"#{anchor}", count(number)))
    return tuple(found)


def _count_claims(
    counts: Counter[str], sections: frozenset[str], *, is_people: bool
) -> tuple[Link, ...]:
    if "sec-contested_" not in sections:
        number = counts.total()
        return (Link("#sec-about_", count_claims(number)),) if number else ()
    contested, mentions = counts["sec-contested_"], counts["sec-mentions_"]
    words = (
        ("sec-said_", count_said(counts["sec-said_"], is_people=is_people)),
        (
            "sec-contested_",
            say_count("{number} contested claim", "{number} contested claims", contested),
        ),
        ("sec-about_", count_about(counts["sec-about_"], is_people=is_people)),
        ("sec-mentions_", say_count("{number} mention", "{number} mentions", mentions)),
    )
    return tuple(Link(f"#{place}", text) for place, text in words if counts[place])


def record_noun(record: Record) -> str:
    """Return what kind of record it is: “Incident”, “Organisation”, “Page”."""
    if isinstance(record, Incident):
        return say("Incident")
    return say(title_of(type(record)))
