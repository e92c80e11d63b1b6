"""Tests of kb.publish.static: which of people's files can be published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.publish import find_static, find_taken, static
from tests.publish.trees import write_tree

SHOWN = Path("static")


def found(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the paths of what can be published, and code and path of what is refused."""
    files, problems = find_static(root, SHOWN)
    assert all(problem.hint for problem in problems if problem.code != "KB631")
    return [file.path for file in files], [(p.code, p.path) for p in problems]


def test_files_are_found_in_order_and_keep_their_paths(tmp_path: Path) -> None:
    """Every file is published under its own path; a missing folder holds nothing."""
    write_tree(tmp_path, {"b/own.css": b"", "a.js": b"", "img/map.png": b"\x89", "CNAME": b"x"})
    assert found(tmp_path) == (["CNAME", "a.js", "b/own.css", "img/map.png"], [])
    assert found(tmp_path / "missing") == ([], [])


def test_what_systems_and_editors_leave_is_left_out(tmp_path: Path) -> None:
    """Hidden files stay at home, but for the two that hosts look for at the top."""
    names = [".DS_Store", "img/.DS_Store", ".git/config", "own.css~", "Thumbs.db", "desktop.ini",
             "img/.nojekyll", "img/.well-known/x", ".nojekyll", ".well-known/security.txt",
             ".gitkeep"]  # fmt: skip
    write_tree(tmp_path, dict.fromkeys(names, b"x"))
    assert found(tmp_path) == ([".nojekyll", ".well-known/security.txt"], [])


def test_links_and_pipes_are_refused_and_never_opened(tmp_path: Path) -> None:
    """A link could publish anything; the folder itself may be none either."""
    root = tmp_path / "static"
    write_tree(tmp_path, {"secret": b"secret", "folder/secret": b"secret", "static/ok.css": b""})
    (root / "file").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path / "folder")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe")
    refused = [("KB631", f"static/{name}") for name in ("file", "folder", "loop", "pipe")]
    assert found(root) == (["ok.css"], refused)
    (tmp_path / "link").symlink_to(root)
    assert found(tmp_path / "link") == ([], [("KB631", "static")])
    assert found(tmp_path / "secret") == ([], [("KB631", "static")])


@pytest.mark.parametrize("name", ["a:b.css", "con.js", "end.", "tab\t.css", 'quote".png', "x\\y"])
def test_names_that_not_every_system_holds_are_refused(tmp_path: Path, name: str) -> None:
    """Such a file could not be checked out, or not be asked for."""
    write_tree(tmp_path, {name: b""})
    files, refused = found(tmp_path)
    assert (files, [code for code, _ in refused]) == ([], ["KB630"])


def test_bytes_that_are_no_text_in_a_name_are_shown_safely(tmp_path: Path) -> None:
    """A name that is not UTF-8 is refused with a path that can be printed."""
    (tmp_path / os.fsdecode(b"a\xff.css")).touch()
    _, ((code, path),) = found(tmp_path)
    assert code == "KB630"
    assert path.encode("utf-8").startswith(b"static/a")


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit; a file without an end on the disk too."""
    monkeypatch.setattr(static, "LARGEST", 10)
    write_tree(tmp_path, {"ten.bin": b"0123456789", "more.bin": b"0123456789A"})
    with (tmp_path / "sparse.bin").open("wb") as stream:
        stream.truncate(10**11)
    refused = [("KB632", "static/more.bin"), ("KB632", "static/sparse.bin")]
    assert found(tmp_path) == (["ten.bin"], refused)


SAFE = {
    "google1.html": b"google-site-verification: google1.html",
    "page.html": b"<!DOCTYPE html>\n<html lang='en'>\n<head><title>x</title></head>",
    "bare.htm": b"<head></head><p>x</p>",
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><a href="https://example.org/"><path/></a></svg>',
    "own.js": b"document.title = '<script>'",
    "feed.xml": b"<?xml version='1.0'?><feed><id>x</id></feed>",
}
UNSAFE = {
    "none.html": b"<p>no head</p>",
    "comment.html": b"<!-- <head> --><img src='//example.org/x.png'>",
    "attribute.html": b"<html data-x='<head>'><head></head>",
    "open.html": b'<html a="><head><title>x</title>',
    "header.html": b"<header>x</header>",
    "utf16.html": "<head></head>".encode("utf-16"),
    "script.svg": b"<svg><script>x()</script></svg>",
    "prefix.svg": b"<s:svg xmlns:s='x'><s:script>x()</s:script></s:svg>",
    "handler.svg": b"<svg onload = 'x()'></svg>",
    "address.svg": b"<svg><a href='javascript:x()'>x</a></svg>",
    "reference.svg": b"<svg><a href='java&#115;cript:x()'>x</a></svg>",
    "other.svg": b"<svg><image href='https://example.org/x.png'/></svg>",
    "style.svg": b"<svg><style>@import 'https://example.org/x.css'</style></svg>",
    "sheet.xml": b"<?xml-stylesheet href='x.xsl'?><x/>",
    "packed.svgz": b"\x1f\x8b",
}


def test_files_that_keep_to_the_policy_are_published(tmp_path: Path) -> None:
    """Pages with a head, text without a tag, pictures and data that do nothing."""
    write_tree(tmp_path, SAFE)
    assert found(tmp_path) == (sorted(SAFE), [])


@pytest.mark.parametrize("name", sorted(UNSAFE))
def test_files_that_get_round_the_policy_are_refused(tmp_path: Path, name: str) -> None:
    """A page without a place for its policy; a picture that runs or fetches anything."""
    write_tree(tmp_path, {name: UNSAFE[name]})
    assert found(tmp_path) == ([], [("KB634", f"static/{name}")])


def test_a_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Pages, assets, the files of the build and two of one name in other letters: each is named."""
    names = ["INDEX.html", "a/index.html/x", "free.css", "pagefind/x.js", "Logo.png", "logo.png"]
    write_tree(tmp_path, dict.fromkeys(names, b""))
    files, problems = find_static(tmp_path, SHOWN)
    taken = ["index.html", "a/index.html"]
    free, clashes = find_taken(files, taken, SHOWN, frozenset({"pagefind"}))
    assert problems == ()
    assert [file.path for file in free] == ["Logo.png", "free.css"]
    assert [(clash.code, clash.path) for clash in clashes] == [
        ("KB633", f"static/{name}")
        for name in ("INDEX.html", "a/index.html/x", "logo.png", "pagefind/x.js")
    ]


def test_the_largest_file_is_allowed_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """100 MB are what hosts take; what is larger is named with its size."""
    for name, size in (("fits.bin", 100_000_000), ("large.bin", 100_000_001)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    files, problems = find_static(tmp_path, SHOWN)
    assert [file.path for file in files] == ["fits.bin"]
    assert [(p.path, p.message) for p in problems] \
        == [("static/large.bin", "the file has 100 MB; 100 are allowed")]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), [("link", "this is a link"),
                                            ("pipe", "this is no plain file")])  # fmt: skip
def test_what_is_refused_is_called_what_it_is(kind: str, said: str, tmp_path: Path) -> None:
    """A link is called a link, and a pipe no plain file."""
    place = tmp_path / "thing.txt"
    if kind == "link":
        place.symlink_to("elsewhere")
    else:
        os.mkfifo(place)
    assert [problem.message for problem in find_static(tmp_path, SHOWN)[1]] == [said]
