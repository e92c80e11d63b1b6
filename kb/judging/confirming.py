# "Who can confirm what" of the page on method, its six points in order. By fields, never by
# words: who speaks, whose document it is, what kind of body, in which role, how it was said, about
# what.
"""Which single document can confirm which claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import EdtfDate, loose_bounds
from kb.judging.bodies import Bodies, Keys
from kb.judging.nothing import is_nothing
from kb.model.claims import Claim
from kb.model.sources import Source
from kb.vocab.claims import HARM_PREDICATES, OWN_PREDICATES, UNPROVEN_ACTS

AUTHORITIES = frozenset({"regulator", "law-enforcement", "agency", "prosecutor", "court"})
"""Kinds of organisation that find and decide within a task."""
OFFICIAL_KINDS = frozenset({"court", "regulator"})
"""Kinds of source that hold what a court or regulator decided."""
HIT = frozenset({"victim", "downstream-victim", "supplier", "shared-service", "vector"})
"""Roles in which a body is a party, not an authority."""
OWN_SERVICES = frozenset({"services-disrupted", "asset-state", "downtime", "loss"})
"""What a body that was hit through another can say of itself: its services, and what it spent."""


ATTACKERS = frozenset({"attacker", "alleged-attacker"})
"""Roles of those whose own words confirm nothing."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a claim stands: its record, and who has which roles there."""

    record_id: str
    roles: Mapping[str, frozenset[str]]
    """Entity → its roles in the incident."""
    bodies: Bodies

    def is_hit(self, keys: Keys) -> bool:
        """Return whether a body, or a part of it, is a party to the incident."""
        whole = keys.union(*(self.bodies.of_entity(key) for key in keys))
        return any(
            found & HIT and not whole.isdisjoint(self.bodies.of_entity(name))
            for name, found in self.roles.items()
        )

    def roles_of(self, keys: Keys) -> frozenset[str]:
        """Return the roles of a body under any of its keys."""
        return frozenset().union(*(self.roles.get(key, frozenset()) for key in keys))

    def is_attacker(self, keys: Keys) -> bool:
        """Return whether somebody is a threat actor, or has the role of an attacker here."""
        return self.bodies.is_attacker(keys) or bool(self.roles_of(keys) & ATTACKERS)


def ground_of(
    claim: Claim, source: Source, situation: Situation, said: EdtfDate | None
) -> str | None:
    """Return why a cite is enough to confirm its claim: a ground, or None when it is not.

    Args:
        claim: The claim, which no attacker says.
        source: One of its supporting sources, which has the statement from nobody else.
        situation: Where the claim stands.
        said: When the claim was said, by its own date or that of the cite.
    """
    if source.origin != "primary" or claim.speech_act in UNPROVEN_ACTS:
        return None
    bodies = situation.bodies
    if situation.is_attacker(bodies.of_issuer(source)):
        return None
    if claim.ground is not None:
        return None if what_bars(claim, situation, said, source) else claim.ground.as_
    own = bodies.own_speakers(claim, source)
    if not own:
        return None
    if _is_authority(source, own, situation):
        return None if _denies_of_itself(claim, own) else "finding"
    return "own-act" if _is_own_act(claim, own, situation, said) else None


def what_bars(
    claim: Claim, situation: Situation, said: EdtfDate | None, source: Source | None = None
) -> str | None:
    """Return in words what no ground can lift; None when nothing stands against it."""
    speakers = situation.bodies.of_speakers(claim)
    if situation.is_attacker(speakers):
        return "an attacker's own words confirm nothing"
    as_ = claim.ground.as_ if claim.ground is not None else "own-act"
    if as_ == "finding" and situation.is_hit(speakers):
        return "a body that was itself hit is a party, not an authority"
    is_ones_own = as_ == "own-act" or (
        as_ == "register" and source is not None and _is_ones_own(claim, source, situation)
    )
    if is_ones_own and (reason := _bars_own_act(claim, said)):
        return reason
    if source is not None and as_ != "register" and _is_anothers(claim, source, situation.bodies):
        return "it is another body's document"
    return None


def _is_ones_own(claim: Claim, source: Source, situation: Situation) -> bool:
    """Return whether a body that is no authority speaks in its own paper, whatever it is called."""
    own = situation.bodies.own_speakers(claim, source)
    return bool(own) and not _is_authority(source, own, situation)


def _bars_own_act(claim: Claim, said: EdtfDate | None) -> str | None:
    about = claim.about
    if says_no(claim):
        return "a denial stays reported when a body says it of itself"
    if about is not None and about.predicate in HARM_PREDICATES:
        return "how many people or how much data were harmed needs a second origin"
    if claim.occurred is not None and said is not None:
        begins, told = loose_bounds(claim.occurred)[0], loose_bounds(said)[1]
        if begins is not None and told is not None and begins > told:
            return "a forecast is no act"
    return None


def says_no(claim: Claim) -> bool:
    """Return whether a claim says that it is not so, that there is none, or that none was found."""
    about = claim.about
    if claim.speech_act == "denied" or (about is not None and about.evidence is not None):
        return True
    if about is None:
        return False
    if isinstance(about.value, str):
        return about.negated or is_nothing(about.value)
    return about.negated or (about.value is not None and not about.value)


def _denies_of_itself(claim: Claim, own: Keys) -> bool:
    return says_no(claim) and claim.about is not None and claim.about.subject in own


def _is_anothers(claim: Claim, source: Source, bodies: Bodies) -> bool:
    """Return whether a document is plainly not the speaker's: both are records, and two bodies."""
    speakers = [speaker.entity for speaker in claim.asserted_by if speaker.entity is not None]
    if source.issuer is None or not speakers or bodies.own_speakers(claim, source):
        return False
    return all(
        any(bodies.org_kind(key) is not None for key in bodies.of_entity(name)) for name in speakers
    )


def _is_authority(source: Source, own: Keys, situation: Situation) -> bool:
    """Return whether a body finds and decides within a task, by its kind or, unknown, its paper."""
    bodies = situation.bodies
    whole = own.union(*(bodies.of_entity(name) for name in own))
    kinds = {bodies.org_kind(name) for name in own} - {None}
    kinds = kinds or {bodies.org_kind(name) for name in whole} - {None}
    is_official = bool(kinds & AUTHORITIES) if kinds else source.kind in OFFICIAL_KINDS
    return is_official and not situation.is_hit(own)


def _is_own_act(claim: Claim, own: Keys, situation: Situation, said: EdtfDate | None) -> bool:
    about, bodies = claim.about, situation.bodies
    if claim.speech_act == "declined":
        return True
    if about is None or about.predicate not in OWN_PREDICATES or _bars_own_act(claim, said):
        return False
    if any(own.isdisjoint(bodies.of_entity(name)) for name in about.entities):
        return False
    if about.subject is not None and about.subject != situation.record_id:
        return not own.isdisjoint(bodies.of_entity(about.subject))
    roles = situation.roles_of(own)
    return "victim" in roles or ("downstream-victim" in roles and about.predicate in OWN_SERVICES)
