# Who publishes the knowledge base, and under what name, licence and address. The builder serves any
# base: all of this is read from one place, `mkdocs.yml`, and handed down as one value. No name and
# no licence stands in the code; a base that says nothing gets words that fit everybody.
"""The identity of a site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """What readers may do with the texts."""

    name: str = ""
    """As readers know it, in short; empty where nothing is said."""
    url: str = ""
    """Its address; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site as it will be published."""

    url: str = ""
    """Its address with a slash at the end; empty where it is not known."""
    name: str = "Knowledge base"
    publisher: str = ""
    """Who publishes it; empty where that is the same as its name."""
    licence: Licence = Licence()
    """The licence of its texts."""
    language: str = "en"
    """The language of its pages, as a BCP 47 tag."""
    description: str = ""
    """One sentence on what it is."""

    @property
    def author(self) -> str:
        """Return who answers for its pages."""
        return self.publisher or self.name


UNPUBLISHED = Site()
"""A site of which nobody has said anything."""
