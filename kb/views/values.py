# What templates see. Every field says what it is; a field that no template uses fails a test.
"""Small views shared by all pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.notes import (
    BorneOut,
    CompatibleLine,
    DisputeNote,
    LaterSpeaker,
    Link,
    Reply,
    RestatementLine,
    SplitNote,
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the numbered list of a page."""

    anchor: str
    """`s3`: where citations lead."""
    number: int
    page: Link
    """The source's own page, labelled with its title."""
    label: str
    """Outlet and date."""
    url: str | None
    """The address of the document itself."""
    archive_url: str | None
    origin: str
    origin_label: str
    grade: str
    """Admiralty letter."""
    grade_label: str
    copies: tuple[Link, ...]
    """The sources it derives from."""
    is_untraced: bool
    """True when nobody knows whom it copies."""
    is_retracted: bool
    note: Markup | None
    uses: tuple[str, ...]
    """Anchors of the first places on this page that cite it."""
    more_uses: int
    """How many further places cite it."""
    language: str
    """BCP 47 tag of its language."""
    known_from: str | None
    """ISO day on which it was published at the latest; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted from a source."""

    text: str
    label: str
    """Outlet and date."""
    url: str | None
    """Address that scrolls to the words."""
    language: str
    """BCP 47 tag of the words."""
    grade: str
    cites: Markup
    stance: str
    """`supports`, or in words how the source stands against the claim."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One status of a claim."""

    status: str
    status_label: str
    date: str
    since: str
    """ISO day from which it surely holds."""
    held_from: str
    """ISO day from which it held, if the claim was public by then."""
    until: str | None
    """ISO day on which the next one begins."""
    by: Link | None
    note: Markup | None
    why: str | None
    """What gives the day, where a rule does."""
    cites: Markup


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it stands on a page."""

    anchor: str
    ref: str
    home: Link
    """The claim on the page of its record."""
    text: Markup
    is_struck: bool
    """True when it was withdrawn, shown false or superseded by anything but a later figure."""
    later: tuple[Link, ...]
    """Later figures that replace the one it gives, each leading to its claim."""
    status: str
    status_label: str
    known_from: str
    """ISO day from which it is surely public."""
    maybe_from: str | None
    """ISO day from which it may have been public, empty where that is open; None when it is
    the same day."""
    fell: str | None
    """ISO day on which it was withdrawn, shown false or superseded."""
    speakers: tuple[Link, ...]
    spoke_later: tuple[LaterSpeaker, ...]
    """Those who said it later than the first."""
    via: str | None
    act: str
    act_label: str
    denies: tuple[Link, ...]
    """What a denial denies: what others said, or in words."""
    asserted: str
    """When it was said, in words."""
    occurred: str | None
    cites: Markup
    articles: int
    """Supporting sources."""
    origins: tuple[str, ...]
    """Labels of the independent origins."""
    untraced: int
    """Supporting sources of unknown lineage."""
    support: str
    """“7 articles, 2 independent origins”."""
    carried_by: tuple[str, ...]
    """Outlets that carry it."""
    quotes: tuple[Quote, ...]
    against: Markup
    """Citations of sources that dispute or deny it."""
    withdrawn: tuple[Link, ...]
    """Supporting sources that were taken back."""
    ground: str | None
    """Why one document is enough to confirm it, where the author says so."""
    ground_reason: Markup | None
    history: tuple[HistoryLine, ...]
    note: Markup | None
    restates: RestatementLine | None
    restated_by: tuple[RestatementLine, ...]
    superseded_by: tuple[Link, ...]
    supersedes: Link | None
    disputes: tuple[DisputeNote, ...]
    borne_out: tuple[BorneOut, ...]
    replies: tuple[Reply, ...]
    """What those said of whom it alleges something."""
    contested_by: str
    """Who says otherwise than a confirmed finding; empty where nobody does."""
    split: SplitNote | None
    compatible: tuple[CompatibleLine, ...]
    """Claims that only seem to contradict it."""
    figure: str | None
    """The value in words, where the claim gives one."""
    confidence: str | None


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim in a few lines, without its evidence."""

    anchor: str
    """Id of the line on this page."""
    home: Link
    """The claim on the page of its record, labelled with the title of the record."""
    text: Markup
    is_struck: bool
    later: tuple[Link, ...]
    """Later figures that replace the one it gives."""
    status: str
    """The status today, or that of the day which the page shows."""
    status_label: str
    speakers: tuple[Link, ...]
    spoke_later: tuple[LaterSpeaker, ...]
    """Those who said it later than the first."""
    via: str | None
    act: str
    act_label: str
    denies: tuple[Link, ...]
    """What a denial denies: what others said, or in words."""
    asserted: str
    """When it was said, in words."""
    cites: Markup
    support: str
    """“7 sources, 2 independent origins”."""


@dataclass(frozen=True, slots=True)
class ContestedLine:
    """A claim that is not established, and what became of it."""

    claim: ClaimView
    end: HistoryLine | None
    """The last change of its status: who brought it about and when."""
    verdict: str | None
    """How it stands, in words; None where the last change says it all."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A source in a tree of who took it from whom."""

    link: Link
    origin: str
    origin_label: str
    note: str
    cites: Markup
    children: tuple[TreeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Hang:
    """Since when something that rests on claims is shown, and since when as fallen."""

    since: str | None
    """ISO day from which it is surely public; None for what is said with hindsight."""
    fell: str | None
    """ISO day on which the last of what it rests on fell."""
    words: str
    """What became of it; empty while it stands."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a timeline."""

    anchor: str
    date: str
    hang: Hang
    kind: str
    kind_label: str
    title: str
    text: Markup | None
    status: str
    status_label: str
    is_minor: bool
    actors: tuple[Link, ...]
    record: Link
    cites: Markup


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction of ours, or one a source made to itself."""

    date: str
    text: Markup
    by: str | None
    anchor: str | None
    """None for a correction that stands on another page too."""


@dataclass(frozen=True, slots=True)
class BacklinkLine:
    """Why another record leads here."""

    link: Link
    kind: str
    reason: str
    date: str | None
    cites: Markup
    status: str | None
    status_label: str | None


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation, read from the record the page is about."""

    label: str
    other: Link
    period: str | None
    status_label: str | None
    note: Markup | None
    cites: Markup
    anchor: str | None
    """None where it stands in the other record."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Something nobody has answered in public."""

    anchor: str
    text: str
    asked_of: tuple[Link, ...]
    answer: str
    answer_label: str
    as_of: str
    searched: Markup | None
    """Where an answer was looked for."""
    note: Markup | None
    cites: Markup
    record: Link


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a record, in words and links."""

    label: str
    values: tuple[Link, ...]
    caveat: str | None
    """What to know about the value, in smaller type."""
    cites: Markup
    anchor: str | None = None
    """Where it cites sources."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """Front matter and what every page says about itself."""

    path: str
    title: str
    description: str
    template: str
    """Material template of the page."""
    kind: str
    """`incident`, `entity`, `source` … for search and styles."""
    updated: str
    """ISO day of the last change."""
    is_indexed: bool = True
    """False keeps the page out of search engines and of our search."""
    loads_whole: bool = False
    """True for a page with a script or a policy of its own: nothing may put its content into
    another document, so it is left out of the sitemap by which Material does that."""
