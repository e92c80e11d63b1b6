"""Tests of kb.mkdocs_plugin.csp."""

from __future__ import annotations

import base64
import hashlib

import pytest

from kb.mkdocs_plugin.csp import add_policy, build_policy, hash_source, inline_hashes
from tests.looking import looked_at


def expected(text: str) -> str:
    """Return the source expression as the specification computes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(policy: str) -> dict[str, list[str]]:
    """Return a policy as directive → sources."""
    return {words[0]: words[1:] for words in (part.split() for part in policy.split("; "))}


def test_a_hash_is_of_exactly_the_text_of_the_script() -> None:
    """White space and letters beyond ASCII count: a browser hashes what stands there."""
    page = "<head><script>\n  alert('ü')\n</script></head>"
    assert inline_hashes(page, "script") == (expected("\n  alert('ü')\n"),)
    assert hash_source("") == expected("")


@pytest.mark.parametrize(
    "element",
    [
        '<script src="a.js"></script>',
        "<script src=a.js defer></script>",
        '<script id="__config" type="application/json">{"a": 1}</script>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_files_and_blocks_of_data_need_no_hash(element: str) -> None:
    """Only what a browser would run gets a hash."""
    assert inline_hashes(f"<head>{element}</head>", "script") == ()


@pytest.mark.parametrize(
    "element",
    [
        "<script>a()</script>",
        '<script type="module">a()</script>',
        "<SCRIPT async>a()</SCRIPT >",
        '<script data-note="src > type">a()</script>',
    ],
)
def test_every_script_that_runs_gets_a_hash(element: str) -> None:
    """However an inline script is written, it is found."""
    assert inline_hashes(element, "script") == (expected("a()"),)


def test_a_policy_allows_this_page_and_nothing_else() -> None:
    """Nothing from another host, nothing inline but what is in the page, each hash once."""
    page = "<head><script>a()</script><style>p{}</style></head><script>a()</script>"
    rules = directives(build_policy(page))
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'", expected("a()")]
    assert rules["style-src"] == ["'self'", expected("p{}")]
    sources = looked_at((source for rule in rules.values() for source in rule), 8)
    assert not any("http" in source or "unsafe" in source for source in sources)


def test_a_served_page_takes_the_script_that_mkdocs_adds() -> None:
    """Under `serve` inline scripts run; a hash would switch that off again."""
    rules = directives(build_policy("<head><script>a()</script></head>", is_served=True))
    assert rules["script-src"] == ["'self'", "'unsafe-inline'"]


@pytest.mark.parametrize(
    "head",
    [
        '<head>\n<meta charset="utf-8"><script>a()</script>',
        '<head><script>a()</script><meta charset="utf-8">',
        "<head><script>a()</script>",
        '<head lang="en"><link rel="icon" href="x"><script>a()</script>',
    ],
)
def test_the_policy_stands_before_the_first_script(head: str) -> None:
    """A policy counts from where it stands, so everything it speaks of comes later."""
    page = add_policy(f"<html>{head}</head><body></body></html>")
    assert page.count("Content-Security-Policy") == 1
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_a_fragment_stays_as_it_is() -> None:
    """What is no page gets no policy."""
    assert add_policy("<p>text</p>") == "<p>text</p>"
