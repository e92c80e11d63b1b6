# Feeds by Atom (RFC 4287) and JSON Feed 1.1, for the whole base and for every incident and entity.
# Their days are those of the records; an entry's id stays the same for as long as the change is on
# record. Without an address of the site the links are relative to the feed.
"""Write what is new as feeds."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from xml.etree import ElementTree as ET

from kb.artifact import Artifact
from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.pages.changes import Change, changes_of, decisions, iter_changes, knowledge_changes
from kb.say import say
from kb.site import Site
from kb.urls import HOME, page_url, record_path
from kb.views.incident_order import short_title

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 60
"""Entries of the feed of the whole base."""
LATEST_OF_RECORD = 25


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written."""

    page: str
    """The page it belongs to."""
    title: str
    entries: tuple[Change, ...]
    updated: str
    """ISO day of the last change of what it is about."""


def iter_feeds(kb: KnowledgeBase, site: Site) -> Iterator[Artifact]:
    """Yield both forms of every feed."""
    entries = tuple(islice(iter_changes(kb), LATEST))
    yield from _write(Feed(HOME, site.name, entries, kb.updated().isoformat()), site)
    for incident in kb.incidents.values():
        found = chain(
            changes_of(kb, incident), knowledge_changes(kb, incident), decisions(kb, incident)
        )
        yield from _write(_feed(site, incident.id, kb, found), site)
    for entity in kb.entities.values():
        parts = [item for item in kb.incidents.values()
                 if any(part.entity == entity.id for part in item.participants)]  # fmt: skip
        found = chain(changes_of(kb, entity), *(changes_of(kb, item) for item in parts))
        yield from _write(_feed(site, entity.id, kb, found), site)


def _feed(site: Site, name: str, kb: KnowledgeBase, found: Iterable[Change]) -> Feed:
    record = kb.record(name)
    title = short_title(record) if isinstance(record, Incident) else kb.title(name)
    entries = sorted(found, key=lambda change: change.day, reverse=True)[:LATEST_OF_RECORD]
    updated = max((change.day for change in entries), default=kb.updated().isoformat())
    return Feed(record_path(record), f"{title} – {site.name}", tuple(entries), updated)


def _write(feed: Feed, site: Site) -> Iterator[Artifact]:
    folder = page_url(feed.page)
    yield Artifact(f"{folder}feed.atom", _atom(feed, site))
    yield Artifact(f"{folder}feed.json", _json(feed, site))


def _url(site: Site, feed: Feed, target: str) -> str:
    """Return an address below the site's root as it stands in a feed."""
    if site.url:
        return site.url + target
    way = posixpath.relpath("/" + target, "/" + page_url(feed.page))
    return way + "/" if target.endswith("/") or not target else way


def _entry_url(site: Site, feed: Feed, change: Change) -> str:
    anchor = f"#{change.anchor}" if change.anchor else ""
    return _url(site, feed, page_url(change.path)) + anchor


def _id(site: Site, key: str) -> str:
    """Return an id that is an address where the site has one, and a tag of nobody's otherwise."""
    return site.url + key if site.url else f"tag:{slugify(site.name)}.invalid,2026:{key}"


def _atom(feed: Feed, site: Site) -> bytes:
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    own = f"{page_url(feed.page)}feed.atom"
    _text(root, "title", feed.title)
    _text(root, "id", _id(site, own))
    _text(root, "updated", _moment(feed.updated))
    ET.SubElement(root, "link", {"rel": "self", "href": _url(site, feed, own)})
    page = _url(site, feed, page_url(feed.page))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _text(ET.SubElement(root, "author"), "name", site.author)
    if site.licence.name:
        _text(root, "rights", site.licence.name)
    for change in feed.entries:
        entry = ET.SubElement(root, "entry")
        _text(entry, "title", _title(change))
        _text(entry, "id", _id(site, change.key))
        _text(entry, "updated", _moment(change.day))
        href = _entry_url(site, feed, change)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
        ET.SubElement(entry, "category", {"term": change.kind})
        if change.text:
            _text(entry, "summary", change.text)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _json(feed: Feed, site: Site) -> bytes:
    own = f"{page_url(feed.page)}feed.json"
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _url(site, feed, page_url(feed.page)),
        "feed_url": _url(site, feed, own),
        "language": site.language,
        "authors": [{"name": site.author}],
        "items": [
            {
                "id": _id(site, change.key),
                "url": _entry_url(site, feed, change),
                "title": _title(change),
                "content_text": change.text or _title(change),
                "date_published": _moment(change.day),
                "tags": [change.kind],
            }
            for change in feed.entries
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _title(change: Change) -> str:
    return f"{say(change.what)}: {change.title}"


def _moment(day: str) -> str:
    """Return an ISO day as RFC 3339 wants it; records know no hours."""
    return f"{day}T00:00:00Z"
