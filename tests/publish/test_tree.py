# Publishing into real folders: what is written, left alone, removed, and never touched.
"""Tests of kb.publish.tree."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kb.artifact import Artifact
from kb.errors import DuplicateArtifactError, PublishError, UnsafePathError
from kb.publish import PublishReport, publish_tree
from kb.publish.manifest import NAME
from kb.publish.plan import Obstacle
from tests.publish.trees import read_all, read_tree, write_tree


def artifacts(**files: str) -> list[Artifact]:
    """Return artifacts; `__` in a name is a slash, `_` a dot."""
    return [
        Artifact(name.replace("__", "/").replace("_", "."), text.encode())
        for name, text in files.items()
    ]


def test_writes_files_and_folders(tmp_path: Path) -> None:
    """Every artifact becomes a file of exactly its bytes."""
    report = publish_tree([Artifact("a/b/c.bin", b"\x00\r\n"), Artifact("d", b"")], tmp_path / "x")
    assert read_tree(tmp_path / "x") == {"a/b/c.bin": b"\x00\r\n", "d": b""}
    assert report == PublishReport(written=("a/b/c.bin", "d"), unchanged=(), removed=())


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    """A file that holds the right bytes keeps its time stamp and its inode."""
    publish_tree(artifacts(a__same="1", a__other="1"), tmp_path)
    same = tmp_path / "a/same"
    os.utime(same, (1000, 1000))
    before = same.stat()
    report = publish_tree(artifacts(a__same="1", a__other="2"), tmp_path)
    after = same.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert report == PublishReport(written=("a/other",), unchanged=("a/same",), removed=())


def test_same_size_other_bytes_is_a_change(tmp_path: Path) -> None:
    """Equal length does not make a file unchanged."""
    publish_tree(artifacts(a="12"), tmp_path)
    assert publish_tree(artifacts(a="21"), tmp_path).written == ("a",)
    assert (tmp_path / "a").read_text() == "21"


def test_stale_files_and_empty_folders_go(tmp_path: Path) -> None:
    """What is no longer made is removed, with the folders it leaves empty; other folders stay."""
    publish_tree(artifacts(a__b__c="1", a__d="1", e__f="1"), tmp_path)
    (tmp_path / "left/over").mkdir(parents=True)
    report = publish_tree(artifacts(a__d="1"), tmp_path)
    assert report == PublishReport(written=(), unchanged=("a/d",), removed=("a/b/c", "e/f"))
    found = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")}
    assert found - {NAME} == {"a", "a/d", "left", "left/over"}


@pytest.mark.parametrize("path", [".gitignore", NAME, f"{NAME}.new", "a/.kb-writing"])
def test_an_artifact_may_not_have_a_name_of_the_folder_itself(tmp_path: Path, path: str) -> None:
    """What the folder and the builder need for themselves is never an artifact."""
    with pytest.raises(PublishError):
        publish_tree([Artifact(path, b"bad")], tmp_path)
    assert read_tree(tmp_path) == {}


def test_a_duplicate_names_its_path(tmp_path: Path) -> None:
    """Two artifacts of one path are an error that names the path."""
    with pytest.raises(DuplicateArtifactError, match="two artifacts claim 'a/b'"):
        publish_tree([Artifact("a/b", b"1"), Artifact("a/b", b"1")], tmp_path)


@pytest.mark.parametrize("path", ["../out", "/tmp/kb-out", "a/../../out", "C:\\out"])
def test_nothing_is_written_outside_the_root(tmp_path: Path, path: str) -> None:
    """An artifact that would leave the root is refused, and nothing appears beside the root."""
    (tmp_path / "root").mkdir()
    with pytest.raises(UnsafePathError):
        publish_tree([Artifact(path, b"bad")], tmp_path / "root")
    assert read_tree(tmp_path) == {}


def test_a_link_is_somebodys_and_never_followed(tmp_path: Path) -> None:
    """A link to a file or folder is neither replaced nor removed, and what it leads to stays."""
    outside, root = tmp_path / "outside", tmp_path / "root"
    write_tree(outside, {"b": b"same", "secret": b"secret"})
    root.mkdir()
    (root / "a").symlink_to(outside)
    (root / "file").symlink_to(outside / "secret")
    (root / "other").symlink_to(outside)
    (root / "dangling").symlink_to(tmp_path / "nowhere")
    before = read_all(tmp_path)
    made = [Artifact("a/b", b"same"), Artifact("file", b"secret"), Artifact("dangling", b"")]
    report = publish_tree(made, root)
    assert [(clash.path, clash.obstacle) for clash in report.clashes] == [
        ("a", Obstacle.LINK), ("dangling", Obstacle.LINK), ("file", Obstacle.LINK),
    ]  # fmt: skip
    assert report.foreign == ("a", "other")
    assert read_all(tmp_path) == before


def test_a_listed_file_behind_a_link_is_not_removed(tmp_path: Path) -> None:
    """When a folder of ours was replaced by a link, the same file elsewhere is not ours."""
    root = tmp_path / "root"
    publish_tree(artifacts(a__b="1"), root)
    os.rename(root / "a", tmp_path / "moved")
    (root / "a").symlink_to(tmp_path / "moved")
    report = publish_tree([], root)
    assert (report.removed, report.foreign) == ((), ("a",))
    assert (tmp_path / "moved/b").read_bytes() == b"1"


def test_the_root_may_be_a_link(tmp_path: Path) -> None:
    """A root that is itself a link is the user's choice and is followed."""
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to(tmp_path / "real")
    publish_tree(artifacts(a="1"), tmp_path / "root")
    assert read_tree(tmp_path / "real") == {"a": b"1"}


def test_a_file_and_a_folder_trade_places(tmp_path: Path) -> None:
    """Yesterday's folder may be today's file, and the other way round."""
    publish_tree(artifacts(a__b="1", c="1"), tmp_path)
    publish_tree(artifacts(a="2", c__d="2"), tmp_path)
    assert read_tree(tmp_path) == {"a": b"2", "c/d": b"2"}


def test_the_root_must_be_a_folder(tmp_path: Path) -> None:
    """A root that is a file is refused and stays."""
    (tmp_path / "root").write_text("x")
    with pytest.raises(PublishError, match="not a folder"):
        publish_tree([], tmp_path / "root")
    assert read_tree(tmp_path) == {"root": b"x"}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the old bytes and no half-written file."""
    publish_tree(artifacts(a__b="old"), tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        publish_tree(artifacts(a__b="new"), tmp_path)
    assert read_tree(tmp_path) == {"a/b": b"old"}


def test_files_are_readable_by_others(tmp_path: Path) -> None:
    """New files follow the umask, and a changed file keeps its permissions."""
    publish_tree(artifacts(a="1", b="1"), tmp_path)
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "a").stat().st_mode == plain.stat().st_mode
    (tmp_path / "b").chmod(0o600)
    publish_tree(artifacts(a="1", b="2"), tmp_path)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


def test_the_order_of_artifacts_does_not_matter(tmp_path: Path) -> None:
    """The same artifacts in any order give the same folder and the same report."""
    made = artifacts(c="1", a__z="2", a__b="3")
    first = publish_tree(made, tmp_path / "one")
    second = publish_tree(reversed(made), tmp_path / "two")
    assert first == second
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")
