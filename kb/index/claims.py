# Two rounds: first every claim by itself (its speakers, sources and days), then each in the light
# of the others (what supersedes, disputes and repeats it), which gives its statuses their days.
"""Work out each claim's dates, statuses, support and ties to other claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kb.index.cases import Cases
from kb.index.entries import ClaimEntry, DisputeEntry
from kb.judging.judge import Judge, asserted_on
from kb.judging.public import Publicity, note_repeats
from kb.judging.results import Known
from kb.judging.standing import reported, statuses
from kb.model.claims import Claim
from kb.model.walk import Loc
from kb.refs import Ref, full_ref, part_ref


def build_claims(judge: Judge) -> dict[str, ClaimEntry]:
    """Return every claim of every record under its full reference, statuses not yet judged."""
    publicity = Publicity(judge.published, judge.sources, judge.bodies)
    entries: dict[str, ClaimEntry] = {}
    known: dict[str, Known] = {}
    dated: dict[str, bool] = {}
    for record in judge.records.values():
        for index, claim in enumerate(getattr(record, "claims", ())):
            ref = part_ref(record.id, claim.id)
            known[ref], dated[ref] = publicity.known(claim, judge.recorded(record.id))
            entries[ref] = _entry(judge, record.id, claim, ("claims", index), known[ref])
    tied = _tie(entries)
    note_repeats(known, dated, {ref: _answered(entry) for ref, entry in tied.items()})
    return {
        ref: entry if entry.known is known[ref] else replace(entry, known=known[ref])
        for ref, entry in tied.items()
    }


def _answered(entry: ClaimEntry) -> tuple[Ref, ...]:
    """Return the claims that a claim repeats or denies: they were public before it."""
    restated = entry.claim.restates
    repeated = (full_ref(restated.claim, entry.record_id),) if restated is not None else ()
    return (*repeated, *_denied(entry))


def _denied(entry: ClaimEntry) -> tuple[Ref, ...]:
    """Return the claims that a claim denies."""
    named = (item.claim for item in entry.claim.denies)
    return tuple(full_ref(ref, entry.record_id) for ref in named if ref is not None)


def _entry(judge: Judge, record_id: str, claim: Claim, loc: Loc, known: Known) -> ClaimEntry:
    subject = claim.about.subject if claim.about and claim.about.subject else record_id
    return ClaimEntry(
        ref=part_ref(record_id, claim.id),
        record_id=record_id,
        claim=claim,
        loc=loc,
        subject=subject,
        asserted=asserted_on(judge, claim),
        known=known,
        changes=(),
        support=judge.support(claim, record_id),
    )


def _tie(entries: dict[str, ClaimEntry]) -> dict[str, ClaimEntry]:
    restated: dict[str, list[Ref]] = {}
    superseded: dict[str, list[Ref]] = {}
    conflicts: dict[str, list[Ref]] = {}
    for entry in entries.values():
        claim = entry.claim
        if claim.restates is not None:
            restated.setdefault(full_ref(claim.restates.claim, entry.record_id), []).append(
                entry.ref
            )
        if claim.supersedes is not None:
            superseded.setdefault(full_ref(claim.supersedes, entry.record_id), []).append(entry.ref)
        named = (full_ref(other, entry.record_id) for other in claim.conflicts_with)
        for target in (*named, *_denied(entry)):
            conflicts.setdefault(entry.ref, []).append(target)
            conflicts.setdefault(target, []).append(entry.ref)
    ties = restated.keys() | superseded.keys() | conflicts.keys()
    return {
        ref: entry
        if ref not in ties
        else replace(
            entry,
            restated_by=tuple(restated.get(ref, ())),
            superseded_by=tuple(superseded.get(ref, ())),
            conflicts=tuple(dict.fromkeys(conflicts.get(ref, ()))),
        )
        for ref, entry in entries.items()
    }


def with_disputes(
    entries: Mapping[str, ClaimEntry], disputes: Mapping[str, DisputeEntry]
) -> dict[str, ClaimEntry]:
    """Return the claims with the disputes they are part of."""
    found: dict[str, list[Ref]] = {}
    for dispute in disputes.values():
        for ref in dispute.claims:
            found.setdefault(ref, []).append(dispute.ref)
    return {
        ref: replace(entry, disputes=tuple(found[ref])) if ref in found else entry
        for ref, entry in entries.items()
    }


def with_statuses(entries: Mapping[str, ClaimEntry], cases: Cases) -> dict[str, ClaimEntry]:
    """Return the claims with their statuses by day."""
    judge = cases.judge
    return {
        ref: replace(
            entry,
            changes=statuses(cases.of(entry), judge.published, judge.sources)
            if _has_more(entry)
            else (reported(entry.known),),
        )
        for ref, entry in entries.items()
    }


def _has_more(entry: ClaimEntry) -> bool:
    """Return whether a claim has, or may have, any status but “reported”."""
    claim = entry.claim
    is_named = bool(claim.history) or claim.status not in {None, "reported"}
    return is_named or bool(entry.superseded_by)
