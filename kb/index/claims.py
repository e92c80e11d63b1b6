# Two rounds: first every claim by itself (its speakers, sources and days), then each in the light
# of the others (what supersedes, disputes and repeats it), which gives its statuses their days.
"""Work out each claim's dates, statuses, support and ties to other claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kb.index.entries import ClaimEntry, DisputeEntry
from kb.judging.judge import Judge, asserted_on, witnesses
from kb.judging.public import OPEN, Publicity, Span, is_seen, note_repeats
from kb.judging.results import Known
from kb.judging.standing import Case, statuses
from kb.model.claims import Claim
from kb.model.walk import Loc

_NO_ANSWERS = frozenset({"declined", "speculated"})
"""Speech acts that dispute nothing."""


def full_ref(ref: str, record_id: str) -> str:
    """Return `record#claim` for a local or full reference."""
    return ref if "#" in ref else f"{record_id}#{ref}"


def build_claims(judge: Judge) -> dict[str, ClaimEntry]:
    """Return every claim of every record under its full reference, statuses not yet judged."""
    publicity = Publicity(judge.published, judge.sources, judge.bodies)
    entries: dict[str, ClaimEntry] = {}
    known: dict[str, Known] = {}
    dated: dict[str, bool] = {}
    for record in judge.records.values():
        for index, claim in enumerate(getattr(record, "claims", ())):
            ref = f"{record.id}#{claim.id}"
            known[ref], dated[ref] = publicity.known(claim, judge.recorded(record.id))
            entries[ref] = _entry(judge, record.id, claim, ("claims", index), known[ref])
    tied = _tie(entries)
    note_repeats(known, dated, {ref: _answered(entry) for ref, entry in tied.items()})
    return {
        ref: entry if entry.known is known[ref] else replace(entry, known=known[ref])
        for ref, entry in tied.items()
    }


def _answered(entry: ClaimEntry) -> tuple[str, ...]:
    """Return the claims that a claim repeats or denies: they were public before it."""
    restated = entry.claim.restates
    repeated = (full_ref(restated.claim, entry.record_id),) if restated is not None else ()
    denied = entry.claim.conflicts_with if entry.claim.speech_act == "denied" else ()
    return (*repeated, *(full_ref(ref, entry.record_id) for ref in denied))


def _entry(judge: Judge, record_id: str, claim: Claim, loc: Loc, known: Known) -> ClaimEntry:
    subject = claim.about.subject if claim.about and claim.about.subject else record_id
    return ClaimEntry(
        ref=f"{record_id}#{claim.id}",
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
    restated: dict[str, list[str]] = {}
    superseded: dict[str, list[str]] = {}
    conflicts: dict[str, list[str]] = {}
    for entry in entries.values():
        claim = entry.claim
        if claim.restates is not None:
            restated.setdefault(full_ref(claim.restates.claim, entry.record_id), []).append(
                entry.ref
            )
        if claim.supersedes is not None:
            superseded.setdefault(full_ref(claim.supersedes, entry.record_id), []).append(entry.ref)
        for other in claim.conflicts_with:
            target = full_ref(other, entry.record_id)
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


def judge_statuses(
    judge: Judge, entries: Mapping[str, ClaimEntry], disputes: Mapping[str, DisputeEntry]
) -> dict[str, ClaimEntry]:
    """Return the claims with the disputes they are part of, and their statuses by day."""
    found: dict[str, list[str]] = {}
    for dispute in disputes.values():
        for ref in dispute.claims:
            found.setdefault(ref, []).append(dispute.ref)
    tied = {
        ref: replace(entry, disputes=tuple(found[ref])) if ref in found else entry
        for ref, entry in entries.items()
    }
    return {
        ref: replace(
            entry,
            changes=statuses(case_of(judge, entry, tied, disputes), judge.published, judge.sources),
        )
        for ref, entry in tied.items()
    }


def case_of(
    judge: Judge,
    entry: ClaimEntry,
    entries: Mapping[str, ClaimEntry],
    disputes: Mapping[str, DisputeEntry],
) -> Case:
    """Return all that the statuses of a claim follow from."""
    claim = entry.claim
    named = claim.named_statuses
    speakers = judge.origins.speakers(claim) if "confirmed" in named else []
    situation = judge.situations[entry.record_id]
    return Case(
        claim=claim,
        loc=entry.loc,
        known=entry.known,
        recorded=judge.recorded(entry.record_id),
        witnesses=witnesses(judge, claim, entry.record_id) if "confirmed" in named else (),
        speakers=tuple((keys, since) for keys, _, since in speakers
                       if not situation.is_attacker(keys)),
        is_spoken=bool(speakers),
        against=tuple(_against(judge, entry, entries, disputes)) if "disputed" in named else (),
        successors=tuple(entries[ref].known for ref in entry.superseded_by if ref in entries),
    )  # fmt: skip


def _against(
    judge: Judge,
    entry: ClaimEntry,
    entries: Mapping[str, ClaimEntry],
    disputes: Mapping[str, DisputeEntry],
) -> list[Span]:
    """Return since when somebody said otherwise: other claims, and sources that dispute it."""
    spans = [
        judge.published.of(cite)
        for cite in entry.claim.cites
        if cite.stance in {"disputes", "denies"} and is_seen(judge.sources[cite.source])
    ]
    met = dict.fromkeys(entry.conflicts)
    met.update(dict.fromkeys(ref for name in entry.disputes for ref in disputes[name].claims))
    for ref in met:
        other = entries.get(ref)
        if other is not None and says_otherwise(judge, entry, other, entries):
            spans.append((other.known.earliest, other.known.latest))
    return [span for span in spans if span != OPEN]


def says_otherwise(
    judge: Judge, entry: ClaimEntry, other: ClaimEntry, entries: Mapping[str, ClaimEntry]
) -> bool:
    """Return whether a claim of a dispute says otherwise than another one of it.

    It is somebody else's, answers, does not say the same, and does not merely repeat the other. The
    original does say otherwise than a rewrite that made something else of it.
    """
    if other.ref == entry.ref or other.claim.speech_act in _NO_ANSWERS:
        return False
    if other.ref in entry.conflicts:
        return True
    ours = judge.bodies.of_speakers(entry.claim)
    theirs = [judge.bodies.of_speaker(item) for item in other.claim.asserted_by]
    if not any(keys.isdisjoint(ours) for keys in theirs):
        return False
    if entry.claim.about is not None and entry.claim.about == other.claim.about:
        return False
    before, behind = _repeated(entry, entries), _repeated(other, entries)
    if other.ref in before:
        return not before[other.ref]
    return before.keys().isdisjoint(behind)


def _repeated(entry: ClaimEntry, entries: Mapping[str, ClaimEntry]) -> dict[str, bool]:
    """Return the claims that a claim goes back to, itself first, and whether it copies each."""
    found = {entry.ref: True}
    is_copy = True
    while entry.claim.restates is not None:
        is_copy = is_copy and entry.claim.restates.how == "copied"
        target = full_ref(entry.claim.restates.claim, entry.record_id)
        if target not in entries or target in found:
            break
        found[target] = is_copy
        entry = entries[target]
    return found
