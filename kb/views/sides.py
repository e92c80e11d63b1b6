# The verdict stands wherever the question does. Sides are shown in the order of the record; which
# of them held is said with the side, never by its place alone.
"""Views of disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.index.entries import DisputeEntry
from kb.refs import local_of
from kb.urls import dispute_path
from kb.views.builder import PageBuilder
from kb.views.claims import build_brief, build_claim, build_tree
from kb.views.dispute_values import BriefSide, DisputeOutcome, DisputeView, SideView
from kb.views.history import show_day
from kb.views.judged import build_judged, dispute_known_from
from kb.views.notes import Link
from kb.views.values import ClaimView

SHOWN_ANSWERS = 4
"""Claims shown of an answer on the page of somebody else; all stand on the dispute's own."""


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
        judged=build_judged(builder, entry),
        sides=tuple(SideView(side.answer, side.holds, build(side.claims)) for side in entry.sides),
        context=build(entry.context),
        known_from=dispute_known_from(entry),
        since=_since(entry),
        assessment=builder.html(entry.record_id, *entry.loc, "assessment") if dispute else None,
        sources=builder.cites(dispute.cites if dispute else ()),
        travelled=build_tree(builder, kb.claims[entry.claims[0]]) if entry.claims else (),
    )


def _since(entry: DisputeEntry) -> str:
    since = entry.since
    if since is None:
        return "only one answer is on record"
    surely = show_day(since.latest)
    if since.earliest == since.latest:
        return f"two answers public since {surely}"
    if since.earliest is None:
        return f"two answers public by {surely}"
    return f"two answers public since some day from {show_day(since.earliest)} to {surely}"


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
        judged=build_judged(builder, entry),
        assessment=builder.html(entry.record_id, *entry.loc, "assessment") if dispute else None,
        sources=builder.cites(dispute.cites if dispute else ()),
        answers=tuple(answers),
    )
