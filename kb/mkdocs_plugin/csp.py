# The content policy of a page, computed from the page itself: the inline scripts that are really in
# it are allowed by their hash and nothing else is. Material's inline scripts differ by the depth of
# the page, so there is no list of hashes that could be kept by hand. Pure: text in, text out.
# Patterns and not a tree: a hash is over the exact text between two tags, which a parser does not
# give back, and html.parser reads 5 MB a second: a fifth more of a build. The same holds for what
# pages.py mends in Material's shell and what plugin.py replaces in it: fixed strings of a theme
# whose version is locked, in pages where no author writes HTML.
"""Give an HTML page a Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import re

_ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^>"'])*"""
_INLINE = re.compile(
    rf"<(?P<tag>script|style)\b(?P<attributes>{_ATTRIBUTES})>(?P<text>.*?)</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>"']+)))?"""
)
_SCRIPT_TYPES = frozenset(
    {"", "module", "importmap", "text/javascript", "application/javascript", "text/ecmascript"}
)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(r"""<meta\s+charset=["']?[\w-]+["']?\s*/?>""", re.IGNORECASE)

_RULES: tuple[tuple[str, str], ...] = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
)
"""What a page may load: files of its own site. `data:` is for the icons in Material's styles."""


def hash_source(text: str) -> str:
    """Return the source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def inline_hashes(page: str, tag: str) -> tuple[str, ...]:
    """Return the hashes of the inline `script` or `style` elements of a page, each once."""
    found = (
        hash_source(match["text"])
        for match in _INLINE.finditer(page)
        if match["tag"].lower() == tag and _is_run(tag, match["attributes"])
    )
    return tuple(dict.fromkeys(found))


def _is_run(tag: str, attributes: str) -> bool:
    """Say whether a browser runs the text of an element: not a file, not a block of data."""
    if tag == "style":
        return True
    values = {
        match["name"].lower(): match["a"] or match["b"] or match["c"] or ""
        for match in _ATTRIBUTE.finditer(attributes)
    }
    return "src" not in values and values.get("type", "").strip().lower() in _SCRIPT_TYPES


def build_policy(page: str, *, is_served: bool = False) -> str:
    """Return the policy of a page.

    Under `serve` MkDocs adds a script to every page when it is asked for, after the build and
    different each time: there inline scripts are allowed (hashes would switch that off again).
    """
    extra = {
        "script-src": ("'unsafe-inline'",) if is_served else inline_hashes(page, "script"),
        "style-src": inline_hashes(page, "style"),
    }
    return "; ".join(" ".join((name, own, *extra.get(name, ()))) for name, own in _RULES)


def add_policy(page: str, *, is_served: bool = False) -> str:
    """Return the page with its policy, in front of everything that the policy speaks of."""
    meta = _meta(build_policy(page, is_served=is_served))
    head = _HEAD.search(page)
    if head is None:
        return page
    charset = _CHARSET.search(page, head.end())
    first = _INLINE.search(page, head.end())
    # The character set comes first where it can: browsers look for it in the first bytes.
    if charset is not None and (first is None or charset.end() <= first.start()):
        return f"{page[: charset.end()]}\n      {meta}{page[charset.end() :]}"
    return f"{page[: head.end()]}\n    {meta}{page[head.end() :]}"


def add_policy_at(page: str, place: int) -> str:
    """Return a page of somebody's with its policy at a place: the beginning of its head."""
    return f"{page[:place]}{_meta(build_policy(page))}{page[place:]}"


def _meta(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
