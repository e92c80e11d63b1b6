# Captures: an address at the Wayback Machine, a page saved from there, or one saved by a browser.
# Each of them says where the page really stood, and the first two when it was taken.
"""Recognise captures of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.prose.urls import WAYBACK

_IN_PAGE = re.compile(
    r"""__wm\.wombat\(\s*["'](?P<url>[^"']+)["']\s*,\s*["'](?P<stamp>[0-9]{14})["']""",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\([0-9]{1,9}\)(?P<url>https?://[^\s>]+)", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)", re.IGNORECASE
)
_HEAD = 20_000
"""Characters at the top of a page in which a browser says where it was saved from."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page at an archive."""

    url: str
    """Where the page itself stood."""
    archive_url: str
    day: str
    """The day of the capture."""


def read_capture(url: str) -> Capture | None:
    """Return the capture an address leads to, when it is one at the Wayback Machine."""
    found = WAYBACK.fullmatch(url.strip())
    if found is None:
        return None
    stamp, original = found[1], found[2]
    if not re.match(r"https?:", original, re.IGNORECASE):
        original = f"http://{original}"
    original = re.sub(r"^(https?):/+", r"\1://", original, flags=re.IGNORECASE)
    return Capture(original, f"https://web.archive.org/web/{stamp}/{original}", _day(stamp))


def find_capture(text: str) -> Capture | None:
    """Return the capture that a saved page is, as the archive's own script in it says."""
    found = _IN_PAGE.search(text)
    if found is None:
        return None
    return read_capture(f"https://web.archive.org/web/{found['stamp']}/{found['url']}")


def find_saved_address(text: str) -> str:
    """Return the address that a browser wrote into a page when it saved it; "" when none."""
    found = _SAVED.search(text, 0, _HEAD) or _SINGLE_FILE.search(text, 0, _HEAD)
    return found["url"] if found else ""


def _day(stamp: str) -> str:
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
