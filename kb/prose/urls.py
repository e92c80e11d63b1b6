# Addresses in prose: which of them may stand in a link, and when two of them are one page. Only
# text is looked at here; nothing is fetched.
"""Web addresses: refuse the unsafe, normalise the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from kb.problems import quoted
from kb.prose.characters import has_hidden

_WEB = re.compile(r"https?://[^\s/?#@:\[\]]+(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REFERENCE = re.compile(r"&(?:#\w+|[A-Za-z]\w*);")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"`\\{}|^]")
_BLANK = re.compile(r"[\s\x00-\x20\x7f-\x9f]")
_RELATIVE = re.compile(
    r"(?:#|/(?!/)|\./|(?:\.\./)+|[A-Za-z0-9_-])[A-Za-z0-9._~/#%-]*(?:\?[A-Za-z0-9=&%._~-]*)?"
)
_PICTURE = re.compile(
    r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"
    r"\.(?:png|jpe?g|gif|svg|webp|avif)",
    re.IGNORECASE,
)
_DEFAULT_PORTS: Mapping[str, str] = {"http": "80", "https": "443"}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok"
    r"|ocid|cmpid|at_medium|at_campaign|guccounter|guce_referrer\w*|ref_src|ref_url",
    re.IGNORECASE,
)
WAYBACK = re.compile(r"https?://web\.archive\.org/web/([0-9]{14})(?:id_|if_|mp_)?/(.+)")
"""The address of a capture at the Wayback Machine: when it was taken, and of what."""
_KEPT = "/:@!$&'()*+,;=~-._%"
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def check_url(url: str) -> tuple[str, str, str] | None:
    """Return code, message and hint when a link must not lead to `url`, else nothing.

    Only whole addresses of the schemes https, http and mailto pass.
    """
    shown = quoted(url)
    if _REFERENCE.search(url) or _UNSAFE.search(url) or _BLANK.search(url) or has_hidden(url):
        message = f"the address {shown} holds a sign that no address has"
        return "KB408", message, "copy it again from the address bar"
    if url.startswith("//"):
        return "KB407", f"the address {shown} has no scheme", f"write https:{url}"
    scheme = _SCHEME.match(url)
    if scheme is None:
        message = f"the address {shown} is not whole"
        return "KB408", message, "write https://…, or [[id]] for a record"
    if scheme[1].lower() not in {"https", "http", "mailto"}:
        return "KB406", f"the scheme {quoted(scheme[1])} is refused", "link to an https address"
    if not (_WEB.fullmatch(url) or _MAIL.fullmatch(url)):
        return "KB408", f"{shown} is no web address", "write it whole, as https://example.org/page"
    return None


def is_safe_url(url: str) -> bool:
    """Return whether a link may lead to `url`."""
    return check_url(url) is None


def is_safe_relative(url: str) -> bool:
    """Return whether `url` is an address inside the site, as a page's lookup gives it."""
    return _RELATIVE.fullmatch(url) is not None


def normalise_url(url: str) -> str:
    """Return one form for all spellings of an address that surely lead to one page.

    Scheme, `www.`, case of the host, default port, trailing slash, fragment and tracking
    parameters do not count; the order of the other parameters does not either.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if port is not None and str(port) != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = _ESCAPED.sub(_unescape, quote(parts.path, safe=_KEPT)).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    query = f"?{urlencode(kept)}" if kept else ""
    # A fragment that is a route of its own (`#!/story`) names another page.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{path}{query}{route}"


def _unescape(match: re.Match[str]) -> str:
    """Return the sign itself where an address means the same with and without escaping it."""
    char = chr(int(match[1], 16))
    return char if _UNRESERVED.fullmatch(char) else match[0].upper()


def is_picture(path: str) -> bool:
    """Return whether a path may be that of a picture of this site: below its root, plain names."""
    return _PICTURE.fullmatch(path) is not None
