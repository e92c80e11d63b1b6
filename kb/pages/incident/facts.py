# Every fact says from which day it holds, so that the page can be shown as it was known on a day.
"""The panel of key facts of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from kb.dates import EdtfDate, show_date
from kb.ids import part_anchor
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.refs import part_ref
from kb.say import say, say_list
from kb.views.accounts import impact_account
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.figures import show_quantity
from kb.views.link import Link
from kb.views.per_body import per_body_claims, per_body_value, victims
from kb.views.speakers import speaker_names
from kb.vocab.claims import STATUSES
from kb.vocab.incidents import (
    DETERMINATIONS,
    INCIDENT_TYPES,
    MEASURES,
    RSIT,
    SCALE,
)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A key fact with the claims behind it."""

    label: str
    value: str
    url: str | None
    """Where on the page it comes from."""
    caveat: str | None
    claims: tuple[Link, ...]
    cites: Markup
    known_from: str | None
    """ISO day from which it was known; None for what is said with hindsight."""
    known_to: str | None = None
    """ISO day on which what it rests on fell; then it is shown for earlier days only."""


def build_facts(builder: PageBuilder, incident: Incident) -> tuple[FactLine, ...]:
    """Return the panel of key facts: dates, kind, and the figures that people ask for."""
    dated: tuple[tuple[str, str, EdtfDate | None], ...] = (
        ("occurred", say("Began"), incident.occurred),
        ("discovered", say("Discovered"), incident.discovered),
        ("disclosed", say("Made public"), incident.disclosed),
        ("resolved", say("Over"), incident.resolved),
    )
    lines = [
        _fact(
            builder,
            incident,
            label,
            per_body_value(builder, incident, key)
            or (show_date(date) if date else say("Not known")),
            key,
        )
        for key, label, date in dated
    ]
    determination = DETERMINATIONS.label(incident.determination)
    lines.append(_fact(builder, incident, say("Incident"), determination, "determination"))
    kinds = ", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types)
    rsit = ", ".join(RSIT.label(item) for item in incident.rsit)
    lines.append(_plain(say("Kind"), kinds, say("RSIT: {types}", types=rsit) if rsit else None))
    if incident.severity:
        lines.append(_plain(say("Weight"), SCALE.label(incident.severity), say("our judgement")))
    for measure in MEASURES:
        lines += _measured(builder, incident, measure)
    return tuple(lines)


def _plain(label: str, value: str, caveat: str | None) -> FactLine:
    return FactLine(
        label=label,
        value=value,
        url=None,
        caveat=caveat,
        claims=(),
        cites=Markup(""),
        known_from=None,
    )


def _measured(builder: PageBuilder, incident: Incident, measure: str) -> Iterator[FactLine]:
    """Yield the figure of a measure, and one that fell for the days before.

    It is the first that is known and stands, and how many more there are.
    """
    found = [(index, item) for index, item in enumerate(incident.impacts)
             if item.measure == measure]  # fmt: skip
    figures = [pair for pair in found if show_quantity(pair[1])]
    fell = {index: builder.kb.hangs.of(incident.id, item).fell_on for index, item in figures}
    standing = [pair for pair in figures if fell[pair[0]] is None]
    if standing:
        account = impact_account(builder, incident, standing[0][1])
        several = say("one of {number} figures", number=len(standing)) if len(standing) > 1 else ""
        whole = set(victims(builder, incident))
        hit = standing[0][1].bodies
        bodies = (
            say_list([builder.kb.title(name) for name in hit]) if whole - {*hit} and hit else ""
        )
        caveat = "; ".join(filter(None, (bodies, account, several))) or None
        yield _figure(builder, incident, *standing[0], caveat)
    elif found:
        value = say("Not known")
        caveat = say("no figure that was given still stands") if figures else None
        index, item = found[0]
        yield _measure(
            measure, value, index, caveat, claim_cites(builder, incident.id, item, limit=2)
        )
    for index, item in figures:
        if fell[index] is not None:
            yield _figure(builder, incident, index, item, say("since fallen"))
            return


def _figure(
    builder: PageBuilder, incident: Incident, index: int, item: Impact, caveat: str | None
) -> FactLine:
    value = show_quantity(item) or ""
    hanging = builder.kb.hangs.of(incident.id, item)
    cites = claim_cites(builder, incident.id, item, limit=2)
    return replace(
        _measure(item.measure or "", value[:1].upper() + value[1:], index, caveat, cites),
        known_from=hanging.known_from.isoformat(),
        known_to=hanging.fell_on.isoformat() if hanging.fell_on is not None else None,
    )


def _measure(measure: str, value: str, index: int, caveat: str | None, cites: Markup) -> FactLine:
    anchor = f"#{part_anchor('impacts', index)}"
    return FactLine(
        label=MEASURES.label(measure),
        value=value,
        url=anchor,
        caveat=caveat,
        claims=(),
        cites=cites,
        known_from=None,
    )


def _fact(builder: PageBuilder, incident: Incident, label: str, value: str, key: str) -> FactLine:
    named = (*getattr(incident.basis, key), *_of_bodies(incident, key))
    entries = [builder.kb.claims[part_ref(incident.id, local)] for local in dict.fromkeys(named)]
    cites: list[Cite] = [cite for entry in entries for cite in entry.claim.cites[:2]]
    links = tuple(Link(f"#{entry.claim.id}", speaker_names(builder, entry)) for entry in entries)
    weakest = [entry.status for entry in entries if entry.status != "confirmed"]
    # That there was an incident is judged as a whole: a second status beside it says nothing.
    caveat = STATUSES.label(weakest[0]).lower() if weakest and key != "determination" else None
    known = builder.kb.hangs.all_known(incident.id, named)
    return FactLine(
        label=label,
        value=value,
        url=links[0].url if links else None,
        caveat=caveat,
        claims=links[1:],
        cites=builder.cites(cites[:4]),
        known_from=known.isoformat() if known is not None else None,
    )


def _of_bodies(incident: Incident, key: str) -> tuple[str, ...]:
    return tuple(per_body_claims(incident, key)) if key != "determination" else ()
