# The only place that asks for a web page, and only when a person names its address. One page, no
# scripts, no cookies; what is too big or no HTML is refused, and wherever a redirect leads is
# looked at as the first address was.
"""Get a page from the web or from a saved file."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urljoin
from urllib.request import getproxies_environment

from kb.errors import UsageError
from kb.importers.guard import say_why
from kb.importers.html_citekey import host_of
from kb.importers.net_deadline import Deadline, TooMuchError
from kb.importers.net_http import Answer, Target, ask, read_target
from kb.importers.outside import read_bytes
from kb.problems import quoted
from kb.prose.urls import check_url

MAX_BYTES = 8_000_000
SECONDS = 60.0
"""For looking up, connecting, all redirects, header lines and the page together."""
MAX_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BY_HAND = "save the page in a browser and give the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    data: bytes
    url: str
    """Where it came from in the end; empty for a file."""
    content_type: str = ""
    """What the server calls it, with its character set."""
    notes: tuple[str, ...] = ()
    """What to know about the way it came."""


def is_address(text: str) -> bool:
    """Return whether `text` is a web address and not a file."""
    return text.lower().startswith(("http://", "https://"))


def require_address(url: str) -> None:
    """Let a whole web address pass.

    Raises:
        UsageError: It is none.
    """
    fault = check_url(url)
    if fault is not None:
        raise UsageError(f"{fault[1]}; {fault[2]}")


def read_page_file(path: Path) -> Fetched:
    """Return a saved page.

    Raises:
        UsageError: It cannot be read, or is too big.
    """
    hint = "is too big for a page; save it without its pictures"
    return Fetched(read_bytes(path, MAX_BYTES, hint), "")


def fetch_page(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Fetched:
    """Return the page at an address, after redirects.

    Args:
        url: The address.
        allow_private: Whether servers of the own network may be asked.
        seconds: How long everything together may take.

    Raises:
        UsageError: It cannot be had, is too big, is no HTML, or is not to be asked for.
    """
    require_address(url)
    deadline = Deadline(seconds)
    here, hosts = url, [host_of(url)]
    was_public = was_secret = False
    for _ in range(MAX_REDIRECTS + 1):
        target = read_target(here)
        if was_secret and target.scheme == "http":
            message = f"{quoted(url)} leads from https to {quoted(here)}, which is open to anybody"
            raise UsageError(f"{message} on the way; give that address if it is the one you mean")
        answer = _ask(url, target, deadline, allow_private=allow_private and not was_public)
        if answer.status not in _REDIRECTS:
            return _take(url, here, answer, _notes(hosts, answer))
        was_public = was_public or answer.is_public
        was_secret = target.scheme == "https"
        here = _follow(url, here, answer)
        hosts.append(host_of(here))
    raise UsageError(f"{quoted(url)} leads on over {MAX_REDIRECTS} times; {_BY_HAND}")


def _ask(url: str, target: Target, deadline: Deadline, *, allow_private: bool) -> Answer:
    """Ask, and say what went wrong in words."""
    try:
        return ask(target, deadline, limit=MAX_BYTES, allow_private=allow_private)
    except TooMuchError as error:
        size = f"over {MAX_BYTES // 1_000_000} MB"
        raise UsageError(f"{quoted(url)} is too big for a page ({size}); {_BY_HAND}") from error
    except (OSError, HTTPException, ValueError) as error:
        why = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else ""
        why = quoted(why, 160) if why else say_why(error)
        proxies: Mapping[str, str] = getproxies_environment()
        hint = "proxies are not used; " if proxies.get(target.scheme) else ""
        raise UsageError(f"{quoted(url)} cannot be had: {why}; {hint}{_BY_HAND}") from error


def _follow(url: str, here: str, answer: Answer) -> str:
    """Return the address that an answer leads to."""
    # Header values come as Latin-1, whatever was meant: their bytes are escaped as they are.
    raw = answer.location.encode("latin-1", "replace")[:8000]
    try:
        there = urljoin(here, quote(raw, safe="%/:=&?~#+!$,;'@()*[]-._"))
    except ValueError:
        there = ""
    fault = check_url(there) if there and answer.location else ("", "nothing that is an address")
    if fault is not None or not is_address(there):
        why = fault[1] if fault else quoted(there)
        message = f"{quoted(url)} answers {answer.status} and leads to {quoted(answer.location)}"
        raise UsageError(f"{message}: {why}; {_BY_HAND}")
    return there.partition("#")[0]


def _take(url: str, here: str, answer: Answer, notes: tuple[str, ...]) -> Fetched:
    if answer.status != 200:
        raise UsageError(f"{quoted(url)} answers {answer.status}; {_BY_HAND}")
    kind = answer.kind
    if kind and "html" not in kind.lower():
        message = f"{quoted(url)} is {quoted(kind.partition(';')[0])}, no HTML"
        raise UsageError(f"{message}; use `kb new source --url`")
    return Fetched(answer.data, here, kind, notes)


def _notes(hosts: list[str], answer: Answer) -> tuple[str, ...]:
    notes = []
    ways = [host for at, host in enumerate(hosts) if at == 0 or host != hosts[at - 1]]
    if len(ways) > 1:
        notes.append(f"the address leads to another host: {' → '.join(ways)}")
    if not answer.is_whole:
        notes.append("the page came cut short: look whether something is missing")
    return tuple(notes)
