"""Structured data that cannot break out of its element, and links to the repository."""

from __future__ import annotations

import json

import pytest

from kb.mkdocs_plugin.csp import inline_hashes
from kb.mkdocs_plugin.linked import host_kind, repository_links, to_json_ld

EVIL = "</script><script>alert(1)</script><!-- & \u2028"


def test_nothing_ends_the_element() -> None:
    """The text comes back whole, and no sign in it means anything to an HTML parser."""
    text = to_json_ld({"@type": "WebPage", "name": EVIL}, "a/index.md", "https://e.org/")
    assert not set("<>&\u2028") & set(text)
    data = json.loads(text)
    assert data["name"] == EVIL
    assert data["url"] == "https://e.org/a/"
    block = f'<script type="application/ld+json">{text}</script>'
    assert inline_hashes(block, "script") == ()


def test_the_trail_has_addresses_only_where_the_site_has_one() -> None:
    """A breadcrumb with relative addresses would be wrong."""
    data = {"@type": "WebPage", "breadcrumb": [("Incidents", "incidents/index.md")]}
    found = json.loads(to_json_ld(data, "incidents/x/index.md", "https://e.org/"))
    assert found["breadcrumb"]["itemListElement"][0]["item"] == "https://e.org/incidents/"
    assert "breadcrumb" not in json.loads(to_json_ld(data, "incidents/x/index.md", ""))


@pytest.mark.parametrize(
    ("repo", "kind", "edit"),
    [
        ("https://github.com/o/r/", "github", "https://github.com/o/r/edit/main/content/a%20b.yml"),
        ("https://gitlab.com/o/r", "gitlab", "https://gitlab.com/o/r/-/edit/main/content/a%20b.yml"),
        ("https://codeberg.org/o/r", "forgejo", "https://codeberg.org/o/r/_edit/main/content/a%20b.yml"),
    ],
)  # fmt: skip
def test_links_lead_to_the_authored_file(repo: str, kind: str, edit: str) -> None:
    """Each host has its own shape; the report names page and record."""
    assert host_kind(repo) == kind
    links = dict(
        repository_links(repo, "main", kind, "content/a b.yml", "T & <x>", "https://e.org/a/")
    )
    assert links["Edit this record"] == edit
    report = links["Report a problem with this page"]
    assert "Problem+with%3A+T+%26+%3Cx%3E" in report
    assert "https%3A%2F%2Fe.org%2Fa%2F" in report
    assert " " not in report


def test_without_a_repository_there_are_no_links() -> None:
    """No address is invented."""
    assert repository_links("", "main", "github", "a.yml", "T", "") == ()
    assert host_kind("https://git.example.org/o/r", "gitlab") == "gitlab"
