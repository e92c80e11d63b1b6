# Read back from the page itself, as a reader's browser has it. Tests look into our pages through
# here: a regular expression over HTML goes on, matching nothing, when an attribute is added.
"""Elements, ids, links and citations of a built page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property

from lxml import html  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

_NUMBER = re.compile(r"#(S[0-9]+)")


def tree(text: str) -> LexborHTMLParser:
    """Return a page, or a part of one, parsed as a browser would."""
    return LexborHTMLParser(text)


def nodes(text: str, selector: str) -> list[LexborNode]:
    """Return the elements of a page, or of a part of one, that a CSS selector finds."""
    return tree(text).css(selector)


def values(text: str, name: str, selector: str = "") -> list[str]:
    """Return an attribute of all elements that have it, in the order of the page."""
    # `[href]` finds `xlink:href` too, and a selector cannot name that one.
    found = [each.attributes for each in nodes(text, f"{selector}[{name.rpartition(':')[2]}]")]
    return [attributes[name] or "" for attributes in found if name in attributes]


def words(text: str) -> str:
    """Return what a reader reads of a piece of HTML, with single blanks."""
    return " ".join(tree(text).text(separator=" ").split())


def inside(text: str, selector: str) -> list[str]:
    """Return the text within each of the elements that a selector finds, as it is."""
    return [node.text() for node in nodes(text, selector)]


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
