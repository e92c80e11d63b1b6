# What a reader sees first of an incident: the three columns and the panel of key facts. Every line
# says from which day it holds, so that the page can be shown as it was known on a day.
"""The first screen of an incident's page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.contexts.claims import dispute_known_from, show_quantity
from kb.contexts.incident_views import FactLine, SummaryLine
from kb.contexts.page import PageDesk
from kb.contexts.parts import claim_cites
from kb.contexts.views import Link
from kb.dates import EdtfDate, show_date
from kb.ids import part_anchor
from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.vocab.claims import STATUSES
from kb.vocab.incidents import (
    DETERMINATIONS,
    DISPUTE_OUTCOMES,
    INCIDENT_TYPES,
    MEASURES,
    RSIT,
    SCALE,
)

LINES = 4
"""Lines of a column."""


def _first_known(kb: KnowledgeBase, record_id: str, claims: Iterable[str]) -> str | None:
    """Return the ISO day on which the first of some claims was surely public; None without any."""
    found = [kb.claims[ref] for ref in (f"{record_id}#{name}" for name in claims)
             if ref in kb.claims]  # fmt: skip
    return min((entry.known.latest.isoformat() for entry in found), default=None)


def build_established(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return what is established; it was so from the day on which it got its status."""
    lines = []
    for local in incident.established[:LINES]:
        entry = desk.kb.claims[f"{incident.id}#{local}"]
        text = desk.inline(incident.id, *entry.loc, "text")
        since = max(entry.changes[-1].since, entry.known.latest).isoformat()
        cites = desk.cites(entry.claim.cites[:3])
        lines.append(SummaryLine(text, f"#{local}", None, cites, since))
    return tuple(lines)


def build_disputed(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first disputes; their order is the editors', who put first what must be seen."""
    entries = desk.kb.disputes_of(incident.id)
    return tuple(
        SummaryLine(
            Markup.escape(entry.question),
            f"#{entry.ref.split('#')[1]}",
            DISPUTE_OUTCOMES.label(entry.outcome),
            Markup(""),
            dispute_known_from(desk.kb, entry),
        )
        for entry in entries[:LINES]
    )


def build_unknown(desk: PageDesk, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first open questions; that they are open is said today."""
    return tuple(
        SummaryLine(
            Markup.escape(question.text),
            f"#{question.id}",
            None,
            desk.cites(question.cites[:2]),
            None,
        )
        for question in incident.questions[:LINES]
    )


def build_facts(desk: PageDesk, incident: Incident) -> tuple[FactLine, ...]:
    """Return the panel of key facts: dates, kind, and the figures that people ask for."""
    dated: tuple[tuple[str, str, EdtfDate | None], ...] = (
        ("occurred", "Began", incident.occurred),
        ("discovered", "Discovered", incident.discovered),
        ("disclosed", "Made public", incident.disclosed),
        ("resolved", "Over", incident.resolved),
    )
    lines = [
        _fact(desk, incident, label, show_date(date) if date else "Not known", key)
        for key, label, date in dated
    ]
    determination = DETERMINATIONS.label(incident.determination)
    lines.append(_fact(desk, incident, "Incident", determination, "determination"))
    kinds = ", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types)
    rsit = ", ".join(RSIT.label(item) for item in incident.rsit)
    lines.append(_plain("Kind", kinds, f"RSIT: {rsit}" if rsit else None))
    if incident.severity:
        lines.append(_plain("Weight", SCALE.label(incident.severity), "our judgement"))
    lines += [_measured(desk, incident, measure) for measure in MEASURES
              if any(item.measure == measure for item in incident.impacts)]  # fmt: skip
    return tuple(lines)


def _plain(label: str, value: str, caveat: str | None) -> FactLine:
    return FactLine(label, value, None, caveat, (), Markup(""), None)


def _measured(desk: PageDesk, incident: Incident, measure: str) -> FactLine:
    """Return the figure of a measure: the first that is known, and how many more there are."""
    found = [(index, item) for index, item in enumerate(incident.impacts)
             if item.measure == measure]  # fmt: skip
    known = [pair for pair in found if show_quantity(pair[1])]
    index, item = (known or found)[0]
    value = show_quantity(item) or "Not known"
    return FactLine(
        MEASURES.label(measure),
        value[:1].upper() + value[1:],
        f"#{part_anchor('impacts', index)}",
        f"one of {len(known)} figures" if len(known) > 1 else None,
        (),
        claim_cites(desk, incident.id, item, limit=2),
        _first_known(desk.kb, incident.id, item.claims) if known else None,
    )


def _fact(desk: PageDesk, incident: Incident, label: str, value: str, key: str) -> FactLine:
    entries = [desk.kb.claims[f"{incident.id}#{local}"] for local in getattr(incident.basis, key)]
    cites: list[Cite] = [cite for entry in entries for cite in entry.claim.cites[:2]]
    links = tuple(
        Link(f"#{entry.claim.id}", desk.plain(incident.id, *entry.loc, "text")) for entry in entries
    )
    weakest = [entry.status for entry in entries if entry.status != "confirmed"]
    caveat = STATUSES.label(weakest[0]).lower() if weakest else None
    return FactLine(
        label,
        value,
        links[0].url if links else None,
        caveat,
        links[1:],
        desk.cites(cites[:4]),
        _first_known(desk.kb, incident.id, getattr(incident.basis, key)),
    )
