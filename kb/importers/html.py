# What a page says about itself: schema.org data, Open Graph, meta tags. extruct reads these and
# guesses nothing, which is why it was chosen (trafilatura, htmldate and metadata_parser fill gaps
# with guesses from the text, or weigh more). What is not said is not found: a person writes it.
"""Read the metadata of a saved page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from kb.dates import DateError, parse_date
from kb.importers.html_archive import Capture, find_capture, find_saved_address, read_capture
from kb.importers.html_citekey import host_of
from kb.importers.html_fetch import Fetched
from kb.importers.html_items import read_items
from kb.importers.html_text import decode_page, parse_page
from kb.prose.characters import clean_line
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
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})(?:\Z|[T ])")
_DAY_IN_PATH = re.compile(r"/(20[0-9]{2})/([0-9]{1,2})/([0-9]{1,2})(?:/|\Z)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_LONGEST: Mapping[str, int] = {"title": 500, "authors": 200, "outlet": 200, "publisher": 200}
"""Characters that are taken of what a page says; real ones stay far below."""
_LONGEST_URL = 2000
_MOST_AUTHORS = 50
_MOST_ADDRESSES = 20


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
    notes: tuple[str, ...] = ()
    """What to know about the page as a whole."""


def read_facts(page: Fetched) -> PageFacts:
    """Return what a page says about itself.

    Raises:
        UsageError: It is no HTML.
    """
    text, unsure = decode_page(page.content_type, page.data)
    tree = parse_page(text)
    meta = _read_meta(tree)
    items, left_out = read_items(tree)
    item = _choose(items)
    capture = _checked(read_capture(page.url) or find_capture(text))
    here = _address(capture.url if capture else page.url or find_saved_address(text), "")
    named = _named_addresses(tree, meta, item)
    url, remarks = _find_address(named, here)
    outlet = meta.get("og:site_name") or _name(item.get("isPartOf")) or _name(item.get("publisher"))
    publisher = _name(item.get("publisher")) or meta.get("dc.publisher", "")
    issued, remark = _find_day(tree, meta, item, url)
    changed = _day(item.get("dateModified")) or _day(meta.get("article:modified_time"))
    remarks += [("issued", remark)] if remark else []
    notes = [*page.notes, unsure, *left_out]
    if any(not _address(candidate, here or _ANY) for candidate in named):
        notes.append("it names an address as its own that is none, which was passed over")
    found = PageFacts(
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
        notes=tuple(filter(None, notes)),
    )
    return _cleaned(found)


def _cleaned(facts: PageFacts) -> PageFacts:
    """Return the facts as a record may hold them, with a note where something was taken out."""
    hidden: list[str] = []
    long: list[str] = []
    changed: dict[str, Any] = {}
    for key in (field.name for field in fields(facts) if field.name not in ("remarks", "notes")):
        value = getattr(facts, key)
        texts = value if isinstance(value, tuple) else (value,)
        clean = [clean_line(text) for text in texts]
        short = [text[: _LONGEST.get(key, _LONGEST_URL)] for text in clean[:_MOST_AUTHORS]]
        hidden += [key] * (list(texts) != clean)
        long += [key] * (short != clean)
        kept = tuple(text for text in short if text)
        changed[key] = kept if isinstance(value, tuple) else short[0]
    notes = facts.notes
    if hidden:
        notes += (f"signs that nobody can see were taken out of it: {', '.join(hidden)}",)
    if long:
        notes += (f"what it says was too long, and was cut short: {', '.join(long)}",)
    return replace(facts, **changed, notes=notes)


def _read_meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or "").strip().lower()
        content = _one_line(tag.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _choose(items: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the schema.org object that the page is about."""
    rated = [(min(_ranks(item)), number) for number, item in enumerate(items) if _ranks(item)]
    return items[min(rated)[1]] if rated else {}


def _ranks(item: Mapping[str, Any]) -> list[int]:
    kinds = item.get("@type", "")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [_ARTICLES.index(name) for name in names if name in _ARTICLES]


def _find_title(tree: Any, meta: Mapping[str, str], item: Mapping[str, Any], outlet: str) -> str:
    given = _text(item.get("headline")) or meta.get("og:title") or meta.get("citation_title", "")
    if not given:
        given = _one_line(" ".join(tree.xpath("//title[1]//text()")))
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


def _named_addresses(tree: Any, meta: Mapping[str, str], item: Mapping[str, Any]) -> list[str]:
    """Return what a page calls its own address, the surest first."""
    links = [tag.get("href", "") for tag in tree.iter("link")
             if "canonical" in (tag.get("rel") or "").lower().split()]  # fmt: skip
    named = (*links, meta.get("og:url", ""), _text(item.get("url")))
    return [text for text in named if text.strip()][:_MOST_ADDRESSES]


def _find_address(candidates: Iterable[str], here: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the page's address, and what to check when it names one on another host."""
    named = next(filter(None, (_address(candidate, here) for candidate in candidates)), "")
    if not here:
        return named, []
    if not named or (host_of(named) == host_of(here) and not urlsplit(named).path.strip("/")):
        return here, []  # a site's front page as canonical address: a template's mistake
    if host_of(named) != host_of(here):
        remark = f"the page names another address as its own: {named}: a copy of that?"
        return here, [("URL", remark)]
    return named, []


def _checked(capture: Capture | None) -> Capture | None:
    """Return a capture whose addresses are such; a script in the page may say anything."""
    if capture is None or not _address(capture.url, ""):
        return None
    is_short = len(capture.archive_url) <= _LONGEST_URL
    return capture if is_short and is_safe_url(capture.archive_url) else None


_ANY = "https://example.org/"
"""Stands for the address of a saved page that does not say it."""


def _address(candidate: str, base: str) -> str:
    """Return a web address that a page names, without campaign parameters; "" when it is none."""
    try:
        url = urljoin(base, candidate.strip()) if candidate.strip() else ""
        captured = read_capture(url)  # an archive rewrites every address in the page
        url = captured.url if captured else url
        is_web = is_safe_url(url) and url.lower().startswith("http")
        return _tidy(url) if is_web and len(url) <= _LONGEST_URL else ""
    except ValueError:
        return ""


def _tidy(url: str) -> str:
    """Return an address without fragment and campaign parameters."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not pair[0].lower().startswith(("utm_", "fbclid", "gclid"))]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, route))


def _day(value: Any) -> str:
    found = _DAY.match(_text(value))
    try:
        return parse_date("-".join(found.groups())).text if found else ""
    except DateError:
        return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _one_line(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _csl_type(kind: str, og_type: str) -> str:
    if kind.endswith("NewsArticle"):
        return "article-newspaper"
    return _TYPES.get(kind, "article" if og_type == "article" and kind == "Article" else "")
