# What a reader sees first of an incident: the three columns and the panel of key facts. Every line
# says from which day it holds, so that the page can be shown as it was known on a day.
"""The first screen of an incident's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from kb.dates import EdtfDate, show_date
from kb.ids import part_anchor
from kb.index.entries import DECIDED, DisputeEntry
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.model.sources import Cite
from kb.views.accounts import impact_account
from kb.views.brief import per_body_claims, per_body_value, victims
from kb.views.builder import PageBuilder
from kb.views.claims import join_words, speaker_names, whose
from kb.views.figures import show_quantity
from kb.views.incident_values import FactLine, SummaryLine
from kb.views.judged import decided_on, dispute_known_from
from kb.views.notes import Link
from kb.views.parts import claim_cites
from kb.vocab.claims import FALLEN_STATUSES, STATUSES
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


def build_established(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return what is established; it was so from the day on which it got its status."""
    lines = []
    for local in incident.established[:LINES]:
        entry = builder.kb.claims[f"{incident.id}#{local}"]
        text = builder.inline(incident.id, *entry.loc, "text")
        since = max(entry.changes[-1].since, entry.known.latest).isoformat()
        cites = builder.cites(entry.claim.cites[:3])
        lines.append(SummaryLine(text, f"#{local}", whose(builder, entry), cites, since))
    return tuple(lines)


def build_disputed(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first disputes; their order is the editors', who put first what must be seen.

    Those that are decided by now come after the open ones, for the days on which they were open.
    """
    entries = builder.kb.disputes_of(incident.id)
    still = [_question(builder, entry) for entry in entries if entry.outcome == "open"]
    then = [
        replace(line, known_to=decided_on(entry))
        for entry in entries
        if entry.outcome in DECIDED and (line := _question(builder, entry)).known_from
    ]
    return (*still[:LINES], *(line for line in then[:LINES] if line.known_to is not None))


def build_wrong(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first questions on which somebody was wrong, with their answers.

    Whoever said first that nothing was found, and later what was, was not wrong: such a question
    stands among the disputes alone.
    """
    found = [
        entry
        for entry in builder.kb.disputes_of(incident.id)
        if entry.outcome in DECIDED
        and any(builder.kb.claims[ref].status in FALLEN_STATUSES for ref in entry.lost)
    ]
    return tuple(
        replace(_question(builder, entry), known_from=decided_on(entry)) for entry in found[:LINES]
    )


def _question(builder: PageBuilder, entry: DisputeEntry) -> SummaryLine:
    return SummaryLine(
        Markup.escape(entry.question),
        f"#{entry.ref.split('#')[1]}",
        DISPUTE_OUTCOMES.label(entry.outcome),
        Markup(""),
        dispute_known_from(entry),
        answer=entry.verdict,
    )


def build_unknown(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first open questions; that they are open is said today."""
    return tuple(
        SummaryLine(
            Markup.escape(question.text),
            f"#{question.id}",
            None,
            builder.cites(question.cites[:2]),
            None,
        )
        for question in incident.questions[:LINES]
    )


def build_facts(builder: PageBuilder, incident: Incident) -> tuple[FactLine, ...]:
    """Return the panel of key facts: dates, kind, and the figures that people ask for."""
    dated: tuple[tuple[str, str, EdtfDate | None], ...] = (
        ("occurred", "Began", incident.occurred),
        ("discovered", "Discovered", incident.discovered),
        ("disclosed", "Made public", incident.disclosed),
        ("resolved", "Over", incident.resolved),
    )
    lines = [
        _fact(
            builder,
            incident,
            label,
            per_body_value(builder, incident, key) or (show_date(date) if date else "Not known"),
            key,
        )
        for key, label, date in dated
    ]
    determination = DETERMINATIONS.label(incident.determination)
    lines.append(_fact(builder, incident, "Incident", determination, "determination"))
    kinds = ", ".join(INCIDENT_TYPES.label(kind) for kind in incident.types)
    rsit = ", ".join(RSIT.label(item) for item in incident.rsit)
    lines.append(_plain("Kind", kinds, f"RSIT: {rsit}" if rsit else None))
    if incident.severity:
        lines.append(_plain("Weight", SCALE.label(incident.severity), "our judgement"))
    for measure in MEASURES:
        lines += _measured(builder, incident, measure)
    return tuple(lines)


def _plain(label: str, value: str, caveat: str | None) -> FactLine:
    return FactLine(label, value, None, caveat, (), Markup(""), None)


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
        several = f"one of {len(standing)} figures" if len(standing) > 1 else ""
        whole = set(victims(builder, incident))
        hit = standing[0][1].bodies
        bodies = (
            join_words([builder.kb.title(name) for name in hit]) if whole - {*hit} and hit else ""
        )
        caveat = "; ".join(filter(None, (bodies, account, several))) or None
        yield _figure(builder, incident, *standing[0], caveat)
    elif found:
        value = "Not known"
        caveat = "no figure that was given still stands" if figures else None
        index, item = found[0]
        yield _measure(
            measure, value, index, caveat, claim_cites(builder, incident.id, item, limit=2)
        )
    for index, item in figures:
        if fell[index] is not None:
            yield _figure(builder, incident, index, item, "since fallen")
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
    return FactLine(MEASURES.label(measure), value, anchor, caveat, (), cites, None)


def _fact(builder: PageBuilder, incident: Incident, label: str, value: str, key: str) -> FactLine:
    named = (*getattr(incident.basis, key), *_of_bodies(incident, key))
    entries = [builder.kb.claims[f"{incident.id}#{local}"] for local in dict.fromkeys(named)]
    cites: list[Cite] = [cite for entry in entries for cite in entry.claim.cites[:2]]
    links = tuple(Link(f"#{entry.claim.id}", speaker_names(builder, entry)) for entry in entries)
    weakest = [entry.status for entry in entries if entry.status != "confirmed"]
    # That there was an incident is judged as a whole: a second status beside it says nothing.
    caveat = STATUSES.label(weakest[0]).lower() if weakest and key != "determination" else None
    known = builder.kb.hangs.all_known(incident.id, named)
    return FactLine(
        label,
        value,
        links[0].url if links else None,
        caveat,
        links[1:],
        builder.cites(cites[:4]),
        known.isoformat() if known is not None else None,
    )


def _of_bodies(incident: Incident, key: str) -> tuple[str, ...]:
    return tuple(per_body_claims(incident, key)) if key != "determination" else ()
