"""What an incident did, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.views.hanging import Hang
from kb.views.link import Link


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """An impact."""

    anchor: str | None
    kind_label: str
    figure: str | None
    text: Markup
    account: str
    """By whose account, where it is not established."""
    searched: Markup | None
    """Where it was looked for and until when, when nothing was found."""
    bodies: tuple[Link, ...]
    cites: Markup
    hang: Hang
