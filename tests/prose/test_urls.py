"""Addresses: which are refused, and which are one."""

from __future__ import annotations

import pytest

from kb.prose.urls import check_url, is_safe_relative, is_safe_url, normalise_url

SAFE = (
    "https://example.org", "http://example.org/a?b=c&d#e", "HTTPS://EXAMPLE.org:8443/a_(b)",
    "mailto:press@example.org", "https://example.org/?u=http://e.org", "https://例え.jp/a",
)  # fmt: skip
UNSAFE = (
    ("", "KB408"), ("example.org", "KB408"), ("/a", "KB408"), ("#a", "KB408"), ("//e.org", "KB407"),
    ("javascript:alert(1)", "KB406"), ("JAVASCRIPT:x", "KB406"), ("data:text/html,x", "KB406"),
    ("ftp://e.org", "KB406"), ("java\tscript:x", "KB408"), ("java\nscript:x", "KB408"),
    (" javascript:x", "KB408"), ("\x01javascript:x", "KB408"), ("&#106;avascript:x", "KB408"),
    ("javascript&colon;x", "KB408"), ("https:e.org", "KB408"), ("https:///e.org", "KB408"),
    ("https://a@e.org", "KB408"), ("https://e.org\\@f.org", "KB408"), ("https://e.org/<b>",
    "KB408"),
    ("https://e.org/\u202ex", "KB408"), ("https://e.org/\u200bx", "KB408"), ("mailto:a", "KB408"),
    ("https://e.org/\u00a0x", "KB408"), ("mailto:a@e.org?body=x", "KB408"),
)  # fmt: skip


@pytest.mark.parametrize("url", SAFE)
def test_whole_addresses_pass(url: str) -> None:
    """https, http and mailto pass."""
    assert check_url(url) is None
    assert is_safe_url(url)


@pytest.mark.parametrize(("url", "code"), UNSAFE)
def test_others_are_refused(url: str, code: str) -> None:
    """Everything else is refused, each with its code and what to write instead."""
    wrong = check_url(url)
    assert wrong is not None
    assert wrong[0] == code
    assert wrong[1]
    assert wrong[2]
    assert not is_safe_url(url)


@pytest.mark.parametrize(
    "url", ["./", "../a/", "../../a/index.md#b", "#b", "a/", "/a/", "../graph/?at=x-1"]
)
def test_addresses_of_the_site_pass(url: str) -> None:
    """What a lookup gives for a record is taken."""
    assert is_safe_relative(url)


@pytest.mark.parametrize(
    "url", ["", "//e.org", "javascript:x", "https://e.org", "a b", "..\\a", "../?a<b"]
)
def test_a_desk_cannot_lead_out_of_the_site(url: str) -> None:
    """An address that is no path of the site is not linked, even if a lookup gives it."""
    assert not is_safe_relative(url)


SAME = (
    ("https://www.example.org/a/", "http://example.org/a"),
    ("https://EXAMPLE.org:443/a", "https://example.org/a#part"),
    ("https://example.org/a?utm_source=x&b=1&fbclid=y", "https://example.org/a?b=1"),
    ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/%7Ea", "https://example.org/~a"),
)
OTHER = (
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2"),
    ("https://example.org:8443/", "https://example.org/"),
    ("https://a.example.org/", "https://example.org/"),
    ("https://example.org/#!/a", "https://example.org/#!/b"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    """Scheme, www, slash, port, tracking and order do not make another page."""
    assert normalise_url(one) == normalise_url(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    """Path, parameters, port and host make another page."""
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize("url", ["http://[", "https://e.org:99999/", "x"])
def test_what_is_no_address_stays_itself(url: str) -> None:
    """Normalising never fails."""
    assert normalise_url(url)
