"""Nothing that others wrote ends in a traceback, holds the program, or tricks a terminal."""

from __future__ import annotations

import ipaddress
import logging
import warnings
from pathlib import Path

import pytest

from kb.errors import EditError, UsageError
from kb.importers.guard import TimeIsUp, computing_at_most, reading_outside
from kb.importers.html import read_facts
from kb.importers.html_apart import read_facts_apart
from kb.importers.html_fetch import Fetched
from kb.importers.net_public import is_intranet, is_public
from kb.importers.outside import read_bytes
from tests.importers.pages import NEWS


class OddError(Exception):
    """An exception of a library that cannot even be shown."""

    def __str__(self) -> str:
        """Fail."""
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "words"),
    [(KeyError("microdata"), "'microdata'"), (LookupError("x\x1b[2J"), "u001b[2J"),
     (RecursionError(), "nested too deep"), (MemoryError(), "too much memory"),
     (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "UnicodeEncodeError"),
     (OddError(), "OddError"), (OSError(5, "gone"), "gone")],
)  # fmt: skip
def test_whatever_a_library_raises_is_one_sentence(error: Exception, words: str) -> None:
    """The file, the reason and what else could be done; the cause is kept for who debugs."""
    with pytest.raises(UsageError) as caught, reading_outside("a\u202eb.html", "do it by hand"):
        raise error
    said = str(caught.value)
    assert said.startswith("'a\\u202eb.html' cannot be read: ")
    assert said.endswith("; do it by hand")
    assert words in said or type(error).__name__ == words or "surrogates" in said
    assert said.isprintable()
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), EditError("ours")])
def test_what_is_meant_to_end_the_command_does(error: BaseException) -> None:
    """Ctrl-C, the end of the program and errors of ours pass through the guard."""
    with pytest.raises(type(error)) as caught, reading_outside("x", "y"):
        raise error
    assert caught.value is error


def test_libraries_are_silent_while_they_read(capfd: pytest.CaptureFixture[str]) -> None:
    """Their warnings and log lines quote raw bytes; afterwards both speak again."""
    logger = logging.getLogger("some.library")
    with reading_outside("x", "y"):
        logger.error("raw \x1b[2J")
        warnings.warn("raw \x1b[2J", stacklevel=1)
    assert capfd.readouterr() == ("", "")
    assert logger.isEnabledFor(logging.ERROR)


def test_work_without_an_end_is_ended() -> None:
    """What only computes is stopped after its time, even where all exceptions are swallowed."""
    with pytest.raises(TimeIsUp), computing_at_most(0.05):
        compute_for_ever()


def compute_for_ever() -> None:
    """Stand for a library that swallows every exception and never comes to an end."""
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_a_page_that_holds_the_parser_is_given_up() -> None:
    """A tag with a hundred thousand attributes would hold the parser in C for a minute."""
    tag = "<meta " + " ".join(f"a{number}=1" for number in range(100_000)) + ">"
    with pytest.raises(UsageError, match=r"'x\.html' cannot be read: it takes over 1 seconds"):
        read_facts_apart(Fetched(f"<title>T</title>{tag}".encode(), ""), "x.html", seconds=1)


def test_a_page_read_apart_says_the_same() -> None:
    """All facts come back from the other process as they are, and so does a refusal."""
    page = Fetched(NEWS.encode(), "https://other.example/a", "", ("a note",))
    assert read_facts_apart(page, "x") == read_facts(page)
    assert read_facts_apart(page, "x").remarks
    with pytest.raises(UsageError, match="no HTML"):
        read_facts_apart(Fetched(b"no page", ""), "x")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """What may never end is not opened."""
    import os

    os.mkfifo(tmp_path / "a.html")
    with pytest.raises(UsageError, match="it is no file"):
        read_bytes(tmp_path / "a.html", 10, "is too big")


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.1.1",
     "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101", "2002:101:101::1"],
)  # fmt: skip
def test_public_addresses(address: str) -> None:
    """What anybody could reach may be asked."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9",
     "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
     "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1",
     "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:10.0.0.1",
     "::ffff:169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
     "2002:a00:1::1", "2002:a9fe:a9fe::", "2606:4700::5efe:a00:1", "2606:4700::200:5efe:7f00:1",
     "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, reserved, documentation, multicast, and guises."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("127.0.0.1", True), ("10.0.0.1", True), ("::1", True), ("fd12::1", True),
     ("::ffff:192.168.0.1", True), ("100.64.0.1", True), ("169.254.169.254", False),
     ("fe80::1", False), ("fd00:ec2::254", False), ("100.100.100.200", False), ("0.0.0.0", False),
     ("224.0.0.1", False), ("::ffff:169.254.169.254", False), ("240.0.0.1", False)],
)  # fmt: skip
def test_private_addresses_that_may_be_allowed(address: str, is_one: bool) -> None:
    """`--allow-private` means machines of an intranet, never a cloud's metadata or a whole net."""
    assert is_intranet(ipaddress.ip_address(address)) is is_one
