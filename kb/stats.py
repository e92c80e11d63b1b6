# Figures about the whole base: what it holds, and how well it is supported.
"""Count the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kb.index import KnowledgeBase
from kb.index.counts import count_record
from kb.model.entities import ENTITY_KINDS
from kb.vocab.claims import ORIGINS, READINGS, SPEECH_ACTS, STATUSES
from kb.vocab.incidents import DISPUTE_OUTCOMES


def build_stats(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the figures of the base, and of each incident."""
    claims = kb.claims.values()
    carrying = {use.source for uses in kb.source_uses.values() for use in uses}
    return {
        "incidents": len(kb.incidents),
        "entities": len(kb.entities),
        "sources": len(kb.sources),
        "sources_that_carry_a_fact": len(carrying & set(kb.sources)),
        "claims": len(kb.claims),
        "disputes": len(kb.disputes),
        "events": len(kb.timeline),
        "questions": sum(len(incident.questions) for incident in kb.incidents.values()),
        "topics": sum(len(incident.topics) for incident in kb.incidents.values()),
        "entities_by_kind": _count((e.kind for e in kb.entities.values()), ENTITY_KINDS),
        "claims_by_status": _count((entry.status for entry in claims), STATUSES),
        "claims_by_speech_act": _count((e.claim.speech_act for e in claims), SPEECH_ACTS),
        "disputes_by_outcome": _count((d.outcome for d in kb.disputes.values()), DISPUTE_OUTCOMES),
        "claims_on_one_independent_origin": sum(len(e.support.origins) == 1 for e in claims),
        "claims_without_independent_origin": sum(not e.support.origins for e in claims),
        "claims_with_primary_source": sum(e.support.has_primary for e in claims),
        "sources_by_origin": _count((s.origin for s in kb.sources.values()), ORIGINS),
        "sources_by_reading": _count((s.read for s in kb.sources.values()), READINGS),
        "sources_archived": sum(s.archive_url is not None for s in kb.sources.values()),
        "sources_of_unknown_lineage": sum(s.lineage == "unknown" for s in kb.sources.values()),
        "by_incident": {name: _of_incident(kb, name) for name in kb.incidents},
    }


def _count(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in order if counts[name]}


def _of_incident(kb: KnowledgeBase, name: str) -> dict[str, int]:
    counts = count_record(kb, name)
    return {
        "sources": counts.sources,
        "claims": counts.claims,
        "disputes": counts.disputes,
        "events": counts.events,
        "questions": counts.questions,
        "participants": counts.participants,
    }
