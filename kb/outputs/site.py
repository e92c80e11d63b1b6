"""What `mkdocs.yml` says of the site, for files that name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """The site as it will be published."""

    url: str = ""
    """Its address with a slash at the end; empty where it is not known."""
    name: str = "Incident Record"


UNPUBLISHED = Site()
"""A site of which nobody has said where it will be."""
