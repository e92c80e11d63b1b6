"""A source in the numbered list of a page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.link import Link


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the numbered list of a page."""

    anchor: str
    """`s3`: where citations lead."""
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
