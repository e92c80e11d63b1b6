# A source's uses are read from the claims themselves where a claim is meant: a citation of the
# change of a status is no support for what the claim says.
"""The places that use a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import show_date
from kb.index.counts import source_claims
from kb.index.entries import ClaimEntry, SourceUse, StatusChange
from kb.model.sources import Cite, Source
from kb.refs import part_ref
from kb.say import mark, say
from kb.views.builder import PageBuilder
from kb.views.figures import is_struck, later_figures
from kb.views.link import Link
from kb.views.other_claims import denied_by
from kb.views.speakers import speaker_names
from kb.vocab.claims import (
    CREDIBILITY,
    RELIABILITY,
    SPEECH_ACTS,
    STANCES,
    STATUSES,
)
from kb.vocab.entities import relation_type
from kb.vocab.incidents import ROLES


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """A claim that cites the source."""

    link: Link
    is_struck: bool
    later: tuple[Link, ...]
    """Later figures that replace the one it gives."""
    speakers: str
    via: str | None
    act: str
    act_label: str
    denies: tuple[Link, ...]
    """What a denial denies."""
    asserted: str | None
    stance: str
    """`supports`, `disputes`, `denies`, `mentions`, `input`, or `status` for a change of status."""
    stance_label: str
    taken_from: Link | None
    """The source it took the statement from."""
    version: Link | None
    """The state of the page that says it."""
    locator: str | None
    quote: str | None
    quote_url: str | None
    language: str
    """BCP 47 tag of the quote."""
    grade: str | None
    """Grade of this statement with its meaning, where it has one of its own."""
    status: str
    status_label: str
    changes: tuple[str, ...]
    """Changes of its status that this source shows, with their dates."""


@dataclass(frozen=True, slots=True)
class ClaimUseGroup:
    """The claims of one record that cite the source."""

    record: Link
    uses: tuple[ClaimUse, ...]


@dataclass(frozen=True, slots=True)
class UseLine:
    """Another place that cites the source."""

    link: Link
    what: str | None
    """Event, participant, prose … in words; None where the link says so already."""
    stance: str | None
    """In words; None where it simply supports or is mentioned."""


@dataclass(frozen=True, slots=True)
class UseGroup:
    """The other places of one record."""

    record: Link
    lines: tuple[UseLine, ...]


_STANCE_ORDER = ("supports", "disputes", "denies", "status", "input", "mentions")


_STANCE_WORDS: Mapping[str, str] = {
    "input": mark("figure used in a sum"),
    "status": mark("shows how it ended"),
}


_WHAT: Mapping[str, str] = {
    "event": mark("Event"),
    "dispute": mark("Assessment of a dispute"),
    "participant": mark("Part of somebody involved"),
    "service": mark("State of a service"),
    "impact": mark("Impact"),
    "question": mark("Open question"),
    "relation": mark("Relation"),
    "score": mark("CVSS score"),
    "evidence": mark("Evidence for the trend"),
    "claim": mark("Remark on a claim"),
    "prose": mark("Text of the page"),
}


def build_claim_uses(builder: PageBuilder, source: Source) -> tuple[ClaimUseGroup, ...]:
    """Return every claim that cites a source, by record, then by stance, then in its order."""
    groups: dict[str, list[ClaimUse]] = {}
    for entry in citing_claims(builder, source):
        uses = groups.setdefault(entry.record_id, [])
        cites = [cite for cite in entry.claim.cites if cite.source == source.id]
        uses.extend(_claim_use(builder, entry, cite, cite.stance) for cite in cites)
        if not cites:
            changed = [cite for change in entry.changes for cite in change.cites]
            shown = [cite for cite in changed if cite.source == source.id]
            uses.extend(_claim_use(builder, entry, cite, "status") for cite in shown[:1])
    return tuple(
        ClaimUseGroup(
            builder.link(name),
            tuple(sorted(groups[name], key=lambda use: _STANCE_ORDER.index(use.stance))),
        )
        for name in sorted(groups)
    )


def citing_claims(builder: PageBuilder, source: Source) -> list[ClaimEntry]:
    """Return the claims that cite a source, for themselves or for a change of their status."""
    return [builder.kb.claims[ref] for ref in source_claims(builder.kb, source.id)]


def _claim_use(builder: PageBuilder, entry: ClaimEntry, cite: Cite, stance: str) -> ClaimUse:
    claim = entry.claim
    is_known = cite.from_ is not None and cite.from_ in builder.kb.sources
    version = Link(f"#version-{cite.version}", cite.version) if cite.version else None
    return ClaimUse(
        link=builder.claim_link(entry.ref),
        is_struck=is_struck(builder.kb, entry),
        later=later_figures(builder, entry),
        speakers=speaker_names(builder, entry),
        via=claim.via,
        act=claim.speech_act,
        act_label=SPEECH_ACTS.label(claim.speech_act),
        denies=denied_by(builder, entry),
        asserted=show_date(entry.asserted) if entry.asserted else None,
        stance=stance,
        stance_label=say(_STANCE_WORDS[stance])
        if stance in _STANCE_WORDS
        else STANCES.label(stance),
        taken_from=builder.source_link(cite.from_) if is_known and cite.from_ else None,
        version=version,
        locator=cite.locator,
        quote=cite.quote,
        quote_url=builder.quote_url(cite),
        language=builder.kb.sources[cite.source].language,
        grade=_grade(cite.grade),
        status=entry.status,
        status_label=STATUSES.label(entry.status),
        changes=tuple(
            f"{STATUSES.label(change.status).lower()}, {_change_date(change)}"
            for change in entry.changes[1:]
            if any(item.source == cite.source for item in change.cites)
        ),
    )


def _change_date(change: StatusChange) -> str:
    return show_date(change.date) if change.date is not None else change.since.isoformat()


def _grade(grade: str | None) -> str | None:
    if grade is None:
        return None
    return say(
        "{grade}: source {reliability}, {credibility}",
        grade=grade,
        reliability=RELIABILITY.label(grade[0]),
        credibility=CREDIBILITY.label(grade[1:]),
    )


def build_use_groups(builder: PageBuilder, source: Source) -> tuple[UseGroup, ...]:
    """Return the other places that cite a source, by record."""
    groups: dict[str, list[UseLine]] = {}
    for use in builder.kb.source_uses.get(source.id, ()):
        if use.what == "claim" and (use.cite is not None or _is_cited(builder, source, use)):
            continue
        line = _use_line(builder, use)
        lines = groups.setdefault(use.record_id, [])
        if line not in lines:
            lines.append(line)
    return tuple(UseGroup(builder.link(name), tuple(groups[name])) for name in sorted(groups))


def _is_cited(builder: PageBuilder, source: Source, use: SourceUse) -> bool:
    # The text of a claim may cite in prose what the claim cites anyway.
    entry = builder.kb.claims.get(part_ref(use.record_id, use.anchor))
    return entry is not None and any(cite.source == source.id for cite in entry.claim.cites)


def _use_text(use: SourceUse) -> str:
    if use.what == "participant":
        return ROLES.label(use.text)
    kind = relation_type(use.text) if use.what == "relation" else None
    return say(kind.label) if kind else use.text


def _use_line(builder: PageBuilder, use: SourceUse) -> UseLine:
    is_plain = use.stance in {"supports", "mentions"}
    what = say(_WHAT[use.what]) if use.what in _WHAT else use.what.capitalize()
    text = _use_text(use)
    says_nothing_new = text == builder.kb.title(use.record_id)
    return UseLine(
        link=builder.link(use.record_id, what if says_nothing_new else text, use.anchor),
        what=None if says_nothing_new else what,
        stance=None if is_plain else STANCES.label(use.stance),
    )
