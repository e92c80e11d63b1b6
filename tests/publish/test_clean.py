"""Cleaning takes what builds made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.artifact import Artifact
from kb.errors import BuildFailedError
from kb.publish import clean_site, clean_tree, publish_tree, set_aside
from kb.publish.lock import held_lock
from kb.publish.site import is_built_site, mark_site
from tests.publish.trees import read_tree, write_tree


def built_site(folder: Path) -> Path:
    """Return a folder that a build left."""
    write_tree(folder, {"index.html": b"<p>", "assets/a.css": b""})
    mark_site(folder)
    return folder


def test_a_built_site_goes_and_a_question_removes_nothing(tmp_path: Path) -> None:
    """Asked what would go, it is all still there; no lock is left in either case."""
    site = built_site(tmp_path / "site")
    before = read_tree(tmp_path)
    assert clean_site(site, is_dry=True) == (site,)
    assert read_tree(tmp_path) == before
    assert clean_site(site) == (site,)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_site_stays(tmp_path: Path) -> None:
    """Somebody's folder is not removed, nor one that is not there; nobody waits for a lock."""
    write_tree(tmp_path / "site", {"notes.txt": b"mine"})
    with held_lock(tmp_path / "site.lock"):
        assert clean_site(tmp_path / "site") == ()
        assert clean_site(tmp_path / "site-none") == ()
    assert read_tree(tmp_path) == {"site/notes.txt": b"mine"}


def test_a_site_somebody_works_in_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory is never taken away."""
    site = built_site(tmp_path / "site")
    monkeypatch.chdir(site / "assets")
    assert clean_site(site) == ()
    assert is_built_site(site)


def test_no_site_goes_while_a_build_runs(tmp_path: Path) -> None:
    """A running build is named, and its site stays whole."""
    site = built_site(tmp_path / "site")
    before = read_tree(site)
    with held_lock(tmp_path / "site.lock"), pytest.raises(BuildFailedError, match="is running"):
        clean_site(site)
    assert read_tree(site) == before


def test_pages_go_and_own_files_stay(tmp_path: Path) -> None:
    """What a build wrote goes, with its list and its folders; the rest is named and stays."""
    publish_tree([Artifact("a/page.md", b"1"), Artifact("b.md", b"2")], tmp_path)
    write_tree(tmp_path, {"own.md": b"mine"})
    before = read_tree(tmp_path)
    asked = clean_tree(tmp_path, is_dry=True)
    assert (asked.removed, asked.foreign) == (("a/page.md", "b.md"), ("own.md",))
    assert read_tree(tmp_path) == before
    done = clean_tree(tmp_path)
    assert (done.removed, done.foreign) == (("a/page.md", "b.md"), ("own.md",))
    assert read_tree(tmp_path) == {"own.md": b"mine"}
    assert not (tmp_path / "a").exists()
    assert clean_tree(tmp_path / "none").removed == ()


def test_what_no_build_wrote_is_set_aside_in_a_new_folder(tmp_path: Path) -> None:
    """Own files move beside, each time into a folder of their own; asked, nothing moves."""
    docs = tmp_path / "docs"
    publish_tree([Artifact("page.md", b"1")], docs)
    for number, name in enumerate(("docs.set-aside", "docs.set-aside-2"), start=1):
        write_tree(docs, {"deep/own.md": b"mine"})
        assert set_aside(docs, is_dry=True) == (tmp_path / name, ("deep/own.md",))
        assert not (tmp_path / name).exists()
        assert set_aside(docs) == (tmp_path / name, ("deep/own.md",))
        assert read_tree(tmp_path / name) == {"deep/own.md": b"mine"}
        assert len(list(tmp_path.iterdir())) == number + 1
    assert not (docs / "deep").exists()
    assert set_aside(docs) == (tmp_path / "docs.set-aside-3", ())
    assert not (tmp_path / "docs.set-aside-3").exists()
