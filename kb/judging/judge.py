# Everything about one claim by itself that needs the rest of the base: whose documents its sources
# are, what it rests on, what may confirm it. How claims bear on each other stands in `kb.index`.
"""Judge single claims in the light of a base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import EdtfDate, sort_key
from kb.judging.bodies import Bodies, Keys
from kb.judging.confirming import Situation, ground_of
from kb.judging.origins import Origins, Voice, independent
from kb.judging.public import Published, Span, Taker, span_of, stated_issue
from kb.judging.results import Support
from kb.judging.standing import Witness
from kb.model.base import Record
from kb.model.claims import Claim
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.vocab.claims import UNPROVEN_ACTS


@dataclass(frozen=True, slots=True)
class Judge:
    """What is needed to judge the claims of a base."""

    records: Mapping[str, Record]
    sources: Mapping[str, Source]
    bodies: Bodies
    origins: Origins
    published: Published
    situations: Mapping[str, Situation]
    """Incident → who has which roles there."""

    def recorded(self, record_id: str) -> dt.date:
        """Return the day on which a record was made."""
        return self.records[record_id].created.earliest

    def situation(self, record_id: str) -> Situation:
        """Return who has which roles in a record: nobody has one outside an incident."""
        return self.situations.get(record_id) or Situation(record_id, {}, self.bodies)

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
    published = Published(sources, takers)
    return Judge(
        records, sources, bodies, Origins(sources, bodies, published), published,
        {name: _situation(item, bodies) for name, item in records.items()
         if isinstance(item, Incident)},
    )  # fmt: skip


def _situation(incident: Incident, bodies: Bodies) -> Situation:
    roles: dict[str, set[str]] = {}
    for part in incident.participants:
        roles.setdefault(part.entity, set()).add(part.role)
    return Situation(incident.id, {n: frozenset(found) for n, found in roles.items()}, bodies)


def asserted_on(judge: Judge, claim: Claim) -> EdtfDate | None:
    """Return when a claim was said, as it is shown."""
    if claim.asserted is not None:
        return claim.asserted
    own = [speaker.asserted for speaker in claim.asserted_by if speaker.asserted is not None]
    if own:
        return min(own, key=sort_key)
    if claim.is_ours:
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
    may_confirm = _may_be_confirmed(judge, claim, record_id)
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


def _may_be_confirmed(judge: Judge, claim: Claim, record_id: str) -> bool:
    """Return whether a single document could confirm a claim: an attacker's words none can."""
    is_asked = claim.ground is not None or "confirmed" in claim.named_statuses
    speakers = judge.bodies.of_speakers(claim)
    return is_asked and not judge.situation(record_id).is_attacker(speakers)


def _ground(judge: Judge, claim: Claim, record_id: str, voice: Voice) -> str | None:
    if not voice.counts or _is_relay(judge, voice):
        return None
    first = span_of(claim.asserted)[0]
    there = judge.published.of(voice.cite)[1]
    if first is not None and there is not None and there < first:
        return None  # a page that is older than the statement cannot carry it
    said = claim.asserted or stated_issue(voice.cite, judge.sources)
    source = judge.sources[voice.cite.source]
    return ground_of(claim, source, judge.situation(record_id), said)


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


def witnesses(judge: Judge, claim: Claim, record_id: str) -> tuple[Witness, ...]:
    """Return the supporting cites of a claim as they count towards confirming it."""
    if claim.speech_act in UNPROVEN_ACTS:
        return ()
    situation = judge.situation(record_id)
    may_confirm = _may_be_confirmed(judge, claim, record_id)
    speakers = judge.origins.speakers(claim)
    spoken = [(keys, since) for keys, _, since in speakers if since is not None]
    return tuple(
        Witness(
            _since(judge, voice, record_id),
            voice.trace.ends,
            frozenset() if _is_attackers(judge, situation, voice) else voice.keys,
            _ground(judge, claim, record_id, voice) if may_confirm else None,
            _spoken(judge, claim, voice, spoken) if spoken else None,
        )
        for voice in judge.origins.voices(claim)
    )


def _is_attackers(judge: Judge, situation: Situation, voice: Voice) -> bool:
    issuer = judge.bodies.of_issuer(judge.sources[voice.cite.source])
    return situation.is_attacker(voice.keys | issuer)


def _spoken(
    judge: Judge, claim: Claim, voice: Voice, spoken: list[tuple[Keys, dt.date]]
) -> dt.date | None:
    """Return since when those surely spoke whose document a cite is, where days differ."""
    own = judge.bodies.own_speakers(claim, judge.sources[voice.cite.source])
    days = [since for keys, since in spoken if not keys.isdisjoint(own)] if own else []
    return min(days, default=None)


def _since(judge: Judge, voice: Voice, record_id: str) -> Span:
    """Return since when a cite supports its claim; without any date, from our first look at it."""
    first, last = judge.published.of(voice.cite)
    if last is None:
        last = judge.published.first_look(voice.cite.source) or judge.recorded(record_id)
    return first, last
