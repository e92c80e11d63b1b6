"""What is established, disputed and not known about an entity."""

from __future__ import annotations

from markupsafe import Markup

from kb.index import KnowledgeBase
from kb.index.entries import DECIDED, DisputeEntry
from kb.model.entities import EntityBase
from kb.views.builder import PageBuilder
from kb.views.claim_groups import (
    claim_anchor,
)
from kb.views.named import NamedClaims
from kb.views.speakers import whose
from kb.views.summary_line import SummaryLine
from kb.views.tokens import safe
from kb.vocab.incidents import DISPUTE_OUTCOMES

_SHORT = 4
"""Lines in each column of the summary."""


def build_established(builder: PageBuilder, claims: NamedClaims) -> tuple[SummaryLine, ...]:
    """Return the first claims that are confirmed."""
    found = (*claims.about, *claims.said, *claims.mentions)
    confirmed = [entry for entry in found if entry.status == "confirmed"]
    return tuple(
        SummaryLine(
            text=safe(builder.plain(entry.record_id, *entry.loc, "text")),
            url=f"#{claim_anchor(builder, entry.ref)}",
            remark=whose(builder, entry),
            cites=builder.cites(entry.claim.cites[:3]),
            record=builder.link(entry.record_id)
            if entry.record_id in builder.kb.incidents
            else None,
            is_dated=False,
        )
        for entry in confirmed[:_SHORT]
    )


def build_disputed(
    builder: PageBuilder, claims: NamedClaims
) -> tuple[tuple[SummaryLine, ...], tuple[SummaryLine, ...]]:
    """Return the questions that are disputed, and those that were decided."""
    # Only where it speaks or is the matter itself: a name dropped in a dispute is no part in it.
    found_in = (*claims.about, *claims.said)
    refs = dict.fromkeys(ref for entry in found_in for ref in entry.disputes)
    found = [builder.kb.disputes[ref] for ref in refs]
    still = sorted((entry for entry in found if entry.outcome == "open"), key=_by_ref)
    ended = sorted((entry for entry in found if entry.outcome in DECIDED), key=_by_ref)
    return _decisions(builder, still[:_SHORT]), _decisions(builder, ended[:_SHORT])


def _by_ref(entry: DisputeEntry) -> str:
    return entry.ref


def _decisions(builder: PageBuilder, entries: list[DisputeEntry]) -> tuple[SummaryLine, ...]:
    return tuple(
        SummaryLine(
            text=safe(entry.question),
            url=builder.dispute_link(entry.ref).url or "",
            remark=DISPUTE_OUTCOMES.label(entry.outcome),
            cites=Markup(""),
            answer=entry.verdict,
            record=builder.link(entry.record_id),
            is_dated=False,
        )
        for entry in entries
    )


def build_unknown(builder: PageBuilder, entity: EntityBase) -> tuple[SummaryLine, ...]:
    """Return the first open questions that it was asked."""
    lines = []
    for incident_id, index in asked_of(builder.kb, entity)[:_SHORT]:
        question = builder.kb.incidents[incident_id].questions[index]
        anchor = f"#{incident_id}--{question.id}"
        text = safe(question.text)
        cites = builder.cites(question.cites[:2])
        line = SummaryLine(text=text, url=anchor, remark=None, cites=cites, is_dated=False)
        lines.append(line)
    return tuple(lines)


def asked_of(kb: KnowledgeBase, entity: EntityBase) -> list[tuple[str, int]]:
    """Return the open questions that an entity was asked: incident and place in it."""
    names = {link.source_id for link in kb.backlinks.get(entity.id, ()) if link.kind == "question"}
    return [
        (name, index)
        for name in sorted(names & set(kb.incidents))
        for index, question in enumerate(kb.incidents[name].questions)
        if entity.id in question.asked_of
    ]
