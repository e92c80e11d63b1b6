"""A claim in a few lines, or in one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index.entries import ClaimEntry, Support
from kb.model.sources import Cite
from kb.views.builder import PageBuilder
from kb.views.claim import show_asserted
from kb.views.figures import is_struck, later_figures
from kb.views.link import Link
from kb.views.other_claims import denied_by
from kb.views.speakers import LaterSpeaker, first_speakers, later_speakers
from kb.views.support import show_support
from kb.views.words import shorten
from kb.vocab.claims import (
    SPEECH_ACTS,
    STATUSES,
)


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim in a few lines, without its evidence."""

    anchor: str
    """Id of the line on this page."""
    home: Link
    """The claim on the page of its record, labelled with the title of the record."""
    text: Markup
    is_struck: bool
    later: tuple[Link, ...]
    """Later figures that replace the one it gives."""
    status: str
    """The status today, or that of the day which the page shows."""
    status_label: str
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
    cites: Markup
    support: str
    """“7 sources, 2 independent origins”."""


def build_brief(
    builder: PageBuilder,
    entry: ClaimEntry,
    anchor: str,
    *,
    status: str | None = None,
    support: Support | None = None,
) -> ClaimBrief:
    """Return a claim in a few lines, with the status and support of today or those given."""
    shown = status or entry.status
    return ClaimBrief(
        anchor=anchor,
        home=Link(builder.url(entry.record_id, entry.claim.id), builder.kb.title(entry.record_id)),
        text=builder.inline(entry.record_id, *entry.loc, "text"),
        is_struck=is_struck(builder.kb, entry, shown),
        later=later_figures(builder, entry),
        status=shown,
        status_label=STATUSES.label(shown),
        speakers=first_speakers(builder, entry),
        spoke_later=() if support else later_speakers(builder, entry),
        via=entry.claim.via,
        act=entry.claim.speech_act,
        act_label=SPEECH_ACTS.label(entry.claim.speech_act),
        denies=denied_by(builder, entry),
        asserted=show_asserted(entry),
        cites=builder.cites(
            (cite for cite in entry.claim.cites if _carries(cite, support)), used_by=anchor
        ),
        support=show_support(entry, support),
    )


def _carries(cite: Cite, support: Support | None) -> bool:
    """Return whether a cite stands behind a claim, on the day of `support` where that is given."""
    if cite.stance == "input":
        return True
    return cite.stance == "supports" and (
        support is None or cite.source in (*support.sources, *support.withdrawn)
    )


def claim_line(builder: PageBuilder, entry: ClaimEntry, limit: int = 120) -> str:
    """Return the text of a claim as one plain line."""
    return shorten(builder.plain(entry.record_id, *entry.loc, "text"), limit)
