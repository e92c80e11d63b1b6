# One request of one page: no cookies, no login, no proxy, no second use of a connection. Redirects
# are not followed here; whoever follows them has each new address checked again.
"""Ask one address for its page."""

from __future__ import annotations

import re
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, IncompleteRead
from typing import Any
from urllib.parse import quote, urlsplit

from kb.errors import UsageError
from kb.importers.net_deadline import Deadline, TimedSocket, TooMuchError
from kb.importers.net_public import Endpoint, resolve
from kb.problems import quoted

AGENT = "incident-kb (kb cite; drafts a citation for an editor)"
_HEADERS = 300_000
"""Bytes for status line, header lines and the frames of chunks, beside those of the page."""
_CONNECTING = 15.0
"""Seconds for one of several addresses of a host."""
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")
_REQUESTED = re.compile(r"[!-~]{1,8000}")
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str
    """Path and query, as they are asked for."""

    @property
    def name(self) -> str:
        """Return the host as a server calls itself."""
        host = f"[{self.host}]" if ":" in self.host else self.host.rstrip(".")
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    kind: str
    """Content-Type."""
    location: str
    """Where it leads, as it stands there."""
    data: bytes
    is_whole: bool
    """False when the page ended before its end."""
    is_public: bool
    """Whether the server stands in the open."""


def read_target(url: str) -> Target:
    """Return the parts of an address.

    Raises:
        UsageError: It is none that can be asked for.
    """
    shown = quoted(url, 200)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
        if ":" not in host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise UsageError(f"{shown} is no web address") from error
    if parts.scheme not in _PORTS:
        raise UsageError(f"{shown} is no web address: the scheme {quoted(parts.scheme)} is refused")
    if "@" in parts.netloc:
        raise UsageError(f"{shown} holds a name to log in with, and is not asked")
    if not _HOST.fullmatch(f"[{host}]" if ":" in host else host):
        raise UsageError(f"{shown} is no web address: its host cannot be")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]-._")
    query = quote(parts.query, safe="/%:=&~+!$,;'@()*[]-._?")
    asked = f"{path}?{query}" if query else path
    if not _REQUESTED.fullmatch(asked):
        raise UsageError(f"{shown} is too long for an address")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], asked)


def ask(target: Target, deadline: Deadline, *, limit: int, allow_private: bool) -> Answer:
    """Return the answer of a server; its page only where it is one.

    Args:
        target: What is asked for.
        deadline: When to give up.
        limit: Bytes of a page that are taken, as they come and when they are unpacked.
        allow_private: Whether a server of the own network may be asked.

    Raises:
        UsageError: The server is not asked, or answers in a way that is not read here.
        OSError, HTTPException: There is no answer.
        TooMuchError: The page is over the limit.
    """
    endpoints = resolve(target.host, target.port, deadline, allow_private=allow_private)
    with _connect(endpoints, target, deadline) as (connection, endpoint):
        timed = TimedSocket(connection, deadline, limit + _HEADERS)
        timed.sendall(_request(target))
        response = HTTPResponse(timed, method="GET")  # type: ignore[arg-type]
        response.begin()
        data, is_whole = b"", True
        kind = _header(response, "Content-Type")
        if response.status == 200 and (not kind or "html" in kind.lower()):
            data, is_whole = _read_page(response, target, deadline, limit)
        location = _header(response, "Location")
        return Answer(response.status, kind, location, data, is_whole, endpoint.is_public)


def _request(target: Target) -> bytes:
    lines = (
        f"GET {target.path} HTTP/1.1", f"Host: {target.name}", f"User-Agent: {AGENT}",
        "Accept: text/html", "Accept-Encoding: identity", "Connection: close", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii")


@contextmanager
def _connect(
    endpoints: list[Endpoint], target: Target, deadline: Deadline
) -> Iterator[tuple[socket.socket, Endpoint]]:
    """Connect to the first of the addresses that answers: they were checked, the name was not."""
    plain, endpoint = _open_first(endpoints, deadline)
    with plain:
        if target.scheme == "http":
            yield plain, endpoint
            return
        plain.settimeout(deadline.left())
        context = ssl.create_default_context()
        # The certificate must be that of the name, although the address was found before.
        name = target.host.rstrip(".")
        with context.wrap_socket(plain, server_hostname=name) as secure:
            yield secure, endpoint


def _open_first(endpoints: list[Endpoint], deadline: Deadline) -> tuple[socket.socket, Endpoint]:
    last: OSError = OSError("nothing answers")
    for endpoint in endpoints:
        try:
            return _open(endpoint, min(deadline.left(), _CONNECTING)), endpoint
        except OSError as error:
            deadline.left()
            last = error
    raise last


def _open(endpoint: Endpoint, seconds: float) -> socket.socket:
    connection = socket.socket(endpoint.family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(endpoint.place)
    except BaseException:
        connection.close()
        raise
    return connection


def _header(response: HTTPResponse, name: str) -> str:
    return str(response.headers.get(name, "")).strip()


def _read_page(
    response: HTTPResponse, target: Target, deadline: Deadline, limit: int
) -> tuple[bytes, bool]:
    framing = _header(response, "Transfer-Encoding").lower()
    packing = _header(response, "Content-Encoding").lower()
    if framing not in ("", "identity", "chunked") or packing not in _PACKINGS:
        named = quoted(framing if framing not in ("", "identity", "chunked") else packing)
        hint = "save the page in a browser and give the file"
        raise UsageError(f"{quoted(target.name)} sends the page as {named}, not read here; {hint}")
    data, is_whole = _read_body(response, deadline, limit)
    if packing in ("", "identity"):
        return data, is_whole
    data, is_unpacked = _unpack(data, limit)
    return data, is_whole and is_unpacked


def _read_body(response: HTTPResponse, deadline: Deadline, limit: int) -> tuple[bytes, bool]:
    """Return what came, and whether it was all that was announced."""
    parts: list[bytes] = []
    room = limit
    while True:
        deadline.left()
        try:
            part = response.read1(_PIECE)
        except (IncompleteRead, ConnectionError):
            return b"".join(parts), False
        if not part:
            return b"".join(parts), not response.length
        parts.append(part)
        room -= len(part)
        if room < 0:
            raise TooMuchError


_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")


def _unpack(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Return packed bytes unpacked, and whether they were whole; what is broken ends there."""
    parts: list[bytes] = []
    room = limit
    unpacker: Any = _unpacker(data)
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        while piece:
            try:
                part = unpacker.decompress(piece, room + 1)
            except zlib.error:
                return b"".join(parts), False
            parts.append(part)
            room -= len(part)
            if room < 0:
                raise TooMuchError
            # A file may be several that were packed one after the other.
            rest = unpacker.unused_data
            piece = rest if rest.startswith(b"\x1f\x8b") else b""
            unpacker = _unpacker(piece) if piece else unpacker
    return b"".join(parts), bool(unpacker.eof)


def _unpacker(data: bytes) -> Any:
    """Return an unpacker for gzip or zlib, or for what some servers send as `deflate`."""
    is_framed = data[:2] == b"\x1f\x8b" or (
        data[:1] == b"\x78" and len(data) > 1 and (data[0] * 256 + data[1]) % 31 == 0
    )
    return zlib.decompressobj(47 if is_framed else -15)
