# Three registers on one page: what we got wrong, what sources corrected in themselves, and which
# statements were taken back or shown false. Each line says who, when and where.
"""The register of corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.citations import show_issued
from kb.dates import EdtfDate, show_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry, StatusChange
from kb.model.sources import Source
from kb.refs import Loc, citekey_of, source_name
from kb.say import say, say_count, say_html
from kb.urls import CORRECTIONS
from kb.views.bars import Multiple, build_multiple, build_years
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.claim_brief import claim_line
from kb.views.incident_order import NO_YEAR, iso_day, short_title
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.speakers import name_speakers
from kb.views.words import shorten
from kb.vocab.claims import FALLEN_STATUSES, STATUSES


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction, of ours or of a source."""

    day: str
    """ISO day, for the order."""
    date: str
    record: Link
    """The record or source that was corrected."""
    text: Markup
    by: str | None
    """Who asked for it."""


@dataclass(frozen=True, slots=True)
class FallenRow:
    """A statement that was taken back or shown false."""

    day: str
    """ISO day; empty when nobody can say."""
    date: str
    claim: Link
    """The claim in its record."""
    record: Link
    speakers: str
    """Who had said it."""
    status: str
    status_label: str
    by: Link | None
    """Who took it back or showed it."""
    cites: Markup


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Everything the page of corrections shows."""

    head: PageHead
    counts: tuple[tuple[str, str], ...]
    """Figure, and what is counted."""
    ours: tuple[CorrectionRow, ...]
    withdrawn: tuple[CorrectionRow, ...]
    """Records taken back."""
    by_sources: tuple[CorrectionRow, ...]
    fallen: tuple[FallenRow, ...]
    multiples: tuple[Multiple, ...]
    """When statements fell, and about what they were."""
    cited: CitedSources
    """The sources it cites."""


def build_corrections(kb: KnowledgeBase) -> CorrectionsPage:
    """Return the context of the page of corrections, the latest first."""
    builder = PageBuilder(kb, CORRECTIONS, frozenset())
    ours = _latest_first(_iter_ours(builder))
    withdrawn = _latest_first(_iter_withdrawn(builder))
    by_sources = _latest_first(_iter_by_sources(builder))
    found = sorted(_iter_fallen(kb), key=lambda pair: iso_day(_date(*pair)), reverse=True)
    fallen = tuple(_fallen(builder, entry, change) for entry, change in found)
    return CorrectionsPage(
        head=PageHead(
            path=CORRECTIONS,
            title=say("Corrections"),
            description=say(
                "What this record got wrong, what its sources corrected, and which statements were"
                " withdrawn or shown false."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        counts=(
            (str(len(ours)), say("of ours")),
            (str(len(by_sources)), say("of sources")),
            (
                str(len(fallen)),
                say_count(
                    "statement withdrawn or shown false",
                    "statements withdrawn or shown false",
                    len(fallen),
                ),
            ),
        ),
        ours=ours,
        withdrawn=withdrawn,
        by_sources=by_sources,
        fallen=fallen,
        multiples=_multiples(fallen),
        cited=CitedSources(builder),
    )


def _latest_first(rows: Iterator[CorrectionRow]) -> tuple[CorrectionRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.day, reverse=True))


def _row(
    builder: PageBuilder, name: str, date: EdtfDate, text: Markup, by: str | None = None
) -> CorrectionRow:
    link = _link(builder, name)
    return CorrectionRow(day=iso_day(date), date=show_date(date), record=link, text=text, by=by)


def _link(builder: PageBuilder, name: str) -> Link:
    """Return the link to a record, or to a source by its name among records."""
    key = citekey_of(name)
    return builder.link(name) if key is None else builder.source_link(key)


def _iter_ours(builder: PageBuilder) -> Iterator[CorrectionRow]:
    for name, authored in builder.kb.authored.items():
        for index, item in enumerate(authored.record.corrections):
            text = builder.inline(name, "corrections", index, "text")
            yield _row(builder, name, item.date, text, item.by)


def _iter_withdrawn(builder: PageBuilder) -> Iterator[CorrectionRow]:
    for name, authored in builder.kb.authored.items():
        if authored.record.withdrawn is not None:
            reason = builder.inline(name, "withdrawn", "reason")
            yield _row(builder, name, authored.record.withdrawn.date, reason)


def _iter_by_sources(builder: PageBuilder) -> Iterator[CorrectionRow]:
    for key, source in builder.kb.sources.items():
        for index, item in enumerate(source.corrected):
            text = builder.inline(source_name(key), "corrected", index, "note")
            yield _row(builder, source_name(key), item.date, text)
        if source.retracted is not None:
            yield _row(builder, source_name(key), source.retracted.date, _retraction(source))


def _retraction(source: Source) -> Markup:
    notice = source.retracted.URL if source.retracted else None
    if notice is None:
        return say_html("Withdrawn by its publisher.")
    return say_html(
        'Withdrawn by its publisher: <a href="{url}" rel="noopener">notice</a>.', url=notice
    )


def _iter_fallen(kb: KnowledgeBase) -> Iterator[tuple[ClaimEntry, StatusChange]]:
    for entry in kb.claims.values():
        for change in entry.changes:
            if change.status in FALLEN_STATUSES:
                yield entry, change


def _date(entry: ClaimEntry, change: StatusChange) -> EdtfDate | None:
    # Where the record gives no day for the fall, the list says “said” and the day of the statement.
    return change.date or entry.asserted


def _fallen(builder: PageBuilder, entry: ClaimEntry, change: StatusChange) -> FallenRow:
    date = _date(entry, change)
    shown = show_issued(date)
    is_said = change.date is None and date is not None
    incident = builder.kb.incidents.get(entry.record_id)
    return FallenRow(
        day=iso_day(date),
        date=say("said {date}", date=shown) if is_said else shown,
        claim=builder.link(entry.record_id, claim_line(builder, entry, 200), entry.claim.id),
        record=builder.link(entry.record_id, short_title(incident) if incident else None),
        speakers=name_speakers(builder.kb, entry),
        status=change.status,
        status_label=STATUSES.label(change.status),
        by=builder.link(change.by) if change.by else None,
        cites=builder.cites(change.cites or entry.claim.cites[:2]),
    )


def _multiples(fallen: tuple[FallenRow, ...]) -> tuple[Multiple, ...]:
    years = Counter(row.day[:4] or say(NO_YEAR) for row in fallen)
    records = Counter(row.record.text for row in fallen)
    return (
        build_years(say("By year in which they fell, or else were said"), years, len(fallen)),
        build_multiple(say("By record"), records, len(fallen)),
    )


@dataclass(frozen=True, slots=True)
class LatestCorrection:
    """The last correction on record, in plain words."""

    date: str
    text: str
    link: Link
    """The page that was corrected."""


def latest_correction(builder: PageBuilder) -> LatestCorrection | None:
    """Return the last correction of a page of ours or of a source, whichever is later."""
    found: list[tuple[str, str, EdtfDate, Loc]] = []
    for name, authored in builder.kb.authored.items():
        record = authored.record
        for index, item in enumerate(record.corrections):
            found.append((iso_day(item.date), name, item.date, ("corrections", index, "text")))
        for index, note in enumerate(getattr(record, "corrected", ())):
            found.append((iso_day(note.date), name, note.date, ("corrected", index, "note")))
    if not found:
        return None
    _, name, date, place = max(found, key=lambda item: (item[0], item[1]))
    link = _link(builder, name)
    return LatestCorrection(show_date(date), shorten(builder.plain(name, *place), 200), link)
