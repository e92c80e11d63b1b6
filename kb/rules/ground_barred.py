"""A ground does not lift what no single document can confirm."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.confirming import what_bars
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

CODE = Code(
    "KB580", Severity.ERROR, "a ground that confirms nothing",
    "`ground` says why one primary document is enough where fields cannot tell. A body's own"
    " denial, its count of people harmed, a forecast and an attacker's words stay reported on any"
    " ground, and so does what stands in another body's document.",
    "entities: [{id: council, org_kind: local-authority}]\n"
    "sources: [{id: notice, issuer: council, origin: primary, kind: official-statement}]\n"
    "claims:\n"
    "  - id: no-data\n"
    "    asserted_by: council\n"
    "    speech_act: denied\n"
    "    status: confirmed\n"
    "    ground: {as: own-act, reason: It says so.}",
    "entities: [{id: council, org_kind: local-authority}]\n"
    "sources: [{id: notice, issuer: council, origin: primary, kind: official-statement}]\n"
    "claims:\n"
    "  - id: offline\n"
    "    asserted_by: council\n"
    "    status: confirmed\n"
    "    ground: {as: own-act, reason: It took its own systems offline.}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield grounds that something bars, or that no primary source stands under."""
    for entry in kb.claims.values():
        reason = _why_not(kb, entry) if entry.claim.ground is not None else None
        if reason:
            message = f"the ground of {quoted(entry.claim.id)} confirms nothing: {reason}"
            hint = "take `ground` out, and write `status: reported` unless a second origin says it"
            yield CODE.problem_at(claim_mark(kb, entry, "ground"), message, hint)


def _why_not(kb: KnowledgeBase, entry: ClaimEntry) -> str | None:
    claim, judge = entry.claim, kb.judge
    situation = judge.situation(entry.record_id)
    if "confirmed" not in claim.named_statuses:
        return "it is not said to be confirmed"
    if reason := what_bars(claim, situation, claim.asserted):
        return reason
    if not entry.support.has_primary:
        return "no primary source supports the claim"
    if entry.support.ground is None:
        sources = [kb.sources[key] for key in entry.support.sources]
        found = [what_bars(claim, situation, source.issued, source) for source in sources
                 if source.origin == "primary"]  # fmt: skip
        return next((reason for reason in found if reason), "its primary source is a relay")
    return None


RULE = Rule(CODE, check)
