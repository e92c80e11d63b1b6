# By outlet, because a reader first asks who says so. A copy is marked, and named again under what
# it copies, so that a pile of articles is seen for the one report it is.
"""The index of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.citations import outlet, show_issued
from kb.dates import sort_key
from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.say import mark, say, say_count, say_number
from kb.urls import SOURCES
from kb.views.builder import PageBuilder
from kb.views.incident_order import iso_day
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.vocab.claims import ORIGINS, READINGS, RELIABILITY, SOURCE_KINDS

OTHER = mark("Other")
"""Heading for outlets that begin with no letter."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source under its outlet."""

    page: Link
    """The source's page, labelled with its title."""
    date: str
    year: str
    """The year it was published in; empty where that is not known."""
    kind: str
    origin: str
    origin_label: str
    grade: str
    grade_label: str
    cited: str
    """In how many places it is cited, in words."""
    copy_of: tuple[Link, ...]
    """What it copies or draws on."""
    is_whole_copy: bool
    """True when everything in it comes from there."""
    copies: tuple[Link, ...]
    """Sources that copy it or draw on it."""
    is_untraced: bool
    """True when nobody knows whom it copies."""
    is_retracted: bool
    is_corrected: bool
    is_archived: bool
    read: str
    """How much of it was read; empty when all of it was."""


@dataclass(frozen=True, slots=True)
class OutletGroup:
    """The sources of an outlet."""

    name: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The outlets under one letter."""

    letter: str
    outlets: tuple[OutletGroup, ...]


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many sources are of one origin."""

    id: str
    label: str
    note: str
    count: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Everything the index of sources shows."""

    head: PageHead
    total: int
    noun: str
    """With how many outlets and bodies there are."""
    origins: tuple[OriginCount, ...]
    grades: tuple[tuple[str, str, int], ...]
    """Admiralty letter, its meaning, and how many sources have it."""
    remarks: tuple[str, ...]
    """Figures on copies, archives and corrections."""
    letters: tuple[LetterGroup, ...]


def build_sources(kb: KnowledgeBase) -> SourcesPage:
    """Return the context of the index of sources."""
    builder = PageBuilder(kb, SOURCES, frozenset())
    groups: dict[str, list[Source]] = {}
    for source in kb.sources.values():
        groups.setdefault(_heading(kb, source), []).append(source)
    letters: dict[str, list[OutletGroup]] = {}
    for name in sorted(groups, key=lambda name: (slugify(name), name)):
        rows = tuple(_row(builder, source) for source in _in_order(groups[name]))
        letters.setdefault(_letter(name), []).append(OutletGroup(name, rows))
    other = say(OTHER)
    ordered = sorted(letters, key=lambda letter: (letter == other, letter))
    return SourcesPage(
        head=PageHead(
            path=SOURCES,
            title=say("Sources"),
            description=say(
                "Every source by outlet and date, with its origin, its grade and whom it copies."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(kb.sources),
        noun=_noun(len(kb.sources), len(groups)),
        origins=_origins(kb),
        grades=_grades(kb),
        remarks=tuple(_remarks(kb)),
        letters=tuple(LetterGroup(letter, tuple(letters[letter])) for letter in ordered),
    )


def _noun(sources: int, outlets: int) -> str:
    words = say_count("{number} outlet or body", "{number} outlets and bodies", outlets)
    return say_count("source from {outlets}", "sources from {outlets}", sources, outlets=words)


def _heading(kb: KnowledgeBase, source: Source) -> str:
    if source.issuer and not (source.container_title or source.publisher):
        return kb.title(source.issuer)
    return outlet(source)


def _letter(name: str) -> str:
    first = slugify(name)[:1].upper()
    return first if first.isalpha() else say(OTHER)


def _in_order(sources: Iterable[Source]) -> list[Source]:
    dated = [source for source in sources if source.issued is not None]
    undated = [source for source in sources if source.issued is None]
    return sorted(dated, key=lambda s: (sort_key(s.issued), s.id) if s.issued else ()) + undated


def _row(builder: PageBuilder, source: Source) -> SourceRow:
    kb = builder.kb
    uses = len(kb.source_uses.get(source.id, ()))
    return SourceRow(
        page=builder.source_link(source.id, source.title),
        date=show_issued(source.issued),
        year=iso_day(source.issued)[:4],
        kind=SOURCE_KINDS.label(source.kind),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        grade=source.reliability,
        grade_label=RELIABILITY.label(source.reliability),
        cited=say_count("cited {number} time", "cited {number} times", uses)
        if uses
        else say("not cited"),
        copy_of=tuple(builder.source_link(step.source) for step in source.derived_from),
        is_whole_copy=any(step.extent == "whole" for step in source.derived_from),
        copies=tuple(builder.source_link(key) for key in kb.derivatives.get(source.id, ())),
        is_untraced=source.lineage == "unknown",
        is_retracted=source.retracted is not None,
        is_corrected=bool(source.corrected),
        is_archived=source.archive_url is not None,
        read="" if source.read == "full" else READINGS.label(source.read),
    )


def _origins(kb: KnowledgeBase) -> tuple[OriginCount, ...]:
    counts = Counter(source.origin for source in kb.sources.values())
    return tuple(
        OriginCount(name, ORIGINS.label(name), ORIGINS.note(name), counts[name]) for name in ORIGINS
    )


def _grades(kb: KnowledgeBase) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(source.reliability for source in kb.sources.values())
    return tuple((grade, RELIABILITY.label(grade), counts[grade]) for grade in RELIABILITY)


def _remarks(kb: KnowledgeBase) -> Iterable[str]:
    sources = tuple(kb.sources.values())
    whole = sum(any(step.extent == "whole" for step in s.derived_from) for s in sources)
    unknown = sum(s.lineage == "unknown" for s in sources)
    corrected = sum(bool(s.corrected) for s in sources)
    retracted = sum(s.retracted is not None for s in sources)
    archived = sum(s.archive_url is not None for s in sources)
    return (
        say("{number} copy another source whole", number=say_number(whole)),
        say("{number} copy from we do not know where", number=say_number(unknown)),
        say("{number} corrected themselves", number=say_number(corrected)),
        say("{number} were taken back", number=say_number(retracted)),
        say("{number} have an archived copy", number=say_number(archived)),
    )
