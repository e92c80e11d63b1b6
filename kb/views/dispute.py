# The verdict stands wherever the question does. Sides are shown in the order of the record; which
# of them held is said with the side, never by its place alone.
"""Views of disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_day
from kb.index.entries import DisputeEntry
from kb.refs import local_of
from kb.say import say, say_count
from kb.urls import dispute_path
from kb.views.builder import PageBuilder
from kb.views.claim import ClaimView, build_claim
from kb.views.judgement import Judged, build_judgement, dispute_known_from
from kb.views.link import Link
from kb.views.travel import TreeNode, build_tree
from kb.views.words import capital


@dataclass(frozen=True, slots=True)
class SideView:
    """One answer, with the claims that give it."""

    answer: str
    """In a few words; empty where nobody wrote it."""
    holds: bool
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute with its sides."""

    anchor: str
    question: str
    page: Link
    record: Link
    judged: Judged
    sides: tuple[SideView, ...]
    is_pair: bool
    """True for two sides, which stand beside each other."""
    context: tuple[ClaimView, ...]
    """Claims that only explain."""
    context_words: str
    """How many they are."""
    known_from: str | None
    """ISO day from which two sides were surely public; None while fewer are on record."""
    since: str
    """The same in words: “Two answers public since 24 January 2024”."""
    assessment: Markup | None
    sources: Markup
    """Numbers of the sources of the assessment itself."""
    travelled: tuple[TreeNode, ...]
    """How the first claim travelled from source to source."""


def build_dispute(
    builder: PageBuilder, entry: DisputeEntry, views: Mapping[str, ClaimView] | None = None
) -> DisputeView:
    """Return the view of a dispute with its sides; `views` are claims that were built already."""
    kb = builder.kb
    known = views or {}
    dispute = entry.dispute

    def build(refs: Iterable[str]) -> tuple[ClaimView, ...]:
        return tuple(known.get(ref) or build_claim(builder, kb.claims[ref]) for ref in refs)

    return DisputeView(
        anchor=local_of(entry.ref),
        question=entry.question,
        page=Link(builder.url_of_path(dispute_path(entry.ref)), entry.question),
        record=builder.link(entry.record_id),
        judged=build_judgement(builder, entry),
        sides=tuple(SideView(side.answer, side.holds, build(side.claims)) for side in entry.sides),
        is_pair=len(entry.sides) == 2,
        context=build(entry.context),
        context_words=say_count(
            "{number} more claim that explains, and takes no side",
            "{number} more claims that explain, and take no side",
            len(entry.context),
        ),
        known_from=dispute_known_from(entry),
        since=capital(_since(entry)),
        assessment=builder.html(entry.record_id, *entry.loc, "assessment") if dispute else None,
        sources=builder.cites(dispute.cites if dispute else ()),
        travelled=build_tree(builder, kb.claims[entry.claims[0]]) if entry.claims else (),
    )


def _since(entry: DisputeEntry) -> str:
    since = entry.since
    if since is None:
        return say("only one answer is on record")
    surely = show_day(since.latest)
    if since.earliest == since.latest:
        return say("two answers public since {day}", day=surely)
    if since.earliest is None:
        return say("two answers public by {day}", day=surely)
    return say(
        "two answers public since some day from {first} to {last}",
        first=show_day(since.earliest),
        last=surely,
    )
