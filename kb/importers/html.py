# What a page says about itself: schema.org data, Open Graph, meta tags. extruct reads these and
# guesses nothing, which is why it was chosen (trafilatura, htmldate and metadata_parser fill gaps
# with guesses from the text, or weigh more). What is not said is not found: a person writes it.
"""Read the metadata of a saved page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import extruct  # type: ignore[import-untyped]
import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from w3lib.encoding import html_to_unicode

from kb.edit.new_draft import one_line
from kb.errors import UsageError
from kb.importers.html_archive import Capture, find_capture, find_saved_address, read_capture
from kb.importers.html_citekey import host_of
from kb.importers.html_fetch import Fetched
from kb.prose.urls import is_safe_url

_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle", "Article",
    "SocialMediaPosting", "WebPage",
)  # fmt: skip
"""schema.org types that a source can be, the most telling first."""
_TYPES: Mapping[str, str] = {
    "BlogPosting": "post-weblog",
    "Report": "report",
    "ScholarlyArticle": "article-journal",
    "SocialMediaPosting": "post",
}
"""schema.org type → CSL type."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_DAY_IN_PATH = re.compile(r"/(20\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    publisher: str = ""
    issued: str = ""
    changed: str = ""
    """The day of its last change, where it names one after the day of issue."""
    language: str = ""
    url: str = ""
    archive_url: str = ""
    archived: str = ""
    type: str = ""
    """CSL type, where the page's own type gives one."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Key → what to look at again."""


def read_facts(page: Fetched) -> PageFacts:
    """Return what a page says about itself.

    Raises:
        UsageError: It is no HTML.
    """
    _, text = html_to_unicode(page.content_type or None, page.data)
    tree = _parse(text)
    meta = _read_meta(tree)
    item = _read_article(text)
    capture = read_capture(page.url) or find_capture(text)
    url, remarks = _find_address(tree, meta, item, page.url or find_saved_address(text), capture)
    outlet = meta.get("og:site_name") or _name(item.get("isPartOf")) or _name(item.get("publisher"))
    publisher = _name(item.get("publisher")) or meta.get("dc.publisher", "")
    issued, remark = _find_day(tree, meta, item, url)
    changed = _day(item.get("dateModified")) or _day(meta.get("article:modified_time"))
    remarks += [("issued", remark)] if remark else []
    return PageFacts(
        title=_find_title(tree, meta, item, outlet),
        authors=_find_authors(meta, item, outlet),
        outlet=outlet,
        publisher=publisher if publisher != outlet else "",
        issued=issued,
        changed=changed if issued and changed > issued else "",
        language=_find_language(tree, meta, item),
        url=url,
        archive_url=capture.archive_url if capture else "",
        archived=capture.day if capture else "",
        type=_csl_type(str(item.get("@type", "")), meta.get("og:type", "")),
        remarks=tuple(remarks),
    )


def _parse(text: str) -> Any:
    if "\x00" in text or not re.search(r"<\s*[a-z!]", text[:100_000], re.IGNORECASE):
        raise UsageError("this is no HTML; save the page as HTML, or use `kb new source`")
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, ValueError) as error:
        raise UsageError(f"this HTML cannot be read: {error}") from error


def _read_meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or "").strip().lower()
        content = one_line(tag.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _read_article(text: str) -> dict[str, Any]:
    """Return the schema.org object that the page is about."""
    syntaxes = ["json-ld", "microdata"]
    data = extruct.extract(text, syntaxes=syntaxes, uniform=True, errors="ignore")
    items = [item for found in data.values() for top in found for item in _iter_items(top)]
    rated = [(min(_ranks(item)), number) for number, item in enumerate(items) if _ranks(item)]
    return items[min(rated)[1]] if rated else {}


def _iter_items(item: Any) -> Iterator[dict[str, Any]]:
    if isinstance(item, dict):
        yield item
        graph = item.get("@graph")
        for below in graph if isinstance(graph, list) else ():
            yield from _iter_items(below)


def _ranks(item: Mapping[str, Any]) -> list[int]:
    kinds = item.get("@type", "")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [_ARTICLES.index(name) for name in names if name in _ARTICLES]


def _find_title(tree: Any, meta: Mapping[str, str], item: Mapping[str, Any], outlet: str) -> str:
    given = _text(item.get("headline")) or meta.get("og:title") or meta.get("citation_title", "")
    if not given:
        given = one_line(" ".join(tree.xpath("//title[1]//text()")))
    # "Headline | Outlet" and "Headline - Outlet": the outlet has a key of its own.
    head, _, tail = given.rpartition(" | ") if " | " in given else given.rpartition(" - ")
    return head if head and outlet and tail.strip().casefold() == outlet.casefold() else given


def _find_authors(meta: Mapping[str, str], item: Mapping[str, Any], outlet: str) -> tuple[str, ...]:
    given = item.get("author")
    names = [_name(one) for one in (given if isinstance(given, list) else [given])]
    if not any(names):
        names = [meta.get("author", "") or meta.get("citation_author", "")]
    wanted = (name.removeprefix("By ").removeprefix("by ") for name in names)
    return tuple(
        dict.fromkeys(
            name for name in wanted if name and name.casefold() != outlet.casefold()
            and not is_safe_url(name)
        )
    )  # fmt: skip


def _find_day(
    tree: Any, meta: Mapping[str, str], item: Mapping[str, Any], url: str
) -> tuple[str, str]:
    """Return the day of issue, and what to check when the page says it only in passing."""
    names = ("article:published_time", "citation_publication_date", "dc.date.issued", "dc.date",
             "dcterms.issued", "date", "parsely-pub-date", "pubdate")  # fmt: skip
    for value in (item.get("datePublished"), *(meta.get(name) for name in names)):
        if day := _day(value):
            return day, ""
    times = {day for tag in tree.iter("time") if (day := _day(tag.get("datetime")))}
    if len(times) == 1:
        return times.pop(), "from a time on the page, not its metadata: check"
    if found := _DAY_IN_PATH.search(urlsplit(url).path):
        day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return (day, "from the address: check") if _day(day) else ("", "")
    return "", ""


def _find_language(tree: Any, meta: Mapping[str, str], item: Mapping[str, Any]) -> str:
    root = tree.getroottree().getroot()
    given = (root.get("lang"), _text(item.get("inLanguage")), meta.get("og:locale"))
    for value in given:
        tag = (value or "").strip().replace("_", "-")
        if _TAG.fullmatch(tag):
            return tag
    return ""


def _find_address(
    tree: Any, meta: Mapping[str, str], item: Mapping[str, Any], given: str, capture: Capture | None
) -> tuple[str, list[tuple[str, str]]]:
    """Return the page's address, and what to check when it names one on another host."""
    here = capture.url if capture else given
    links = (tag.get("href", "") for tag in tree.iter("link")
             if "canonical" in (tag.get("rel") or "").lower().split())  # fmt: skip
    named = next(
        _iter_addresses((*links, meta.get("og:url", ""), _text(item.get("url"))), here), ""
    )
    if not here:
        return named, []
    if not named or (host_of(named) == host_of(here) and not urlsplit(named).path.strip("/")):
        return _tidy(here), []  # a site's front page as canonical address: a template's mistake
    if host_of(named) != host_of(here):
        remark = f"the page names another address as its own: {named}: a copy of that?"
        return _tidy(here), [("URL", remark)]
    return named, []


def _iter_addresses(candidates: Iterable[str], base: str) -> Iterator[str]:
    for candidate in candidates:
        url = urljoin(base, candidate.strip()) if candidate else ""
        captured = read_capture(url)  # an archive rewrites every address in the page
        url = captured.url if captured else url
        if url and is_safe_url(url) and url.lower().startswith("http"):
            yield _tidy(url)


def _tidy(url: str) -> str:
    """Return an address without fragment and campaign parameters."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not pair[0].lower().startswith(("utm_", "fbclid", "gclid"))]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, route))


def _day(value: Any) -> str:
    text = _text(value)
    found = _DAY.match(text.replace("/", "-") if re.match(r"\d{4}/", text) else text)
    if found is None:
        return ""
    from kb.dates import DateError, parse_date

    try:
        return parse_date(found[1]).text
    except DateError:
        return ""


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return one_line(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _csl_type(kind: str, og_type: str) -> str:
    if kind.endswith("NewsArticle"):
        return "article-newspaper"
    return _TYPES.get(kind, "article" if og_type == "article" and kind == "Article" else "")
