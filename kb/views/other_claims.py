"""The other claims that a claim has to do with: what it repeats, denies or agrees with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_day
from kb.index.entries import ClaimEntry
from kb.refs import full_ref
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.speakers import speaker_names
from kb.vocab.claims import (
    RESTATEMENTS,
)


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
class BorneOut:
    """A later claim that shows an earlier one to have been right."""

    link: Link
    speakers: str
    date: str
    """Since when, in words."""
    since: str
    """ISO day from which it is surely public."""


@dataclass(frozen=True, slots=True)
class SplitNote:
    """That a claim was one with others before it was split."""

    anchor: str | None
    """The former id, where the first part keeps its address."""
    others: tuple[Link, ...]
    """The other parts."""


def denied_by(builder: PageBuilder, entry: ClaimEntry) -> tuple[Link, ...]:
    """Return what a denial denies: what somebody said, or in words."""
    links = []
    for item in entry.claim.denies:
        if item.claim is None:
            links.append(Link(None, item.text or ""))
            continue
        ref = full_ref(item.claim, entry.record_id)
        words = say("what {names} said", names=speaker_names(builder, builder.kb.claims[ref]))
        links.append(Link(builder.claim_link(ref).url, words))
    return tuple(links)


def _split(builder: PageBuilder, entry: ClaimEntry) -> SplitNote | None:
    """Return what a claim was part of: its first part keeps the address that people have."""
    former = entry.claim.split_from
    if former is None:
        return None
    parts = [item for item in builder.kb.claims_of(entry.record_id)
             if item.claim.split_from == former]  # fmt: skip
    is_first = parts[0].ref == entry.ref and entry.record_id in builder.own_ids
    others = tuple(builder.claim_link(item.ref) for item in parts if item.ref != entry.ref)
    return SplitNote(former if is_first else None, others)


def _borne_out(builder: PageBuilder, entry: ClaimEntry) -> Iterator[BorneOut]:
    for name in entry.claim.borne_out_by:
        other = builder.kb.claims[full_ref(name, entry.record_id)]
        yield BorneOut(
            builder.claim_link(other.ref),
            speaker_names(builder, other),
            show_day(other.known.latest),
            other.known.latest.isoformat(),
        )


def _restates(builder: PageBuilder, entry: ClaimEntry) -> RestatementLine | None:
    restated = entry.claim.restates
    if restated is None:
        return None
    ref = full_ref(restated.claim, entry.record_id)
    original = builder.kb.claims[ref]
    how = RESTATEMENTS.label(restated.how)
    return RestatementLine(builder.claim_link(ref), how, speaker_names(builder, original))


def _restatement(builder: PageBuilder, ref: str) -> RestatementLine:
    entry = builder.kb.claims[ref]
    how = entry.claim.restates.how if entry.claim.restates else "copied"
    label = RESTATEMENTS.label(how)
    return RestatementLine(builder.claim_link(ref), label, speaker_names(builder, entry))


def _compatible(builder: PageBuilder, entry: ClaimEntry) -> tuple[CompatibleLine, ...]:
    return tuple(
        CompatibleLine(
            builder.claim_link(item.other),
            speaker_names(builder, builder.kb.claims[item.other]),
            builder.inline(item.record_id, *item.reason),
        )
        for item in builder.kb.compatible.get(entry.ref, ())
    )
