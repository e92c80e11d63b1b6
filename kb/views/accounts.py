# A figure that nobody but its own speaker vouches for is printed with that speaker: a reader takes
# a bare number in a table for established.
"""By whose account something is, where it is not established."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from kb.dates import show_date
from kb.index.entries import ClaimEntry
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.refs import part_ref
from kb.say import mark, say, say_html, say_list
from kb.views.builder import PageBuilder
from kb.views.speakers import speaker_names
from kb.vocab.claims import DEPRECATED_STATUSES, UNPROVEN_ACTS

_BY: Mapping[str, str] = {
    "alleged": mark("alleged by {names}"),
    "inferred": mark("inferred by {names}"),
    "speculated": mark("speculated by {names}"),
}
"""Speech act that proves nothing → whose word it is."""


def impact_account(builder: PageBuilder, incident: Incident, impact: Impact) -> str:
    """Return by whose account an impact is; empty for one that is not known: nobody says that."""
    if impact.qualifier == "unknown" or impact.searched is not None:
        return ""
    return account_of(builder, incident.id, impact.claims)


def account_of(builder: PageBuilder, record_id: str, claims: Iterable[str]) -> str:
    """Return by whose account something is: “alleged by X”, “by X's own account”, “X says”.

    Empty where a claim behind it is confirmed by more than its own speaker, or nothing says it.
    """
    found = (builder.kb.claims.get(part_ref(record_id, local)) for local in claims)
    standing = [entry for entry in found
                if entry is not None and entry.status not in DEPRECATED_STATUSES]  # fmt: skip
    if not standing or any(_is_established(entry) for entry in standing):
        return ""
    names = say_list(list(dict.fromkeys(speaker_names(builder, entry) for entry in standing)))
    if all(entry.claim.speech_act in UNPROVEN_ACTS for entry in standing):
        return say(_BY[standing[0].claim.speech_act], names=names)
    if all(entry.support.is_own_account for entry in standing):
        return say("by the account of {names} alone", names=names)
    return say("says {names}", names=names)


def _is_established(entry: ClaimEntry) -> bool:
    return entry.status == "confirmed" and not entry.support.is_own_account


def show_searched(builder: PageBuilder, incident: Incident, index: int) -> Markup | None:
    """Return where an impact was looked for and until when; None where something was found."""
    impact = incident.impacts[index]
    if impact.searched is None:
        return None
    words = builder.inline(incident.id, "impacts", index, "searched")
    if impact.as_of is None:
        return say_html("Looked for in {places}", places=words)
    return say_html(
        "Looked for in {places}, until {date}", places=words, date=show_date(impact.as_of)
    )
