"""Why another record leads here."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index.entries import Backlink
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import STATUSES


@dataclass(frozen=True, slots=True)
class BacklinkLine:
    """Why another record leads here."""

    link: Link
    reason: str
    date: str | None
    cites: Markup
    status: str | None
    status_label: str | None


def build_backlink(builder: PageBuilder, link: Backlink) -> BacklinkLine:
    """Return the view of a backlink."""
    return BacklinkLine(
        link=builder.link(link.source_id, anchor=link.anchor),
        reason=link.reason,
        date=show_date(link.date) if link.date else None,
        cites=builder.cites(link.cites),
        status=link.status,
        status_label=STATUSES.label(link.status) if link.status else None,
    )
