# What a source says is told by the claims that rest on it; this page tells what it is, where it has
# its content from, who copied it, and every place that uses it.
"""The page of a source."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from kb.citations import (
    as_bibtex,
    as_csl,
    outlet,
    show_authors,
    show_issued,
    source_label,
)
from kb.dates import show_date
from kb.index import KnowledgeBase
from kb.index.counts import source_claims
from kb.model.sources import Source
from kb.pages.source.cited_for import (
    ClaimUseGroup,
    UseGroup,
    build_claim_uses,
    build_use_groups,
    citing_claims,
)
from kb.pages.source.lineage import LineageView, build_lineage
from kb.refs import source_name
from kb.say import say, say_count
from kb.urls import SOURCES, record_path
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.correction import CorrectionLine, build_corrections
from kb.views.fact import Fact
from kb.views.link import Link
from kb.views.page_citation import PageCitation, cite_page
from kb.views.page_head import PageHead
from kb.views.period import show_language
from kb.views.words import keep_line_breaks
from kb.vocab.claims import CSL_TYPES, ORIGINS, READINGS, RELIABILITY, SOURCE_KINDS


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One state of the page."""

    anchor: str
    issued: str
    note: Markup
    archive_url: str | None
    claims: tuple[Link, ...]
    """The claims that cite this very state."""
    cited: str
    """How many they are."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything the page of a source shows."""

    head: PageHead
    index: Link
    kicker: tuple[str, ...]
    """Kind and outlet."""
    title: str
    lead: str
    """Outlet, date and what kind of document it is."""
    origin: str
    origin_label: str
    grade: str
    grade_label: str
    counts: tuple[str, ...]
    """How many claims it carries, how many copies are known, when it was put right: in words."""
    retracted: str | None
    """The day on which its publisher took it back."""
    retraction_url: str | None
    withdrawn: Markup | None
    """Why we took our entry back."""
    facts: tuple[Fact, ...]
    url: str | None
    archive_url: str | None
    note: Markup | None
    """What to read with care."""
    versions: tuple[VersionLine, ...]
    corrected: tuple[CorrectionLine, ...]
    """Corrections it made to itself."""
    lineage: LineageView
    claims: tuple[ClaimUseGroup, ...]
    elsewhere: tuple[UseGroup, ...]
    """The other places that cite it."""
    reference: str
    """How to cite the source itself."""
    bibtex: Markup
    csl: Markup
    """The same as CSL-JSON."""
    corrections: tuple[CorrectionLine, ...]
    """Corrections of our own entry."""
    citation: PageCitation
    yaml_path: str
    cited: CitedSources
    """The sources it cites."""


def build_source(kb: KnowledgeBase, source: Source) -> SourcePage:
    """Return the context of a source's page."""
    path, name = record_path(source), source_name(source.id)
    builder = PageBuilder(kb, path, frozenset({name}))
    note = builder.html(name, "note") if source.note else None
    versions = tuple(_version(builder, source, index) for index in range(len(source.versions)))
    corrected = build_corrections(builder, name, "corrected", source.corrected)
    lineage = build_lineage(builder, source)
    claims = build_claim_uses(builder, source)
    elsewhere = build_use_groups(builder, source)
    updated = source.updated or source.created
    day = updated.text if updated else kb.updated().isoformat()
    number = len(source_claims(kb, source.id))
    copies = say_count("{number} known copy", "{number} known copies", lineage.copies)
    return SourcePage(
        head=PageHead(
            path=path,
            title=say("Source: {title} ({outlet})", title=source.title, outlet=outlet(source)),
            description=_description(source),
            template="source.html",
            kind="source",
            updated=day,
        ),
        index=Link(builder.url_of_path(SOURCES), say("Sources")),
        kicker=(SOURCE_KINDS.label(source.kind), outlet(source)),
        title=source.title,
        lead=f"{source_label(source)}.",
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        grade=source.reliability,
        grade_label=RELIABILITY.label(source.reliability),
        counts=(
            say_count("used for {number} claim", "used for {number} claims", number),
            copies,
            *_corrected(source),
        ),
        retracted=show_date(source.retracted.date) if source.retracted else None,
        retraction_url=source.retracted.URL if source.retracted else None,
        withdrawn=builder.inline(name, "withdrawn", "reason") if source.withdrawn else None,
        facts=_facts(builder, source),
        url=source.URL,
        archive_url=source.archive_url,
        note=note,
        versions=versions,
        corrected=corrected,
        lineage=lineage,
        claims=claims,
        elsewhere=elsewhere,
        reference=_reference(source),
        bibtex=keep_line_breaks(as_bibtex(source)),
        csl=keep_line_breaks(json.dumps(as_csl(source), indent=2, ensure_ascii=False)),
        corrections=build_corrections(builder, name, "corrections", source.corrections),
        citation=cite_page(kb.site, f"record-{source.id}", source.title, day),
        yaml_path=kb.authored[name].document.path,
        cited=CitedSources(builder),
    )


def _description(source: Source) -> str:
    kind = SOURCE_KINDS.label(source.kind).lower()
    return say(
        "{source}: {kind}, {origin}, grade {grade}, {meaning}. A text by others, cited here.",
        source=source_label(source),
        kind=kind,
        origin=ORIGINS.label(source.origin).lower(),
        grade=source.reliability,
        meaning=RELIABILITY.label(source.reliability),
    )


def _corrected(source: Source) -> list[str]:
    return [say("corrected {date}", date=show_date(item.date)) for item in source.corrected]


def _facts(builder: PageBuilder, source: Source) -> tuple[Fact, ...]:
    looked = _looked_at(source)
    published = show_issued(source.issued) if source.issued else say("Date not shown")
    author = say("Authors") if len(source.author) > 1 else say("Author")
    reading = READINGS.label(source.read).capitalize()
    archived = show_date(source.archived) if source.archived else None
    rows: list[Fact] = [
        _fact(author, show_authors(source), say("Not named")),
        _fact(say("Published"), published),
        _fact(say("Outlet"), source.container_title),
        _fact(say("Publisher"), source.publisher),
        _fact(say("Read"), reading, caveat=looked),
        _fact(say("Language"), show_language(source.language)),
        _fact(say("Origin"), ORIGINS.label(source.origin), caveat=ORIGINS.note(source.origin)),
        _fact(say("Type"), CSL_TYPES.label(source.type).capitalize()),
        _fact(say("Key"), source.id, caveat=_original_key(source)),
    ]
    if source.issuer:
        rows.insert(
            4,
            Fact(
                label=say("Issued by"),
                values=(builder.link(source.issuer),),
                caveat=None,
                cites=Markup(""),
            ),
        )
    if source.archive_url:
        link = Link(source.archive_url, archived or say("Archived copy"))
        rows.append(Fact(label=say("Archived copy"), values=(link,), caveat=None, cites=Markup("")))
    else:
        rows.append(_fact(say("Archived copy"), say("None on record")))
    rows.extend(
        _fact(say("Identifier: {scheme}", scheme=scheme), value)
        for scheme, value in sorted(source.external_ids.items())
    )
    rows.append(_fact(say("Tags"), ", ".join(source.tags)))
    return tuple(row for row in rows if row.values)


def _looked_at(source: Source) -> str:
    first = show_date(source.accessed) if source.accessed else say("not recorded")
    if source.checked is None:
        return say("first looked at: {first}", first=first)
    return say(
        "first looked at: {first}; last: {last}", first=first, last=show_date(source.checked)
    )


def _original_key(source: Source) -> str | None:
    if not source.original_key:
        return None
    return say("in its library: {key}", key=source.original_key)


def _fact(label: str, text: str | None, default: str = "", caveat: str | None = None) -> Fact:
    shown = text or default
    return Fact(
        label=label, values=(Link(None, shown),) if shown else (), caveat=caveat, cites=Markup("")
    )


def _version(builder: PageBuilder, source: Source, index: int) -> VersionLine:
    version = source.versions[index]
    entries = [
        entry
        for entry in citing_claims(builder, source)
        if any(c.source == source.id and c.version == version.id for c in entry.claim.cites)
    ]
    return VersionLine(
        anchor=f"version-{version.id}",
        issued=show_issued(version.issued),
        note=builder.inline(source_name(source.id), "versions", index, "note"),
        archive_url=version.archive_url,
        claims=tuple(builder.claim_link(entry.ref) for entry in entries),
        cited=say_count("Cited for {number} claim", "Cited for {number} claims", len(entries)),
    )


def _reference(source: Source) -> str:
    authors = show_authors(source)
    place = ", ".join(dict.fromkeys(x for x in (source.container_title, source.publisher) if x))
    parts = [authors, f"“{source.title}”", place, show_issued(source.issued), source.URL]
    text = ". ".join(part for part in parts if part)
    seen = source.checked or source.accessed
    if seen:
        return say("{reference} (seen {date}).", reference=text, date=show_date(seen))
    return text if source.URL else f"{text}."
