"""What pages show of a dispute."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.notes import Judged, Link
from kb.views.values import ClaimBrief, ClaimView, TreeNode


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
    context: tuple[ClaimView, ...]
    """Claims that only explain."""
    known_from: str | None
    """ISO day from which two sides were surely public; None while fewer are on record."""
    since: str
    """The same in words: “two answers public since 24 January 2024”."""
    assessment: Markup | None
    sources: Markup
    """Numbers of the sources of the assessment itself."""
    travelled: tuple[TreeNode, ...]
    """How the first claim travelled from source to source."""


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
