"""What stands beside a claim: who said it later, who answered, how a dispute about it stands."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or plain text where there is nothing to lead to."""

    url: str | None
    text: str


@dataclass(frozen=True, slots=True)
class LaterSpeaker:
    """Somebody who said a claim later than its first speaker."""

    link: Link
    date: str
    """When, in words."""
    since: str
    """ISO day from which that is surely so."""


@dataclass(frozen=True, slots=True)
class RestatementLine:
    """A claim that repeats another."""

    link: Link
    how: str
    """Copied, softened, sharpened or garbled."""
    speakers: str


@dataclass(frozen=True, slots=True)
class CompatibleLine:
    """A claim that only seems to contradict another."""

    link: Link
    speakers: str
    reason: Markup
    """Why both can be true."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a dispute stands, as it is said wherever its question is."""

    verdict: str
    """One sentence; empty where nobody wrote it."""
    outcome: str
    outcome_label: str
    decided: str | None
    """When it became clear in public, in words."""
    by: tuple[Link, ...]
    """Who judged."""


@dataclass(frozen=True, slots=True)
class DisputeNote:
    """A dispute, named where a claim of it stands, with its verdict."""

    link: Link
    judged: Judged
    known_from: str | None
    """ISO day from which two sides were surely public; None while fewer are on record."""


@dataclass(frozen=True, slots=True)
class BorneOut:
    """A later claim that shows an earlier one to have been right."""

    link: Link
    speakers: str
    date: str
    """Since when, in words."""
    since: str
    """ISO day from which it is surely public."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body said to an allegation against it."""

    body: Link
    claim: Link | None
    """Its answer; None where none is on record."""
    date: str
    """When it was said, in words."""
    since: str | None
    """ISO day from which the answer was surely public."""


@dataclass(frozen=True, slots=True)
class SplitNote:
    """That a claim was one with others before it was split."""

    anchor: str | None
    """The former id, where the first part keeps its address."""
    others: tuple[Link, ...]
    """The other parts."""
