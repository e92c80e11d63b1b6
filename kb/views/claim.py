"""A claim with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.citations import outlet, source_label
from kb.dates import show_date
from kb.index.entries import ClaimEntry
from kb.model.sources import Cite
from kb.refs import full_ref
from kb.say import say, say_count, say_list
from kb.views.builder import PageBuilder
from kb.views.figures import is_struck, later_figures, show_quantity
from kb.views.history import HistoryLine, build_history, fell_on
from kb.views.judgement import DisputeNote, note_dispute
from kb.views.link import Link
from kb.views.other_claims import (
    BorneOut,
    CompatibleLine,
    RestatementLine,
    SplitNote,
    _borne_out,
    _compatible,
    _restatement,
    _restates,
    _split,
    denied_by,
)
from kb.views.replies import Reply, build_replies
from kb.views.speakers import (
    LaterSpeaker,
    first_speakers,
    later_speakers,
    speaker_names,
)
from kb.views.support import Meter, build_meter, show_support
from kb.vocab.claims import (
    GROUNDS,
    SPEECH_ACTS,
    STANCES,
    STATUSES,
)
from kb.vocab.incidents import SCALE


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted from a source."""

    text: str
    label: str
    """Outlet and date."""
    url: str | None
    """Address that scrolls to the words."""
    language: str
    """BCP 47 tag of the words."""
    grade: str
    cites: Markup
    stance: str
    """`supports`, or in words how the source stands against the claim."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it stands on a page."""

    anchor: str
    ref: str
    home: Link
    """The claim on the page of its record."""
    text: Markup
    is_struck: bool
    """True when it was withdrawn, shown false or superseded by anything but a later figure."""
    later: tuple[Link, ...]
    """Later figures that replace the one it gives, each leading to its claim."""
    status: str
    status_label: str
    known_from: str
    """ISO day from which it is surely public."""
    maybe_from: str | None
    """ISO day from which it may have been public, empty where that is open; None when it is
    the same day."""
    fell: str | None
    """ISO day on which it was withdrawn, shown false or superseded."""
    speakers: tuple[Link, ...]
    spoke_later: tuple[LaterSpeaker, ...]
    """Those who said it later than the first."""
    via: str | None
    act: str
    act_label: str
    denies: tuple[Link, ...]
    """What a denial denies: what others said, or in words."""
    asserted: str
    """When it was said, in words."""
    occurred: str | None
    cites: Markup
    meter: Meter
    origins: tuple[str, ...]
    """Labels of the independent origins."""
    origins_noun: str
    untraced: int
    """Supporting sources of unknown lineage."""
    support: str
    """“7 articles, 2 independent origins”."""
    carried_by: tuple[str, ...]
    """Outlets that carry it."""
    quotes: tuple[Quote, ...]
    against: Markup
    """Citations of sources that dispute or deny it."""
    withdrawn: tuple[Link, ...]
    """Supporting sources that were taken back."""
    ground: str | None
    """Why one document is enough to confirm it, where the author says so."""
    ground_reason: Markup | None
    history: tuple[HistoryLine, ...]
    note: Markup | None
    restates: RestatementLine | None
    restated_by: tuple[RestatementLine, ...]
    superseded_by: tuple[Link, ...]
    supersedes: Link | None
    disputes: tuple[DisputeNote, ...]
    borne_out: tuple[BorneOut, ...]
    replies: tuple[Reply, ...]
    """What those said of whom it alleges something."""
    contested_by: str
    """Who says otherwise than a confirmed finding; empty where nobody does."""
    split: SplitNote | None
    compatible: tuple[CompatibleLine, ...]
    """Claims that only seem to contradict it."""
    figure: str | None
    """The value in words, where the claim gives one."""
    confidence: str | None


def build_claim(builder: PageBuilder, entry: ClaimEntry) -> ClaimView:
    """Return the view of a claim; its citations are numbered on the builder's page."""
    claim, kb = entry.claim, builder.kb
    is_home = entry.record_id in builder.own_ids
    anchor = claim.id if is_home else f"{entry.record_id}--{claim.id}"
    supporting = [cite for cite in claim.cites if cite.stance in {"supports", "input"}]
    against = [cite for cite in claim.cites if cite.stance not in {"supports", "input"}]
    return ClaimView(
        anchor=anchor,
        ref=entry.ref,
        home=Link(builder.url(entry.record_id, claim.id), kb.title(entry.record_id)),
        text=builder.inline(entry.record_id, *entry.loc, "text"),
        is_struck=is_struck(kb, entry),
        later=later_figures(builder, entry),
        status=entry.status,
        status_label=STATUSES.label(entry.status),
        known_from=entry.known.latest.isoformat(),
        maybe_from=_maybe_from(entry),
        fell=fell_on(entry),
        speakers=first_speakers(builder, entry),
        spoke_later=later_speakers(builder, entry),
        via=claim.via,
        act=claim.speech_act,
        act_label=SPEECH_ACTS.label(claim.speech_act),
        denies=denied_by(builder, entry),
        asserted=show_asserted(entry),
        occurred=show_date(claim.occurred) if claim.occurred else None,
        cites=builder.cites(supporting, used_by=anchor),
        meter=build_meter(entry.support),
        origins=entry.support.origins,
        origins_noun=say_count(
            "Independent origin", "Independent origins", len(entry.support.origins)
        ),
        untraced=entry.support.untraced,
        support=show_support(entry),
        carried_by=tuple(dict.fromkeys(outlet(kb.sources[key]) for key in entry.support.sources)),
        quotes=tuple(_quote(builder, cite) for cite in claim.cites if cite.quote),
        against=builder.cites(against, used_by=anchor),
        withdrawn=tuple(builder.source_link(key) for key in entry.support.withdrawn),
        ground=GROUNDS.label(claim.ground.as_) if claim.ground else None,
        ground_reason=builder.inline(entry.record_id, *entry.loc, "ground", "reason")
        if claim.ground
        else None,
        history=build_history(builder, entry),
        note=builder.inline(entry.record_id, *entry.loc, "note") if claim.note else None,
        restates=_restates(builder, entry),
        restated_by=tuple(
            _restatement(builder, ref) for ref in entry.restated_by if ref in kb.claims
        ),
        superseded_by=tuple(builder.claim_link(ref) for ref in entry.superseded_by),
        supersedes=builder.claim_link(full_ref(claim.supersedes, entry.record_id))
        if claim.supersedes
        else None,
        disputes=tuple(note_dispute(builder, kb.disputes[ref]) for ref in entry.disputes),
        borne_out=tuple(_borne_out(builder, entry)),
        replies=build_replies(builder, entry),
        contested_by=_contested_by(builder, entry),
        split=_split(builder, entry),
        compatible=_compatible(builder, entry),
        figure=show_quantity(claim.about) if claim.about else None,
        confidence=SCALE.label(claim.confidence).lower() if claim.confidence else None,
    )


def _maybe_from(entry: ClaimEntry) -> str | None:
    earliest, latest = entry.known.earliest, entry.known.latest
    if earliest is None:
        return ""
    return earliest.isoformat() if earliest < latest else None


def show_asserted(entry: ClaimEntry) -> str:
    when = show_date(entry.asserted) if entry.asserted else say("date not shown")
    return say("{date}, in private", date=when) if entry.claim.private else when


def _contested_by(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says otherwise than a confirmed finding while the question is open."""
    if entry.status != "confirmed":
        return ""
    names = []
    for ref in entry.disputes:
        dispute = builder.kb.disputes[ref]
        if dispute.outcome == "open" and entry.ref not in dispute.context:
            others = (side for side in dispute.sides if entry.ref not in side.claims)
            names += [speaker_names(builder, builder.kb.claims[side.claims[0]]) for side in others]
    return say_list(list(dict.fromkeys(names))) if names else ""


def _quote(builder: PageBuilder, cite: Cite) -> Quote:
    source = builder.kb.sources[cite.source]
    return Quote(
        text=cite.quote or "",
        label=source_label(source),
        url=builder.quote_url(cite),
        language=source.language,
        grade=cite.grade or source.reliability,
        cites=builder.cites([cite], used_by=""),
        stance="supports" if cite.stance == "supports" else STANCES.label(cite.stance),
    )
