"""The promise in every list of sources, kept on every page of the real content."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

PAGES, CITATIONS, OF_ONE_PAGE = 600, 20_000, 20
"""The least that must have been looked at: pages with a list, citations, sources of one page."""


def first_uses(tree: LexborHTMLParser) -> list[int]:
    """Return the numbers of the sources in the order in which the text first cites them.

    What notes cite in the list itself comes after the text.
    """
    for listed in tree.css("ol.kb-sources"):
        listed.decompose()
    found = (link.attributes["href"] or "" for link in tree.css("span.kb-cite > a"))
    return [int(href.removeprefix("#S")) for href in dict.fromkeys(found)]


def test_sources_are_numbered_in_the_order_in_which_the_page_cites_them(
    content_pages: dict[str, str],
) -> None:
    """On each page the first uses are 1, 2, 3 and so on, from the top of the page to its end."""
    wrong = []
    pages = citations = longest = 0
    for path, text in content_pages.items():
        tree = LexborHTMLParser(text)
        listed = len(tree.css("ol.kb-sources > li"))
        pages += listed > 0
        citations += len(tree.css("span.kb-cite:not(.kb-back) > a"))
        numbers = first_uses(tree)
        longest = max(longest, len(numbers))
        if numbers != list(range(1, len(numbers) + 1)) or len(numbers) > listed:
            wrong.append(f"{path}: {numbers[:12]} of {listed}")
    assert wrong == []
    assert pages >= PAGES
    assert citations >= CITATIONS
    assert longest >= OF_ONE_PAGE


def test_the_look_at_the_order_sees_what_is_wrong() -> None:
    """A page on which 2 stands before 1 is found, whatever its list holds."""
    text = (
        '<span class="kb-cite"><a href="#S2">2</a> <a href="#S1">1</a></span>'
        '<ol class="kb-sources"><li><span class="kb-cite"><a href="#S3">3</a></span></li></ol>'
    )
    assert first_uses(LexborHTMLParser(text)) == [2, 1]
