"""A line of the three columns: established, disputed, not known."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.link import Link


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the first three columns."""

    text: Markup
    url: str
    """Where the page says more."""
    remark: str | None
    cites: Markup
    known_from: str | None = ""
    """ISO day from which it holds; None for what is said with hindsight, empty on pages that
    cannot be shown as of a day."""
    known_to: str | None = None
    """ISO day from which it does not; then it is shown for earlier days only."""
    answer: str = ""
    """The verdict on a question, said with hindsight."""
    record: Link | None = None
    """The incident that it belongs to, on the page of somebody else."""
