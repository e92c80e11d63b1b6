# What people ask first of an incident, answered body by body: nobody whose answer is missing is
# left out, since whoever reads of two of three concludes something about the third.
"""What is on record about each body of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index.entries import ClaimEntry
from kb.model.incident_parts import BodyFacts
from kb.model.incidents import Incident
from kb.refs import part_ref
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.speakers import speaker_names
from kb.vocab.incidents import DATA_ANSWERS

VICTIM = "victim"


_UNSAID = frozenset({"not-known", "nothing-published"})
"""Answers that are nobody's account."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """What is on record about one thing of one body."""

    body: Link
    answer: str
    whose: str
    """By whose account, in words; empty where nothing is on record."""
    claim: str | None
    """The address of the claim behind it."""
    cites: Markup
    known_from: str | None
    """ISO day from which it was known; None for what is said with hindsight."""


def victims(builder: PageBuilder, incident: Incident) -> tuple[str, ...]:
    """Return the bodies that were hit, in the order of the record."""
    found = (part.entity for part in builder.kb.hangs.standing(incident) if part.role == VICTIM)
    return tuple(dict.fromkeys((*found, *(item.body for item in incident.per_body))))


def build_data_lines(builder: PageBuilder, incident: Incident) -> tuple[BodyLine, ...]:
    """Return what is on record about the data of each body; nothing where no body has any."""
    facts = {item.body: item for item in incident.per_body if item.data is not None}
    if not facts:
        return ()
    return tuple(_data_line(builder, incident, name, facts.get(name))
                 for name in victims(builder, incident))  # fmt: skip


def _data_line(
    builder: PageBuilder, incident: Incident, name: str, facts: BodyFacts | None
) -> BodyLine:
    refs = facts.basis.data if facts is not None else ()
    entries = sorted(
        (builder.kb.claims[part_ref(incident.id, local)] for local in refs),
        key=lambda entry: entry.known.latest, reverse=True,
    )  # fmt: skip
    answer = facts.data if facts is not None and facts.data is not None else "nothing-published"
    known = builder.kb.hangs.all_known(incident.id, refs)
    return BodyLine(
        body=builder.link(name),
        answer=DATA_ANSWERS.label(answer),
        whose=_whose(builder, entries[0], name) if entries and answer not in _UNSAID else "",
        claim=builder.claim_link(entries[0].ref).url if entries else None,
        cites=builder.cites(cite for entry in entries for cite in entry.claim.cites[:2]),
        known_from=known.isoformat() if known is not None else None,
    )


def _whose(builder: PageBuilder, entry: ClaimEntry, name: str) -> str:
    """Return by whose account something is, and when it was said."""
    speakers = builder.kb.judge.bodies.of_speakers(entry.claim)
    is_own = not speakers.isdisjoint(builder.kb.judge.bodies.of_entity(name))
    whose = (
        say("by its own account")
        if is_own
        else say("says {names}", names=speaker_names(builder, entry))
    )
    return f"{whose}, {show_date(entry.asserted)}" if entry.asserted is not None else whose


def per_body_value(builder: PageBuilder, incident: Incident, key: str) -> str | None:
    """Return a date body by body, in words; None where no body has one of its own."""
    dates = {item.body: date for item in incident.per_body if (date := getattr(item, key))}
    if not dates:
        return None
    parts = [f"{builder.kb.title(name)}: {show_date(date)}" for name, date in dates.items()]
    silent = [builder.kb.title(name) for name in victims(builder, incident) if name not in dates]
    whole = getattr(incident, key)
    if silent:
        rest = show_date(whole) if whole is not None else say("nothing published")
        parts.append(f"{', '.join(silent)}: {rest}")
    return "; ".join(parts)


def per_body_claims(incident: Incident, key: str) -> Iterator[str]:
    """Yield the claims behind the dates of the bodies."""
    for item in incident.per_body:
        yield from getattr(item.basis, key)
