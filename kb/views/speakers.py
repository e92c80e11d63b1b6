# Who spoke later stands apart, with a day of his own: on a day before that the page has only those
# who had spoken by then.
"""Who says a claim, and since when each."""

from __future__ import annotations

from dataclasses import dataclass

from kb.dates import EdtfDate, loose_bounds, show_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.claims import EDITORS, Speaker
from kb.say import say, say_list
from kb.views.builder import PageBuilder
from kb.views.link import Link


@dataclass(frozen=True, slots=True)
class LaterSpeaker:
    """Somebody who said a claim later than its first speaker."""

    link: Link
    date: str
    """When, in words."""
    since: str
    """ISO day from which that is surely so."""


def build_speaker(builder: PageBuilder, speaker: Speaker) -> Link:
    """Return a speaker as a link, or in words where there is no page, or it is this one."""
    if speaker.entity == EDITORS:
        return Link(None, say("The editors of this record"))
    if speaker.entity is None:
        return Link(None, speaker.text or "")
    if speaker.entity in builder.own_ids:
        return Link(None, builder.kb.title(speaker.entity))
    return builder.link(speaker.entity)


def first_speakers(builder: PageBuilder, entry: ClaimEntry) -> tuple[Link, ...]:
    """Return those who say a claim, without those who said it only later."""
    found = (item for item in entry.claim.asserted_by if _later(entry, item) is None)
    return tuple(build_speaker(builder, item) for item in found)


def later_speakers(builder: PageBuilder, entry: ClaimEntry) -> tuple[LaterSpeaker, ...]:
    """Return those who said a claim later than the first of its speakers, each with the day."""
    return tuple(
        LaterSpeaker(build_speaker(builder, item), show_date(said), _surely(said))
        for item in entry.claim.asserted_by
        if (said := _later(entry, item)) is not None
    )


def _later(entry: ClaimEntry, speaker: Speaker) -> EdtfDate | None:
    """Return the day of a speaker who surely spoke after the claim was known."""
    said = speaker.asserted
    if said is None or entry.asserted is None or said == entry.asserted:
        return None
    day = loose_bounds(said)[1]
    return said if day is not None and day > entry.known.latest else None


def _surely(date: EdtfDate) -> str:
    day = loose_bounds(date)[1]
    return day.isoformat() if day is not None else ""


def speaker_names(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says a claim, in words."""
    return say_list([build_speaker(builder, item).text for item in entry.claim.asserted_by])


def whose(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says a claim, and that it stands by its own account alone where it does."""
    names = speaker_names(builder, entry)
    if not entry.support.is_own_account:
        return names
    return say("{names}, by its own account", names=names)


def name_speakers(kb: KnowledgeBase, entry: ClaimEntry) -> str:
    """Return who says a claim, in plain words."""
    names = [
        say("the editors of this record")
        if speaker.entity == EDITORS
        else speaker.text or kb.title(speaker.entity or "")
        for speaker in entry.claim.asserted_by
    ]
    return say_list(names)
