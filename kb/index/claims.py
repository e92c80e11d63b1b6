"""Work out each claim's dates, statuses, support and ties to other claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.dates import EdtfDate, sort_key
from kb.index.entries import ClaimEntry, DisputeEntry, Known, StatusChange, Support
from kb.index.lineage import Roots, build_support
from kb.model.base import Record
from kb.model.claims import Claim
from kb.model.sources import Cite, Source
from kb.model.walk import Loc


def full_ref(ref: str, record_id: str) -> str:
    """Return `record#claim` for a local or full reference."""
    return ref if "#" in ref else f"{record_id}#{ref}"


def build_claims(
    records: Mapping[str, Record],
    sources: Mapping[str, Source],
    labels: Mapping[str, str],
) -> dict[str, ClaimEntry]:
    """Return every claim of every record under its full reference."""
    entries: dict[str, ClaimEntry] = {}
    roots = Roots(sources)
    for record in records.values():
        for index, claim in enumerate(getattr(record, "claims", ())):
            support = build_support(claim, sources, labels, roots)
            entry = _build_claim(record, claim, ("claims", index), sources, support)
            entries[entry.ref] = entry
    return _tie(entries)


def _build_claim(
    record: Record,
    claim: Claim,
    loc: Loc,
    sources: Mapping[str, Source],
    support: Support,
) -> ClaimEntry:
    asserted = claim.asserted or next(
        (date for cite in claim.cites if (date := issue_date(cite, sources)) is not None), None
    )
    known = _known(claim, sources, record)
    subject = claim.about.subject if claim.about and claim.about.subject else record.id
    return ClaimEntry(
        ref=f"{record.id}#{claim.id}",
        record_id=record.id,
        claim=claim,
        loc=loc,
        subject=subject,
        asserted=asserted,
        known=known,
        changes=_changes(claim, loc, known, sources),
        support=support,
    )


def issue_date(cite: Cite, sources: Mapping[str, Source]) -> EdtfDate | None:
    """Return when the cited state of a source was published."""
    source = sources.get(cite.source)
    if source is None:
        return None
    if cite.version is not None:
        found = source.versions_by_id.get(cite.version)
        if found is not None and found.issued is not None:
            return found.issued
    return source.issued


def _known(claim: Claim, sources: Mapping[str, Source], record: Record) -> Known:
    found: list[Known] = []
    if claim.asserted is not None:
        found.extend(_as_known(claim.asserted))
    for cite in claim.cites:
        if cite.stance != "supports" or cite.source not in sources:
            continue
        date = issue_date(cite, sources)
        if date is not None:
            found.extend(_as_known(date))
    if found:
        return min(found, key=lambda known: (known.latest, known.earliest or dt.date.min))
    days = [day for cite in claim.cites if (day := _seen(sources.get(cite.source))) is not None]
    first_day = record.created.earliest or dt.date.max
    first = min(days, default=first_day)
    return Known(first, first)


def _as_known(date: EdtfDate) -> Iterator[Known]:
    if date.latest is not None:
        yield Known(date.earliest, date.latest)


def _seen(source: Source | None) -> dt.date | None:
    day = (source.accessed or source.created) if source is not None else None
    return day.earliest if day is not None else None


def _changes(
    claim: Claim, loc: Loc, known: Known, sources: Mapping[str, Source]
) -> tuple[StatusChange, ...]:
    if not claim.history:
        return (StatusChange(claim.status or "reported", None, known.latest),)
    changes: list[StatusChange] = []
    for index, entry in enumerate(claim.history):
        date = entry.date or min(
            (day for cite in entry.cites if (day := issue_date(cite, sources)) is not None),
            key=sort_key,
            default=None,
        )
        since = date.latest if date is not None and date.latest is not None else known.latest
        note = (*loc, "history", index, "note") if entry.note else None
        changes.append(StatusChange(entry.status, date, since, entry.by, entry.cites, note))
    if changes[0].since > known.latest:
        changes.insert(0, StatusChange("reported", None, known.latest))
    return tuple(changes)


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
    return {
        ref: replace(
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
    found: dict[str, list[str]] = {}
    for dispute in disputes.values():
        for ref in dispute.claims:
            found.setdefault(ref, []).append(dispute.ref)
    return {
        ref: replace(entry, disputes=tuple(found.get(ref, ()))) for ref, entry in entries.items()
    }
