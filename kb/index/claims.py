# Two rounds: first every claim by itself (its speakers, sources and days), then each in the light
# of the others (what supersedes, disputes and repeats it), which gives its statuses their days.
"""Work out each claim's dates, statuses, support and ties to other claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.dates import EdtfDate, sort_key
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.judging.bodies import Bodies
from kb.judging.confirming import Situation, ground_of
from kb.judging.origins import Origins, Voice, independent
from kb.judging.public import (
    OPEN,
    Publicity,
    Published,
    Span,
    Taker,
    is_seen,
    note_repeats,
    span_of,
    stated_issue,
)
from kb.judging.results import Known, Support
from kb.judging.standing import Case, Witness, statuses
from kb.model.base import Record
from kb.model.claims import EDITORS, Claim
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.model.walk import Loc
from kb.vocab.claims import UNPROVEN_ACTS

_NO_ANSWERS = frozenset({"declined", "speculated"})
"""Speech acts that dispute nothing."""


def full_ref(ref: str, record_id: str) -> str:
    """Return `record#claim` for a local or full reference."""
    return ref if "#" in ref else f"{record_id}#{ref}"


@dataclass(frozen=True, slots=True)
class Judge:
    """What is needed to judge the claims of a base."""

    records: Mapping[str, Record]
    sources: Mapping[str, Source]
    bodies: Bodies
    origins: Origins
    published: Published
    situations: Mapping[str, Situation]
    """Record → who has which roles there."""

    def recorded(self, record_id: str) -> dt.date:
        """Return the day on which a record was made."""
        return self.records[record_id].created.earliest or dt.date.max

    def support(self, claim: Claim, record_id: str, day: dt.date | None = None) -> Support:
        """Return what a claim rests on today, or what it rested on by a day."""
        voices = self.origins.voices(claim)
        if day is not None:
            voices = tuple(
                voice for voice in voices if (_since(self, voice, record_id)[1] or day) <= day
            )
        return _support(self, claim, record_id, voices, day or dt.date.max)


def build_judge(records: Mapping[str, Record], sources: Mapping[str, Source]) -> Judge:
    """Return the judge of a base."""
    bodies = Bodies({n: item for n, item in records.items() if isinstance(item, EntityBase)})
    takers: dict[str, list[Taker]] = {}
    for source in sources.values():
        for step in source.derived_from:
            takers.setdefault(step.source, []).append((source.id, None))
    for record in records.values():
        for claim in getattr(record, "claims", ()):
            for cite in claim.cites:
                if cite.from_ is not None:
                    takers.setdefault(cite.from_, []).append((cite.source, cite.version))
    return Judge(
        records, sources, bodies, Origins(sources, bodies), Published(sources, takers),
        {name: _situation(record, bodies) for name, record in records.items()},
    )  # fmt: skip


def _situation(record: Record, bodies: Bodies) -> Situation:
    roles: dict[str, set[str]] = {}
    if isinstance(record, Incident):
        for part in record.participants:
            roles.setdefault(part.entity, set()).add(part.role)
    return Situation(record.id, {n: frozenset(found) for n, found in roles.items()}, bodies)


def build_claims(judge: Judge) -> dict[str, ClaimEntry]:
    """Return every claim of every record under its full reference, statuses not yet judged."""
    publicity = Publicity(judge.published, judge.sources, judge.bodies)
    entries: dict[str, ClaimEntry] = {}
    known: dict[str, Known] = {}
    dated: dict[str, bool] = {}
    for record in judge.records.values():
        for index, claim in enumerate(getattr(record, "claims", ())):
            ref = f"{record.id}#{claim.id}"
            known[ref], dated[ref] = publicity.known(claim, judge.recorded(record.id))
            entries[ref] = _entry(judge, record.id, claim, ("claims", index), known[ref])
    tied = _tie(entries)
    note_repeats(known, dated, {ref: _answered(entry) for ref, entry in tied.items()})
    return {
        ref: entry if entry.known is known[ref] else replace(entry, known=known[ref])
        for ref, entry in tied.items()
    }


def _answered(entry: ClaimEntry) -> tuple[str, ...]:
    """Return the claims that a claim repeats or denies: they were public before it."""
    restated = entry.claim.restates
    repeated = (full_ref(restated.claim, entry.record_id),) if restated is not None else ()
    denied = entry.claim.conflicts_with if entry.claim.speech_act == "denied" else ()
    return (*repeated, *(full_ref(ref, entry.record_id) for ref in denied))


def _entry(judge: Judge, record_id: str, claim: Claim, loc: Loc, known: Known) -> ClaimEntry:
    subject = claim.about.subject if claim.about and claim.about.subject else record_id
    return ClaimEntry(
        ref=f"{record_id}#{claim.id}",
        record_id=record_id,
        claim=claim,
        loc=loc,
        subject=subject,
        asserted=_asserted(claim, judge),
        known=known,
        changes=(),
        support=judge.support(claim, record_id),
    )


def _asserted(claim: Claim, judge: Judge) -> EdtfDate | None:
    """Return when a claim was said, as it is shown."""
    if claim.asserted is not None:
        return claim.asserted
    own = [speaker.asserted for speaker in claim.asserted_by if speaker.asserted is not None]
    if own:
        return min(own, key=sort_key)
    if all(speaker.entity == EDITORS for speaker in claim.asserted_by):
        return None
    cites = [cite for cite in claim.cites if cite.stance == "supports"] or claim.cites
    first = judge.sources.get(cites[0].source)
    dates = [date for cite in cites if (date := stated_issue(cite, judge.sources)) is not None]
    if first is not None and judge.bodies.own_speakers(claim, first):
        return stated_issue(cites[0], judge.sources) or min(dates, key=sort_key, default=None)
    return min(dates, key=sort_key, default=None)


def _support(
    judge: Judge, claim: Claim, record_id: str, voices: tuple[Voice, ...], day: dt.date
) -> Support:
    standing = [voice for voice in voices if voice.stands_on(day)]
    gone = dict.fromkeys(voice.cite.source for voice in voices if not voice.stands_on(day))
    issuers = independent((voice.keys, voice.label) for voice in standing)
    speakers = independent((keys, label) for keys, label, _ in judge.origins.speakers(claim))
    fewer = issuers if not speakers or len(issuers) <= len(speakers) else speakers
    primary = [
        voice
        for voice in standing
        if judge.sources[voice.cite.source].origin == "primary" and not _is_relay(judge, voice)
    ]
    may_confirm = claim.ground is not None or "confirmed" in _statuses_of(claim)
    grounds = [_ground(judge, claim, record_id, voice) for voice in standing if may_confirm]
    return Support(
        sources=tuple(dict.fromkeys(voice.cite.source for voice in voices
                                    if voice.cite.source not in gone)),
        origins=fewer,
        has_primary=bool(primary),
        untraced=sum(not voice.counts for voice in standing),
        withdrawn=tuple(gone),
        circular=tuple(dict.fromkeys(v.cite.source for v in voices if v.trace.is_circular)),
        ground=next((ground for ground in grounds if ground is not None), None),
        is_own_account=len(fewer) == 1 and any(_is_own(judge, claim, voice) for voice in primary),
    )  # fmt: skip


def _statuses_of(claim: Claim) -> set[str | None]:
    return {claim.status, *(change.status for change in claim.history)}


def _ground(judge: Judge, claim: Claim, record_id: str, voice: Voice) -> str | None:
    if not voice.counts or _is_relay(judge, voice):
        return None
    first = span_of(claim.asserted)[0]
    there = judge.published.of(voice.cite)[1]
    if first is not None and there is not None and there < first:
        return None  # a page that is older than the statement cannot carry it
    said = claim.asserted or stated_issue(voice.cite, judge.sources)
    source = judge.sources[voice.cite.source]
    return ground_of(claim, voice.cite, source, judge.situations[record_id], said)


def _is_relay(judge: Judge, voice: Voice) -> bool:
    """Return whether a source has the statement from somebody else."""
    if not voice.trace.roots or voice.cite.source in voice.trace.roots:
        return False
    issuer = judge.bodies.of_issuer(judge.sources[voice.cite.source])
    return any(
        issuer.isdisjoint(judge.bodies.of_issuer(judge.sources[root])) for root in voice.trace.roots
    )


def _is_own(judge: Judge, claim: Claim, voice: Voice) -> bool:
    return bool(judge.bodies.own_speakers(claim, judge.sources[voice.cite.source]))


def _tie(entries: dict[str, ClaimEntry]) -> dict[str, ClaimEntry]:
    restated: dict[str, list[str]] = {}
    superseded: dict[str, list[str]] = {}
    conflicts: dict[str, list[str]] = {}
    for entry in entries.values():
        claim = entry.claim
        if claim.restates is not None:
            restated.setdefault(full_ref(claim.restates.claim, entry.record_id), []).append(
                entry.ref
            )
        if claim.supersedes is not None:
            superseded.setdefault(full_ref(claim.supersedes, entry.record_id), []).append(entry.ref)
        for other in claim.conflicts_with:
            target = full_ref(other, entry.record_id)
            conflicts.setdefault(entry.ref, []).append(target)
            conflicts.setdefault(target, []).append(entry.ref)
    ties = restated.keys() | superseded.keys() | conflicts.keys()
    return {
        ref: entry
        if ref not in ties
        else replace(
            entry,
            restated_by=tuple(restated.get(ref, ())),
            superseded_by=tuple(superseded.get(ref, ())),
            conflicts=tuple(dict.fromkeys(conflicts.get(ref, ()))),
        )
        for ref, entry in entries.items()
    }


def judge_statuses(
    judge: Judge, entries: Mapping[str, ClaimEntry], disputes: Mapping[str, DisputeEntry]
) -> dict[str, ClaimEntry]:
    """Return the claims with the disputes they are part of, and their statuses by day."""
    found: dict[str, list[str]] = {}
    for dispute in disputes.values():
        for ref in dispute.claims:
            found.setdefault(ref, []).append(dispute.ref)
    tied = {
        ref: replace(entry, disputes=tuple(found[ref])) if ref in found else entry
        for ref, entry in entries.items()
    }
    return {
        ref: replace(
            entry,
            changes=statuses(case_of(judge, entry, tied, disputes), judge.published, judge.sources),
        )
        for ref, entry in tied.items()
    }


def case_of(
    judge: Judge,
    entry: ClaimEntry,
    entries: Mapping[str, ClaimEntry],
    disputes: Mapping[str, DisputeEntry],
) -> Case:
    """Return all that the statuses of a claim follow from."""
    claim = entry.claim
    named = _statuses_of(claim)
    speakers = judge.origins.speakers(claim) if "confirmed" in named else []
    situation = judge.situations[entry.record_id]
    return Case(
        claim=claim,
        loc=entry.loc,
        known=entry.known,
        recorded=judge.recorded(entry.record_id),
        witnesses=_witnesses(judge, entry) if "confirmed" in named else (),
        speakers=tuple((keys, since) for keys, _, since in speakers
                       if not situation.is_attacker(keys)),
        is_spoken=bool(speakers),
        against=tuple(_against(judge, entry, entries, disputes)) if "disputed" in named else (),
        successors=tuple(entries[ref].known for ref in entry.superseded_by if ref in entries),
    )  # fmt: skip


def _witnesses(judge: Judge, entry: ClaimEntry) -> tuple[Witness, ...]:
    if entry.claim.speech_act in UNPROVEN_ACTS:
        return ()
    situation = judge.situations[entry.record_id]
    return tuple(
        Witness(
            _since(judge, voice, entry.record_id),
            voice.trace.ends,
            frozenset() if _is_attackers(judge, situation, voice) else voice.keys,
            _ground(judge, entry.claim, entry.record_id, voice),
            _spoken(judge, entry.claim, voice),
        )
        for voice in judge.origins.voices(entry.claim)
    )


def _is_attackers(judge: Judge, situation: Situation, voice: Voice) -> bool:
    issuer = judge.bodies.of_issuer(judge.sources[voice.cite.source])
    return situation.is_attacker(voice.keys | issuer)


def _spoken(judge: Judge, claim: Claim, voice: Voice) -> dt.date | None:
    """Return since when those surely spoke whose document a cite is, where days differ."""
    own = judge.bodies.own_speakers(claim, judge.sources[voice.cite.source])
    days = [
        since
        for keys, _, since in judge.origins.speakers(claim)
        if since is not None and not keys.isdisjoint(own)
    ]
    return min(days, default=None)


def _since(judge: Judge, voice: Voice, record_id: str) -> Span:
    """Return since when a cite supports its claim; without any date, from our first look at it."""
    first, last = judge.published.of(voice.cite)
    if last is None:
        last = judge.published.first_look(voice.cite.source) or judge.recorded(record_id)
    return first, last


def _against(
    judge: Judge,
    entry: ClaimEntry,
    entries: Mapping[str, ClaimEntry],
    disputes: Mapping[str, DisputeEntry],
) -> list[Span]:
    """Return since when somebody said otherwise: other claims, and sources that dispute it."""
    spans = [
        judge.published.of(cite)
        for cite in entry.claim.cites
        if cite.stance in {"disputes", "denies"} and is_seen(judge.sources[cite.source])
    ]
    met = dict.fromkeys(entry.conflicts)
    met.update(dict.fromkeys(ref for name in entry.disputes for ref in disputes[name].claims))
    for ref in met:
        other = entries.get(ref)
        if other is not None and says_otherwise(judge, entry, other, entries):
            spans.append((other.known.earliest, other.known.latest))
    return [span for span in spans if span != OPEN]


def says_otherwise(
    judge: Judge, entry: ClaimEntry, other: ClaimEntry, entries: Mapping[str, ClaimEntry]
) -> bool:
    """Return whether a claim of a dispute says otherwise than another one of it.

    It is somebody else's, answers, does not say the same, and does not merely repeat the other. The
    original does say otherwise than a rewrite that made something else of it.
    """
    if other.ref == entry.ref or other.claim.speech_act in _NO_ANSWERS:
        return False
    if other.ref in entry.conflicts:
        return True
    ours = judge.bodies.of_speakers(entry.claim)
    theirs = [judge.bodies.of_speaker(item) for item in other.claim.asserted_by]
    if not any(keys.isdisjoint(ours) for keys in theirs):
        return False
    if entry.claim.about is not None and entry.claim.about == other.claim.about:
        return False
    before, behind = _repeated(entry, entries), _repeated(other, entries)
    if other.ref in before:
        return not before[other.ref]
    return before.keys().isdisjoint(behind)


def _repeated(entry: ClaimEntry, entries: Mapping[str, ClaimEntry]) -> dict[str, bool]:
    """Return the claims that a claim goes back to, itself first, and whether it copies each."""
    found = {entry.ref: True}
    is_copy = True
    while entry.claim.restates is not None:
        is_copy = is_copy and entry.claim.restates.how == "copied"
        target = full_ref(entry.claim.restates.claim, entry.record_id)
        if target not in entries or target in found:
            break
        found[target] = is_copy
        entry = entries[target]
    return found
