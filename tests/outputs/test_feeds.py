"""Feeds by their specifications: Atom (RFC 4287), JSON Feed 1.1, OpenSearch 1.1."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.artifact import Artifact
from kb.outputs.feeds import ATOM, iter_feeds
from kb.outputs.opensearch import export_opensearch
from kb.site import UNPUBLISHED, Site
from tests.looking import looked_at
from tests.views.small import make_base

SITE = Site("https://example.org/kb/", "Record & <co>")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")
NS = {"a": ATOM}


def feeds(folder: Path, site: Site = SITE) -> dict[str, Artifact]:
    """Return all feeds of the small base by path."""
    return {feed.path: feed for feed in iter_feeds(make_base(folder), site)}


def of_form(found: dict[str, Artifact], ending: str) -> list[tuple[str, Artifact]]:
    """Return the feeds of one form."""
    return [(path, feed) for path, feed in found.items() if path.endswith(ending)]


def test_every_incident_and_entity_has_both_feeds(tmp_path: Path) -> None:
    """And the base itself."""
    kb = make_base(tmp_path)
    folders = ["", *(f"incidents/{n}/" for n in kb.incidents)]
    folders += [f"{'trends' if getattr(e, 'kind', '') == 'trend' else 'entities'}/{e.id}/"
                for e in kb.entities.values()]  # fmt: skip
    wanted = {f"{folder}feed.{form}" for folder in folders for form in ("atom", "json")}
    assert set(feeds(tmp_path)) == wanted


def test_atom_has_what_the_standard_demands(tmp_path: Path) -> None:
    """Ids and titles and moments everywhere, ids unique, links absolute, markup only as text."""
    for path, feed in looked_at(of_form(feeds(tmp_path), ".atom"), 7):
        root = ET.fromstring(feed.data)
        assert root.tag == f"{{{ATOM}}}feed"
        ids = [root.findtext("a:id", "", NS)]
        for part in (root, *root.findall("a:entry", NS)):
            assert part.findtext("a:title", "", NS)
            assert MOMENT.fullmatch(part.findtext("a:updated", "", NS))
            assert part.find("a:link[@rel='alternate']", NS) is not None
        ids += [entry.findtext("a:id", "", NS) for entry in root.findall("a:entry", NS)]
        assert len(ids) == len(set(ids)), path
        assert all(found.startswith(SITE.url) for found in ids)
        assert root.findtext("a:author/a:name", "", NS) == SITE.name
        for link in root.iter(f"{{{ATOM}}}link"):
            assert link.get("href", "").startswith(SITE.url)
        assert root.find("a:link[@rel='self']", NS).get("href") == SITE.url + path  # type: ignore[union-attr]


def test_json_feeds_have_what_the_standard_demands(tmp_path: Path) -> None:
    """Version, title, and in each item an id and a text; the latest first."""
    items = 0
    for path, feed in looked_at(of_form(feeds(tmp_path), ".json"), 7):
        data = json.loads(feed.data)
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["feed_url"] == SITE.url + path
        days = [item["date_published"] for item in data["items"]]
        assert all(MOMENT.fullmatch(day) for day in days)
        assert days == sorted(days, reverse=True)
        assert all(item["id"] and item["content_text"] for item in data["items"])
        assert len({item["id"] for item in data["items"]}) == len(data["items"])
        items += len(data["items"])
    assert items > 10


def test_a_correction_and_a_day_of_knowledge_are_news(tmp_path: Path) -> None:
    """The feed of an incident tells what we changed and what the public learned."""
    data = json.loads(feeds(tmp_path)["incidents/alpha-2024/feed.json"].data)
    titles = [item["title"] for item in data["items"]]
    assert "Corrected: Alpha" in titles
    assert "New: Alpha" in titles
    assert "Became known: Alpha" in titles
    known = [item["url"] for item in data["items"] if item["title"].startswith("Became")]
    urls = looked_at(known)
    assert all(re.search(r"/alpha-2024/known/#on-\d{4}-\d{2}-\d{2}_$", url) for url in urls)


def test_without_an_address_links_are_relative_and_ids_are_tags(tmp_path: Path) -> None:
    """Nothing is invented; the same ids come every time."""
    data = json.loads(feeds(tmp_path, UNPUBLISHED)["entities/bravo-ltd/feed.json"].data)
    assert data["home_page_url"] == "./"
    assert all(item["id"].startswith("tag:") for item in looked_at(data["items"]))
    assert any(item["url"] == "../../incidents/alpha-2024/" for item in data["items"])


def test_opensearch_leads_to_the_full_text() -> None:
    """It has the template browsers fill in, and exists only where there is an address."""
    (description,) = export_opensearch(SITE)
    root = ET.fromstring(description.data)
    url = root.find("{*}Url")
    assert url is not None
    assert url.get("template") == "https://example.org/kb/find/?query={searchTerms}"
    assert len(root.findtext("{*}ShortName", "")) <= 16
    assert list(export_opensearch(UNPUBLISHED)) == []


@pytest.mark.parametrize("site", [SITE, UNPUBLISHED])
def test_two_runs_give_the_same_bytes(tmp_path: Path, site: Site) -> None:
    """No clock and no chance is in them."""
    assert feeds(tmp_path / "a", site) == feeds(tmp_path / "b", site)
