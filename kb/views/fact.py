"""A fact of a record, in words and links."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.link import Link


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
