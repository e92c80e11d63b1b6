# Read back from the page itself, as a reader's browser has it: which sources it lists, and at which
# of its anchors each of them is cited.
"""What a built page cites, and where."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property

from lxml import html  # type: ignore[import-untyped]

_NUMBER = re.compile(r"#(S[0-9]+)")


@dataclass(frozen=True)
class CitingPage:
    """A built page."""

    path: str
    text: str

    @cached_property
    def root(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.document_fromstring(f"<html><body>{self.text}</body></html>")

    @cached_property
    def listed(self) -> dict[str, str]:
        """Number (`S3`) → the page of the source in the list."""
        found = {}
        for item in self.root.xpath('//ol[@class="kb-sources"]/li[@id]'):
            found[item.get("id")] = self.resolve(item.xpath(".//a/@href")[0])[0]
        return found

    @cached_property
    def cited(self) -> dict[str, set[str]]:
        """Anchor → pages of the sources cited below it; `` for the page as a whole."""
        found: dict[str, set[str]] = {}
        for link in self.root.xpath("//a[@href]"):
            number = _NUMBER.fullmatch(link.get("href"))
            if number is None or number[1] not in self.listed:
                continue
            source = self.listed[number[1]]
            found.setdefault("", set()).add(source)
            for above in link.iterancestors():
                if above.get("id"):
                    found.setdefault(above.get("id"), set()).add(source)
        return found

    def resolve(self, href: str) -> tuple[str, str]:
        """Return the page and the anchor that a link leads to."""
        way, _, anchor = href.partition("#")
        if not way:
            return self.path, anchor
        return posixpath.normpath(
            posixpath.join(posixpath.dirname(self.path), way, "index.md")
        ), anchor

    def words(self, xpath: str) -> str:
        """Return the text of the one element that `xpath` names."""
        (found,) = self.root.xpath(xpath)
        return " ".join(" ".join(found.itertext()).split())
