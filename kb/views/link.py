"""A link, or plain text where there is nothing to lead to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or plain text where there is nothing to lead to."""

    url: str | None
    text: str
