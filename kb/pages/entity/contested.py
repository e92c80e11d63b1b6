"""What was alleged of an entity and did not stand, dispute by dispute."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index.entries import ClaimEntry, DisputeEntry
from kb.refs import local_of
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.claim_brief import ClaimBrief, build_brief
from kb.views.contested import ContestedLine, build_contested
from kb.views.judgement import Judged, build_judgement
from kb.views.link import Link
from kb.views.named import NamedClaims, is_contested


@dataclass(frozen=True, slots=True)
class BriefSide:
    """One answer on the page of somebody else."""

    answer: str
    holds: bool
    claims: tuple[ClaimBrief, ...]
    more: int
    """Further claims of this side, on the page of the dispute."""


@dataclass(frozen=True, slots=True)
class DisputeOutcome:
    """A dispute in a few lines."""

    anchor: str
    page: Link
    """The page of the dispute, labelled with its question."""
    record: Link
    judged: Judged
    assessment: Markup | None
    sources: Markup
    """Numbers of the sources of the assessment itself."""
    answers: tuple[BriefSide, ...]
    """The other sides: what was answered to the claims that stand on this page."""


@dataclass(frozen=True, slots=True)
class ContestedGroup:
    """Claims that were not established, with the dispute that decides on them."""

    dispute: DisputeOutcome | None
    heading: str
    """Of those outside of disputes, where there are both; empty for a dispute."""
    claims: tuple[ContestedLine, ...]


SHOWN_ANSWERS = 4
"""Claims shown of an answer on the page of somebody else; all stand on the dispute's own."""


def build_outcome(
    builder: PageBuilder, entry: DisputeEntry, anchor: str, *, without: frozenset[str] = frozenset()
) -> DisputeOutcome:
    """Return a dispute in a few lines; the claims `without` stand elsewhere on the page."""
    dispute = entry.dispute
    answers = []
    number = 0
    for side in entry.sides:
        refs = [ref for ref in side.claims if ref not in without]
        shown = refs if side.holds else refs[:SHOWN_ANSWERS]
        briefs = []
        for ref in shown:
            number += 1
            briefs.append(build_brief(builder, builder.kb.claims[ref], f"{anchor}_{number}"))
        if briefs:
            answers.append(
                BriefSide(side.answer, side.holds, tuple(briefs), len(refs) - len(shown))
            )
    return DisputeOutcome(
        anchor=anchor,
        page=builder.dispute_link(entry.ref),
        record=builder.link(entry.record_id, anchor=local_of(entry.ref)),
        judged=build_judgement(builder, entry),
        assessment=builder.html(entry.record_id, *entry.loc, "assessment") if dispute else None,
        sources=builder.cites(dispute.cites if dispute else ()),
        answers=tuple(answers),
    )


def build_contested_groups(builder: PageBuilder, claims: NamedClaims) -> tuple[ContestedGroup, ...]:
    """Return the contested claims of others, with what became of them.

    Disputes about the entity itself come before those that only have its name in them.
    """
    by_dispute: dict[str, list[ClaimEntry]] = {}
    for entry in filter(is_contested, claims.by_others):
        by_dispute.setdefault(entry.disputes[0] if entry.disputes else "", []).append(entry)
    groups = []

    def place(ref: str) -> tuple[bool, int, int, str]:
        found = by_dispute[ref]
        return not ref, -sum(entry.ref in claims.direct for entry in found), -len(found), ref

    for ref in sorted(by_dispute, key=place):
        found = by_dispute[ref]
        lines = tuple(build_contested(builder, entry) for entry in found)
        outcome = None
        heading = say("Not part of a dispute") if not ref and len(by_dispute) > 1 else ""
        if ref:
            anchor = f"dispute--{ref.replace('#', '--')}"
            refs = frozenset(entry.ref for entry in found)
            outcome = build_outcome(builder, builder.kb.disputes[ref], anchor, without=refs)
        groups.append(ContestedGroup(outcome, heading, lines))
    return tuple(groups)
