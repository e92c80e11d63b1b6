# The only place that asks for a web page, and only when a person names its address. One request, no
# scripts, no cookies; what is too big or no HTML is refused.
"""Get a page from the web or from a saved file."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from kb.errors import UsageError
from kb.problems import quoted
from kb.prose.urls import check_url

_MAX_BYTES = 8_000_000
_SECONDS = 30
_AGENT = "incident-kb (kb cite; drafts a citation for an editor)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    data: bytes
    url: str
    """Where it came from in the end; empty for a file."""
    content_type: str = ""
    """What the server calls it, with its character set."""


def is_address(text: str) -> bool:
    """Return whether `text` is a web address and not a file."""
    return text.lower().startswith(("http://", "https://"))


def read_page_file(path: Path) -> Fetched:
    """Return a saved page.

    Raises:
        UsageError: It cannot be read, or is too big.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path} is too big for a page; save it without its pictures")
        return Fetched(path.read_bytes(), "")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def fetch_page(url: str) -> Fetched:
    """Return the page at an address, after redirects.

    Raises:
        UsageError: It cannot be had, is too big, or is no HTML.
    """
    fault = check_url(url)
    if fault is not None:
        raise UsageError(f"{fault[1]}; {fault[2]}")
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "text/html"})
    hint = "save the page in a browser and give the file"
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:
            kind = response.headers.get("Content-Type", "")
            if kind and "html" not in kind.lower():
                message = f"{quoted(url)} is {quoted(kind.partition(';')[0])}, no HTML"
                raise UsageError(f"{message}; use `kb new source --url`")
            data = response.read(_MAX_BYTES + 1)
            final = response.geturl()
    except urllib.error.HTTPError as error:
        with error:
            raise UsageError(f"{quoted(url)} answers {error.code}; {hint}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise UsageError(f"{quoted(url)} cannot be had: {reason}; {hint}") from error
    if len(data) > _MAX_BYTES:
        raise UsageError(f"{quoted(url)} is too big for a page; {hint}")
    return Fetched(data, final, kind)
