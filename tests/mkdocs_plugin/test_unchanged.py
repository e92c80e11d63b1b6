"""Finished pages are kept under `serve`, and never shown when anything about them has changed."""

from __future__ import annotations

from pathlib import Path

from kb.artifact import Artifact
from kb.mkdocs_plugin.unchanged import PageCache, digest_of_files

ONE, TWO = Artifact("a/index.md", b"one"), Artifact("b/index.md", b"two")


def built(*artifacts: Artifact, around: bytes = b"theme") -> PageCache:
    """Return a cache after a first build."""
    cache = PageCache()
    cache.begin(artifacts, around)
    for artifact in artifacts:
        cache.keep(artifact.path, f"<p>{artifact.data.decode()}</p>")
    return cache


def test_nothing_is_unchanged_in_a_first_build() -> None:
    """A page that was never finished has to be made."""
    cache = PageCache()
    cache.begin([ONE], b"theme")
    assert not cache.is_unchanged(ONE.path)


def test_only_what_changed_is_made_again() -> None:
    """An edit of one page leaves the others as they are."""
    cache = built(ONE, TWO)
    cache.begin([ONE, Artifact(TWO.path, b"three")], b"theme")
    assert cache.is_unchanged(ONE.path)
    assert not cache.is_unchanged(TWO.path)


def test_a_page_that_comes_back_is_compared_with_what_it_was() -> None:
    """A record that was deleted and restored shows its own page."""
    cache = built(ONE, TWO)
    cache.begin([ONE], b"theme")
    assert not cache.is_unchanged(TWO.path)
    cache.begin([ONE, Artifact(TWO.path, b"other")], b"theme")
    assert not cache.is_unchanged(TWO.path)


def test_a_change_around_the_pages_makes_all_of_them_again() -> None:
    """Theme, navigation and banner stand on every page."""
    cache = built(ONE, TWO)
    cache.begin([ONE, TWO], b"theme with a banner")
    assert not cache.is_unchanged(ONE.path)
    assert not cache.is_unchanged(TWO.path)


def test_the_surroundings_are_every_byte_of_the_files(tmp_path: Path) -> None:
    """A changed template, a new file and another banner each give another digest."""
    (tmp_path / "main.html").write_text("a", encoding="utf-8")
    first = digest_of_files([tmp_path], "banner")
    assert digest_of_files([tmp_path], "banner") == first
    assert digest_of_files([tmp_path], "another banner") != first
    (tmp_path / "main.html").write_text("b", encoding="utf-8")
    assert digest_of_files([tmp_path], "banner") != first
