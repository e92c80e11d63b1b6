# Every line says from which day it holds, so that the page can be shown as it was known on a day.
"""The three columns at the top of an incident: established, disputed, not known."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from kb.index.entries import DECIDED, DisputeEntry
from kb.model.incidents import Incident
from kb.refs import local_of, part_ref
from kb.views.builder import PageBuilder
from kb.views.judgement import decided_on, dispute_known_from
from kb.views.speakers import whose
from kb.views.summary_line import SummaryLine
from kb.views.tokens import safe
from kb.vocab.claims import FALLEN_STATUSES
from kb.vocab.incidents import (
    DISPUTE_OUTCOMES,
)

LINES = 4
"""Lines of a column."""


def build_established(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return what is established; it was so from the day on which it got its status."""
    lines = []
    for local in incident.established[:LINES]:
        entry = builder.kb.claims[part_ref(incident.id, local)]
        text = builder.inline(incident.id, *entry.loc, "text")
        since = max(entry.changes[-1].since, entry.known.latest).isoformat()
        cites = builder.cites(entry.claim.cites[:3])
        lines.append(
            SummaryLine(
                text=text,
                url=f"#{local}",
                remark=whose(builder, entry),
                cites=cites,
                known_from=since,
            )
        )
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
        text=safe(entry.question),
        url=f"#{local_of(entry.ref)}",
        remark=DISPUTE_OUTCOMES.label(entry.outcome),
        cites=Markup(""),
        known_from=dispute_known_from(entry),
        answer=entry.verdict,
    )


def build_unknown(builder: PageBuilder, incident: Incident) -> tuple[SummaryLine, ...]:
    """Return the first open questions; that they are open is said today."""
    return tuple(
        SummaryLine(
            text=safe(question.text),
            url=f"#{question.id}",
            remark=None,
            cites=builder.cites(question.cites[:2]),
            known_from=None,
        )
        for question in incident.questions[:LINES]
    )
