"""A page is asked for in one span of time, whole or said to be cut, and never more than allowed."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable

import pytest

from kb.errors import UsageError
from kb.importers import html_fetch, net_http
from kb.importers.html_fetch import Fetched, fetch_page
from kb.importers.net_http import read_target
from tests.importers.servers import Reply, dripping, leading, page, sending, serving

HTML = b"<html><head><title>A page</title></head><body>" + b"<p>text</p>" * 200 + b"</body></html>"
SIZE = f"Content-Length: {len(HTML)}"
CHUNKED = "Transfer-Encoding: chunked"


def fetch(reply: Reply, seconds: float = 20) -> Fetched:
    """Return what a server on this machine gives."""
    with serving(reply) as (url, _):
        return fetch_page(f"{url}/x", allow_private=True, seconds=seconds)


def chunk(data: bytes) -> bytes:
    """Return a piece of a body in chunks."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        page(HTML, SIZE),
        page(HTML),
        page(chunk(HTML[:50]) + chunk(HTML[50:]) + b"0\r\n\r\n", CHUNKED),
        page(gzip.compress(HTML), "Content-Encoding: gzip"),
        page(gzip.compress(HTML[:50]) + gzip.compress(HTML[50:]), "Content-Encoding: gzip"),
        page(zlib.compress(HTML), "Content-Encoding: deflate"),
        page(zlib.compress(HTML)[2:-4], "Content-Encoding: deflate"),
        b"HTTP/1.1 100 Continue\r\n\r\n" + page(HTML, SIZE),
    ],
)
def test_a_whole_page_comes_whole(answer: bytes) -> None:
    """Every way in which a server may send a page gives its bytes, and no remark."""
    found = fetch(sending(answer))
    assert (found.data, found.notes) == (HTML, ())


@pytest.mark.parametrize(
    "answer",
    [
        page(HTML[:900], SIZE),
        page(HTML[:900], f"Content-Length: {10**30}"),
        page(chunk(HTML[:900]), CHUNKED),
        page(chunk(HTML[:900]) + b"zz\r\n", CHUNKED),
        page(chunk(HTML[:900]) + b"-5\r\nxxxxxxxxx", CHUNKED),
        page(chunk(HTML[:900]) + b"ffffffffffffffff\r\nxx", CHUNKED),
        page(gzip.compress(HTML)[:-9], "Content-Encoding: gzip"),
        page(gzip.compress(HTML)[:-8] + b"00000000", "Content-Encoding: gzip"),
    ],
)
def test_a_page_that_is_cut_short_says_so(answer: bytes) -> None:
    """What ends before its end is used, and never taken for the whole in silence."""
    found = fetch(sending(answer))
    assert found.notes == ("the page came cut short: look whether something is missing",)
    assert found.data.startswith(b"<html>")


@pytest.mark.parametrize(
    "reply",
    [
        dripping(b"", b""),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        dripping(b"HTTP/1.1 ", b"2"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(page(b"<html>"), b"x"),
        dripping(page(b"<html>", "Content-Length: 100000"), b"x"),
        dripping(page(b"", CHUNKED), chunk(b"x")),
        dripping(page(chunk(b"x") + b"0\r\n", CHUNKED), b"a: b\r\n"),
        dripping(page(b"\x1f\x8b", "Content-Encoding: gzip"), b"\x00"),
    ],
)
def test_a_slow_server_is_given_up(reply: Reply) -> None:
    """However it drips, in lines, frames or bytes, one deadline ends it."""
    with pytest.raises(
        UsageError, match=r"cannot be had: .*(seconds in all|timed out|100 headers)"
    ):
        fetch(reply, seconds=0.4)


def test_redirects_do_not_begin_the_time_anew() -> None:
    """A chain of slow redirects is given up as one slow page is."""

    def slow(connection: object, path: str) -> None:
        threading.Event().wait(0.2)
        sending(leading(f"{path}x"))(connection, path)  # type: ignore[arg-type]

    with pytest.raises(UsageError, match="cannot be had"):
        fetch(slow, seconds=0.5)


@pytest.mark.parametrize(
    "body",
    [b"x" * 8_000_001, gzip.compress(b"x" * 8_000_001)],
)
def test_more_than_a_page_is_refused(body: bytes) -> None:
    """The limit of size counts what comes and what it unpacks to."""
    packing = "Content-Encoding: gzip" if body[:2] == b"\x1f\x8b" else f"X: {len(body)}"
    with pytest.raises(UsageError, match="too big for a page"):
        fetch(sending(page(body, packing)))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "cannot be had"),
        (b"\x1b[31mnonsense\xe2\x80\xae\r\n\r\n", "cannot be had"),
        (b"HTTP/1.1 abc\r\n\r\n", "cannot be had"),
        (b"HTTP/1.1 404 \x1b[2J gone\r\n\r\n", "answers 404"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "cannot be had"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", "cannot be had"),
        (page(HTML, "Content-Encoding: br"), "sends the page as 'br'"),
        (page(HTML, "Transfer-Encoding: gzip, chunked"), "sends the page as 'gzip, chunked'"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: a\x1b[2J\r\n\r\n", "no HTML"),
        (b"HTTP/1.1 302 x\r\n\r\n", "answers 302"),
        (b"HTTP/1.1 302 x\r\nLocation: http://[\x1b\r\n\r\n", "answers 302"),
    ],
)
def test_what_a_server_says_is_shown_in_plain_signs(answer: bytes, words: str) -> None:
    """Its reasons, header values and lines end in one sentence without a raw control character."""
    with pytest.raises(UsageError) as caught:
        fetch(sending(answer))
    said = str(caught.value)
    assert words in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "to",
    ["ftp://127.0.0.1/x", "file:///etc/hosts", "javascript:alert(1)", "mailto:a@b.example",
     "http://user:word@127.0.0.1/x", "http://", "http:///x", "//", "http://127.0.0.1:99999/"],
)  # fmt: skip
def test_a_redirect_leads_to_the_web_or_nowhere(to: str) -> None:
    """Only whole http and https addresses without a login are followed."""
    asked: list[str] = []

    def reply(connection: object, path: str) -> None:
        asked.append(path)
        sending(leading(to))(connection, path)  # type: ignore[arg-type]

    with pytest.raises(UsageError):
        fetch(reply)
    assert set(asked) == {"/x"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_in_a_limit(status: int) -> None:
    """A few redirects lead on, each sign of theirs escaped; without an end they are given up."""

    def reply(connection: object, path: str) -> None:
        answer = page(HTML, SIZE) if path == "/caf%C3%A9%20x?a=%5B" else leading(goal, status)
        sending(answer)(connection, path)  # type: ignore[arg-type]

    goal = "/café x?a=%5B#part"
    assert fetch(reply).url.endswith("/caf%C3%A9%20x?a=%5B")
    goal = "/x"
    with pytest.raises(UsageError, match="leads on over 10 times"):
        fetch(reply)


def test_a_change_of_host_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remark names every host on the way."""
    with serving(sending(page(HTML, SIZE))) as (there, _):
        port = there.rpartition(":")[2]
        name_hosts(monkeypatch, {"b.example": ["127.0.0.1"]})
        with serving(sending(leading(f"http://b.example:{port}/y"))) as (here, _):
            found = fetch_page(f"{here}/x", allow_private=True, seconds=20)
    assert found.notes == ("the address leads to another host: 127.0.0.1 → b.example",)


def name_hosts(
    monkeypatch: pytest.MonkeyPatch, hosts: dict[str, list[str]]
) -> Callable[[str], int]:
    """Let these names stand for these addresses; return how often one was looked up."""
    counts: dict[str, int] = {}

    def look_up(host: str, port: int) -> list[tuple[int, tuple[str | int, ...]]]:
        counts[host] = counts.get(host, 0) + 1
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [
            (family[":" in text], (text, port, 0, 0) if ":" in text else (text, port))
            for text in hosts.get(host, [host])
        ]

    monkeypatch.setattr("kb.importers.net_public.look_up", look_up)
    return lambda host: counts.get(host, 0)


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name is looked up once a request, and the server sees the name it was asked by."""
    looked = name_hosts(monkeypatch, {"news.example.": ["127.0.0.1"]})
    with serving(sending(page(HTML, SIZE))) as (url, requests):
        port = url.rpartition(":")[2]
        fetch_page(f"http://news.example.:{port}/a", allow_private=True, seconds=20)
    assert requests[0].startswith(b"GET /a HTTP/1.1\r\nHost: news.example:%s\r\n" % port.encode())
    assert looked("news.example.") == 1


def test_a_secure_connection_asks_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS to the checked address names the host, and whoever cannot prove to be it is refused."""
    name_hosts(monkeypatch, {"news.example": ["127.0.0.1"]})
    with serving(sending(b"no TLS here")) as (url, requests):
        port = url.rpartition(":")[2]
        with pytest.raises(UsageError, match="cannot be had"):
            fetch_page(f"https://news.example:{port}/a", allow_private=True, seconds=20)
    assert b"news.example" in requests[0]


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::1"], ["2606:2800:21f::1", "fe80::1"],
     ["169.254.169.254"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"]],
)  # fmt: skip
def test_a_name_for_an_inner_address_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    """One address that is not public is enough to refuse a name, before any connection."""
    name_hosts(monkeypatch, {"news.example": addresses})
    monkeypatch.setattr(net_http, "_open", refuse_to_open)
    with pytest.raises(UsageError, match="no public address"):
        fetch_page("http://news.example/x", seconds=20)


def refuse_to_open(*_: object) -> None:
    """Stand for a connection that must not be made."""
    raise AssertionError("a connection was made")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://2130706433:1/", "http://0x7f.1:1/", "http://127.1:1/",
     "http://localhost:1/", "http://localhost.:1/", "http://[::1]:1/", "http://0:1/",
     "http://[::ffff:127.0.0.1]:1/", "http://１２７.０.０.１:1/", "http://0177.0.0.1:1/"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system makes of a host is what is judged."""
    monkeypatch.setattr(net_http, "_open", refuse_to_open)
    with pytest.raises(UsageError):
        fetch_page(url, seconds=20)


def test_a_public_page_leads_to_no_private_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where private servers may be asked: the person meant another one."""
    with serving(sending(leading("http://127.0.0.1:1/"))) as (url, _):
        port = url.rpartition(":")[2]
        name_hosts(monkeypatch, {"news.example": ["127.0.0.1"]})
        monkeypatch.setattr("kb.importers.net_public.is_public", public_once([True, False]))
        with pytest.raises(UsageError, match="no public address"):
            fetch_page(f"http://news.example:{port}/x", allow_private=True, seconds=20)


def public_once(answers: list[bool]) -> Callable[[object], bool]:
    """Return a judge of addresses that calls this machine public for its first requests."""
    asked = {"times": 0}

    def judge(_: object) -> bool:
        asked["times"] += 1
        return answers[0] if asked["times"] <= 2 else answers[1]

    return judge


def test_a_secure_page_leads_to_no_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """From https to http would let anybody on the way choose what comes."""
    answer = net_http.Answer(302, "", "http://news.example/x", b"", True, True)
    monkeypatch.setattr(html_fetch, "ask", lambda *_, **__: answer)
    with pytest.raises(UsageError, match="leads from https to"):
        fetch_page("https://news.example/x")


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would look names up itself; where there is no other way, the message says so."""
    with serving(sending(page(HTML, SIZE))) as (proxy, requests):
        monkeypatch.setenv("http_proxy", proxy)
        with pytest.raises(UsageError, match="proxies are not used"):
            fetch_page("http://127.0.0.1:9/x", allow_private=True, seconds=20)
    assert requests == []


@pytest.mark.parametrize(
    ("url", "name", "path"),
    [("http://bücher.example/ä b", "xn--bcher-kva.example", "/%C3%A4%20b"),
     ("https://a.example:8443/?q=ä", "a.example:8443", "/?q=%C3%A4"),
     ("https://a.example.:443", "a.example", "/"),
     ("http://[2001:db8::1]/%41?", "[2001:db8::1]", "/%41")],
)  # fmt: skip
def test_an_address_is_asked_for_as_browsers_do(url: str, name: str, path: str) -> None:
    """Signs outside of ASCII are escaped, hosts are written as the name system knows them."""
    target = read_target(url)
    assert (target.name, target.path) == (name, path)


@pytest.mark.parametrize(
    "url",
    ["http://a b/", "http://a_" + "b" * 300 + "/", "http://a\r\nX: y/", "ftp://a/", "http://[::1",
     "http://a@b/", "http://a:x/", "http://" + "ü" * 80 + ".example/", "http:///", "//a/",
     "http://a/" + "b" * 9000],
)  # fmt: skip
def test_no_other_address_is_asked_for(url: str) -> None:
    """What could be read in two ways, or forge a line of the request, is refused."""
    with pytest.raises(UsageError):
        read_target(url)
