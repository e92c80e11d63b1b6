# The table of paths: what an output file may be called.
"""Tests of kb.publish.paths."""

from __future__ import annotations

import pytest

from kb.errors import DuplicateArtifactError, UnsafePathError
from kb.publish.paths import PathRegister, safe_parts

UNSAFE = [
    ("", "empty part"),
    ("/etc/passwd", "absolute"),
    ("//server/share/x", "absolute"),
    ("../x", "'..'"),
    ("a/../../x", "'..'"),
    ("a/..", "'..'"),
    ("./x", "'.'"),
    ("a/./x", "'.'"),
    ("a//x", "empty part"),
    ("a/", "empty part"),
    ("C:/x", "':'"),
    ("C:x", "':'"),
    ("x:stream", "':'"),
    ("..\\x", "'\\\\'"),
    ("a\\b", "'\\\\'"),
    ("a\0b", "control character"),
    ("a\nb", "control character"),
    ("a\x7fb", "control character"),
    ("a?b", "'?'"),
    ("a*", "'*'"),
    ("a. /b", "dot or a space"),
    ("a./b", "dot or a space"),
    ("...", "dot or a space"),
    ("con", "reserved"),
    ("a/NUL.txt", "reserved"),
    ("aux/index.html", "reserved"),
    ("com1.tar.gz", "reserved"),
    ("lpt¹", "reserved"),
    ("a\ud800b", "Unicode"),
    ("é" * 128, "255 bytes"),
]

SAFE = [
    "index.html",
    "incidents/wannacry/index.html",
    ".well-known/security.txt",
    "..foo/bar..baz",
    "console/nulled.txt",
    "données/été.json",
    "a b/c",
    "é" * 127,
]


@pytest.mark.parametrize(("path", "reason"), UNSAFE, ids=[ascii(path) for path, _ in UNSAFE])
def test_refuses_a_path_that_is_not_safe_everywhere(path: str, reason: str) -> None:
    """A path that leaves the root, or that some system cannot hold, is refused with its reason."""
    with pytest.raises(UnsafePathError) as caught:
        safe_parts(path)
    assert reason in str(caught.value)


@pytest.mark.parametrize("path", SAFE)
def test_accepts_an_ordinary_path(path: str) -> None:
    """What only looks like a forbidden path is accepted and split at its slashes."""
    assert "/".join(safe_parts(path)) == path


def test_a_message_never_carries_the_bad_bytes() -> None:
    """A hostile path is quoted with its control characters written out."""
    with pytest.raises(UnsafePathError) as caught:
        safe_parts("a\x1b[31m\nb")
    assert str(caught.value).isprintable()


CLASHES = [
    ("a/b", "a/b"),
    ("a/B", "a/b"),
    ("straße", "STRASSE"),
    ("caf\u00e9", "cafe\u0301"),
    ("a", "a/b"),
    ("a/b", "a"),
    ("A", "a/b/c"),
    ("a/b/c", "A/B"),
]


@pytest.mark.parametrize(("first", "second"), CLASHES, ids=[ascii(pair) for pair in CLASHES])
def test_refuses_a_second_claim(first: str, second: str) -> None:
    """A file is claimed once, also where letter case, accents or a folder of its name meet."""
    register = PathRegister()
    register.claim(first)
    with pytest.raises(DuplicateArtifactError) as caught:
        register.claim(second)
    assert second in str(caught.value)


def test_neighbours_do_not_clash() -> None:
    """Files of one folder, and names that only begin alike, live side by side."""
    register = PathRegister()
    for path in ("a/b", "a/c", "ab", "a.b", "b/a"):
        register.claim(path)
    assert all(register.has_file(path) for path in ("a/b", "a/c", "ab", "a.b", "b/a"))


def test_only_the_exact_name_counts_as_claimed() -> None:
    """A file in other letters is not the one that was claimed: it is stale."""
    register = PathRegister()
    register.claim("a/readme")
    assert not register.has_file("a/README")
    assert not register.has_file("a")
