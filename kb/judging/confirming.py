# "Who can confirm what" of the page on method, its six points in order. By fields, never by
# words: who speaks, whose document it is, what kind of body, in which role, how it was said, about
# what.
"""Which single document can confirm which claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import loose_bounds
from kb.judging.bodies import Bodies, Keys
from kb.model.claims import Claim
from kb.model.sources import Cite, Source
from kb.vocab.claims import HARM_PREDICATES, OWN_PREDICATES, UNPROVEN_ACTS

AUTHORITIES = frozenset({"regulator", "law-enforcement", "agency", "prosecutor", "court"})
"""Kinds of organisation that find and decide within a task."""
OFFICIAL_KINDS = frozenset({"court", "regulator"})
"""Kinds of source that hold what a court or regulator decided."""
HIT = frozenset({"victim", "downstream-victim", "supplier", "shared-service", "vector"})
"""Roles in which a body is a party, not an authority."""
OWN_SERVICES = frozenset({"services-disrupted", "asset-state", "downtime", "loss"})
"""What a body that was hit through another can say of itself: its services, and what it spent."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a claim stands: its record, and who has which roles there."""

    record_id: str
    roles: Mapping[str, frozenset[str]]
    """Entity → its roles in the incident."""

    def roles_of(self, keys: Keys) -> frozenset[str]:
        """Return the roles of a body under any of its keys."""
        return frozenset().union(*(self.roles.get(key, frozenset()) for key in keys))


def ground_of(
    claim: Claim, cite: Cite, sources: Mapping[str, Source], bodies: Bodies, situation: Situation
) -> str | None:
    """Return why a cite is enough to confirm its claim: a ground, or None when it is not."""
    source = sources[cite.source]
    relays = cite.from_ is not None and cite.from_ != cite.source
    if source.origin != "primary" or relays or claim.speech_act in UNPROVEN_ACTS:
        return None
    speakers, issuer = bodies.of_speakers(claim), bodies.of_issuer(source)
    if bodies.is_attacker(speakers) or bodies.is_attacker(issuer):
        return None
    if claim.ground is not None:
        return None if what_bars(claim, bodies, situation, source) else claim.ground.as_
    if speakers.isdisjoint(issuer):
        return None
    if _is_authority(source, speakers, bodies, situation):
        return "finding"
    return "own-act" if _is_own_act(claim, speakers, bodies, situation) else None


def what_bars(
    claim: Claim, bodies: Bodies, situation: Situation, source: Source | None = None
) -> str | None:
    """Return in words what no ground can lift; None when nothing stands against it."""
    speakers = bodies.of_speakers(claim)
    if bodies.is_attacker(speakers):
        return "an attacker's own words confirm nothing"
    as_ = claim.ground.as_ if claim.ground is not None else "own-act"
    if as_ == "finding" and situation.roles_of(speakers) & HIT:
        return "a body that was itself hit is a party, not an authority"
    if as_ == "own-act" and (reason := _bars_own_act(claim)):
        return reason
    if source is not None and as_ != "register" and _is_anothers(claim, source, bodies):
        return "it is another body's document"
    return None


def _bars_own_act(claim: Claim) -> str | None:
    about = claim.about
    if claim.speech_act == "denied" or (about is not None and _says_no(claim)):
        return "a denial stays reported when a body says it of itself"
    if about is not None and about.predicate in HARM_PREDICATES:
        return "how many people or how much data were harmed needs a second origin"
    if claim.occurred is not None and claim.asserted is not None:
        begins, said = loose_bounds(claim.occurred)[0], loose_bounds(claim.asserted)[1]
        if begins is not None and said is not None and begins > said:
            return "a forecast is no act"
    return None


def _says_no(claim: Claim) -> bool:
    about = claim.about
    if about is None:
        return False
    is_nothing = not isinstance(about.value, str) and about.value is not None and not about.value
    return about.negated or is_nothing


def _is_anothers(claim: Claim, source: Source, bodies: Bodies) -> bool:
    """Return whether a document is plainly not the speaker's: both are records, and two bodies."""
    speakers = [speaker.entity for speaker in claim.asserted_by if speaker.entity is not None]
    issuer = bodies.of_issuer(source)
    if source.issuer is None or not speakers:
        return False
    return all(issuer.isdisjoint(bodies.of_entity(name)) and bodies.org_kind(name) is not None
               for name in speakers)  # fmt: skip


def _is_authority(source: Source, speakers: Keys, bodies: Bodies, situation: Situation) -> bool:
    kinds = {bodies.org_kind(key) for key in speakers}
    is_official = bool(kinds & AUTHORITIES) or source.kind in OFFICIAL_KINDS
    return is_official and not situation.roles_of(speakers) & HIT


def _is_own_act(claim: Claim, speakers: Keys, bodies: Bodies, situation: Situation) -> bool:
    about = claim.about
    if claim.speech_act == "declined":
        return True
    if about is None or about.predicate not in OWN_PREDICATES or _bars_own_act(claim):
        return False
    if any(speakers.isdisjoint(bodies.of_entity(name)) for name in about.entities):
        return False
    if about.subject is not None and about.subject != situation.record_id:
        return not speakers.isdisjoint(bodies.of_entity(about.subject))
    roles = situation.roles_of(speakers)
    return "victim" in roles or ("downstream-victim" in roles and about.predicate in OWN_SERVICES)
