# What people put down stays: the folder that pages are written into, tried with files of theirs in
# every place, with lists that prove nothing, and with builds that are killed at every moment.
"""Tests of what kb.publish.tree and kb.publish.clean never touch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb.artifact import Artifact
from kb.publish import clean_tree, own_files, publish_tree, report_problems, set_aside
from kb.publish.manifest import NAME
from kb.publish.plan import Obstacle
from tests.publish.killed_publish import NEW
from tests.publish.trees import read_all, read_tree, write_tree

ROOT = Path(__file__).parents[2]
PAGES = {"index.md": b"home", "a/index.md": b"a", "b/c/index.md": b"c"}
OWN = {"own.css": b"body{}", "a/notes.txt": b"mine", "img/x.png": b"\x89PNG", ".hidden": b"h"}
OLD = {"index.md": b"old", "a/same.md": b"same", "a/changed.md": b"old text", "c/x.md": b"folder",
       "d": b"file", "gone/away.md": b"gone"}  # fmt: skip


def publish(root: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """Publish files that nothing is in the way of; return what was written."""
    report = publish_tree([Artifact(name, data) for name, data in files.items()], root)
    assert report.clashes == ()
    return report.written


def clashes(root: Path, files: dict[str, bytes]) -> dict[str, Obstacle]:
    """Publish files, and return what is in the way; nothing may have changed then."""
    before = read_all(root)
    report = publish_tree([Artifact(name, data) for name, data in files.items()], root)
    assert read_all(root) == before
    assert report.written == report.removed == ()
    return {clash.path: clash.obstacle for clash in report.clashes}


def test_files_that_no_build_wrote_stay(tmp_path: Path) -> None:
    """Pages come, change and go; what people put beside them is there every time, and named."""
    write_tree(tmp_path, OWN)
    publish(tmp_path, PAGES)
    publish(tmp_path, {"index.md": b"other"})
    assert read_tree(tmp_path) == {**OWN, "index.md": b"other"}
    report = publish_tree([], tmp_path)
    assert report.foreign == tuple(sorted(OWN))
    assert read_tree(tmp_path) == OWN


@pytest.mark.parametrize(
    ("own", "in_the_way", "obstacle"),
    [
        ("index.md", "index.md", Obstacle.FOREIGN),
        ("a", "a", Obstacle.FOREIGN),
        ("b/c", "b/c", Obstacle.FOREIGN),
        ("index.md/x", "index.md/x", Obstacle.FOREIGN),
        ("index.md/deep/.DS_Store", "index.md/deep/.DS_Store", Obstacle.FOREIGN),
        ("a/.kb-writing", "a/.kb-writing", Obstacle.FOREIGN),
    ],
)
def test_a_file_in_the_way_stops_everything(
    tmp_path: Path, own: str, in_the_way: str, obstacle: Obstacle
) -> None:
    """Where a page goes, or a folder of pages, nothing of somebody's is replaced."""
    write_tree(tmp_path, {own: b"mine"})
    assert clashes(tmp_path, PAGES) == {in_the_way: obstacle}
    (tmp_path / own).unlink()
    publish(tmp_path, PAGES)
    assert read_tree(tmp_path) == PAGES


def test_a_pipe_in_the_way_is_not_opened(tmp_path: Path) -> None:
    """What is no file would block whoever reads it: it is only looked at."""
    os.mkfifo(tmp_path / "index.md")
    report = publish_tree([Artifact("index.md", b"")], tmp_path)
    assert [clash.obstacle for clash in report.clashes] == [Obstacle.SPECIAL]
    assert (tmp_path / "index.md").is_fifo()


def test_a_page_that_was_changed_by_hand_is_not_lost(tmp_path: Path) -> None:
    """A generated page with other bytes than the build wrote is neither replaced nor removed."""
    publish(tmp_path, PAGES)
    (tmp_path / "a/index.md").write_bytes(b"a, and what I think of it")
    assert clashes(tmp_path, {**PAGES, "a/index.md": b"new"}) == {"a/index.md": Obstacle.CHANGED}
    publish(tmp_path, {"index.md": b"home"})
    assert read_tree(tmp_path) == {"index.md": b"home", "a/index.md": b"a, and what I think of it"}


def test_a_page_that_was_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    """What is not there is nobody's work."""
    publish(tmp_path, PAGES)
    (tmp_path / "a/index.md").unlink()
    assert publish(tmp_path, PAGES) == ("a/index.md",)


def test_a_folder_of_pages_from_before_there_was_a_list_is_taken_over(tmp_path: Path) -> None:
    """Byte for byte what would be written: taken over without a word, and ours from then on."""
    write_tree(tmp_path, PAGES)
    assert publish(tmp_path, PAGES) == ()
    publish(tmp_path, {"index.md": b"new"})
    assert read_tree(tmp_path) == {"index.md": b"new"}


def test_one_step_gets_an_old_checkout_through_and_loses_nothing(tmp_path: Path) -> None:
    """Old pages without a list are in the way; set aside, all of them lie in a folder beside."""
    root = tmp_path / "docs"
    write_tree(root, {**OLD, ".gitignore": b"*"})
    (root / "link").symlink_to(tmp_path / "nowhere")
    assert set(clashes(root, NEW)) == {"index.md", "a/changed.md", "c/x.md", "d"}
    target, moved = set_aside(root)
    assert target == tmp_path / "docs.set-aside"
    assert read_tree(target) == {**OLD, "link": b"-> " + bytes(tmp_path / "nowhere")}
    assert moved == tuple(sorted([*OLD, "link"]))
    publish(root, NEW)
    assert read_tree(root) == {**NEW, ".gitignore": b"*"}
    write_tree(root, {"x/y": b"more"})
    assert set_aside(root)[0] == tmp_path / "docs.set-aside-2"
    assert read_tree(root) == {**NEW, ".gitignore": b"*"}


def listing(**changes: object) -> bytes:
    """Return a list of files as somebody might have made or damaged it, without a seal."""
    found = {"schema": "kb-manifest/1", "seal": "", "writing": False, "files": {}, **changes}
    return json.dumps(found).encode()


HASH = "1bb3d0b1b7a0ad6d2a4f1e0f1e0e9a3cfbd3f6ab1ffcd4c9ac1e2a1b0a5b9f00"
UNTRUSTED = {
    "empty": b"",
    "cut off": b'{"schema": "kb-manifest/1",\n"about": "Path',
    "newer": b'{"schema": "kb-manifest/9", "files": []}',
    "unsealed": listing(files={"own.css": [HASH]}),
    "upwards": listing(files={"../out": [HASH]}),
    "absolute": listing(files={"/etc/hosts": [HASH]}),
    "control": listing(files={"a\u0000\u001b": [HASH]}),
    "no list": listing(files=[["own.css", HASH]]),
    "no digest": listing(files={"own.css": ["x"]}),
    "nested": b'{"schema": "kb-manifest/1", "files": ' + b"[" * 100_000,
    "not text": b'{"schema": "kb-manifest/1"\xff\xfe\x00',
}


@pytest.mark.parametrize("name", sorted(UNTRUSTED))
def test_a_list_that_proves_nothing_removes_nothing(tmp_path: Path, name: str) -> None:
    """Damaged, edited, of another version, leading outside: no traceback, and nothing goes."""
    root = tmp_path / "root"
    write_tree(tmp_path, {"out": b"outside"})
    write_tree(root, {**PAGES, "own.css": b"mine", NAME: UNTRUSTED[name]})
    report = publish_tree([Artifact(path, PAGES[path]) for path in ("index.md",)], root)
    assert report.fault
    assert not report.clashes
    assert not report.removed
    assert read_tree(root) == {**PAGES, "own.css": b"mine"}
    assert (tmp_path / "out").read_bytes() == b"outside"
    assert own_files(root) == {"index.md"}
    assert [problem.code for problem in report_problems(report, Path("docs"))] == ["KB623", "KB622"]


def test_a_hand_that_adds_a_file_to_the_list_gives_it_to_nobody(tmp_path: Path) -> None:
    """A list with a line too many is not the build's any more, though the digest is right."""
    publish(tmp_path, PAGES)
    publish(tmp_path, {**PAGES, "own.css": b"mine"})
    with_own = json.loads((tmp_path / NAME).read_bytes())
    publish(tmp_path, PAGES)
    write_tree(tmp_path, {"own.css": b"mine"})
    edited = json.loads((tmp_path / NAME).read_bytes())
    edited["files"]["own.css"] = with_own["files"]["own.css"]
    (tmp_path / NAME).write_text(json.dumps(edited), encoding="utf-8")
    publish(tmp_path, PAGES)
    assert read_tree(tmp_path) == {**PAGES, "own.css": b"mine"}


@pytest.mark.parametrize("kind", ["words", "folder", "link"])
def test_what_is_no_list_of_ours_is_not_overwritten(tmp_path: Path, kind: str) -> None:
    """Somebody's file, folder or link at the name of the list is in the way, and stays."""
    (tmp_path / "else").write_bytes(b"else")
    root = tmp_path / "root"
    root.mkdir()
    if kind == "words":
        (root / NAME).write_bytes(b"my own list")
    elif kind == "folder":
        write_tree(root / NAME, {"x": b"x"})
    else:
        (root / NAME).symlink_to(tmp_path / "else")
    assert NAME in clashes(root, PAGES)
    assert (tmp_path / "else").read_bytes() == b"else"


def test_a_build_killed_anywhere_takes_its_pages_for_its_own(tmp_path: Path) -> None:
    """Killed at every moment, a build leaves what is not its own, and is in nobody's way."""
    program = [sys.executable, str(Path(__file__).with_name("killed_publish.py"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(root: Path, moment: int) -> subprocess.CompletedProcess[str]:
        publish(root, OLD)
        write_tree(root, OWN)
        return subprocess.run(
            [*program, str(root), str(moment)], text=True, capture_output=True, check=False,
            env=environment,
        )  # fmt: skip

    total = int(run(tmp_path / "measured", 0).stdout)
    expected = {**OWN, **NEW}
    assert read_tree(tmp_path / "measured") == expected
    for moment in range(1, total + 1):
        root = tmp_path / str(moment)
        assert run(root, moment).returncode == -9
        found = read_tree(root)
        assert {name: found.get(name) for name in OWN} == OWN
        publish(root, NEW)
        assert {n: d for n, d in read_all(root).items() if n != NAME} == expected, moment
        publish(root, {})
        assert read_tree(root) == OWN


def test_a_killed_build_is_cleaned_up_after_too(tmp_path: Path) -> None:
    """What a list that was never closed names is the build's: the old bytes and the new."""
    publish(tmp_path, PAGES)
    found = (tmp_path / NAME).read_bytes()
    publish(tmp_path, {**PAGES, "index.md": b"new"})
    assert (tmp_path / NAME).read_bytes() != found
    write_tree(tmp_path, {**OWN})
    assert clean_tree(tmp_path, is_dry=True).removed == tuple(sorted(PAGES))
    assert own_files(tmp_path) == set(PAGES)
    assert clean_tree(tmp_path).foreign == tuple(sorted(OWN))
    assert read_all(tmp_path) == OWN


def test_a_long_list_of_clashes_is_short_to_read(tmp_path: Path) -> None:
    """Twenty are named, the rest counted; each says what would be right."""
    write_tree(tmp_path, {f"{n}.md": b"mine" for n in range(100)})
    report = publish_tree([Artifact(f"{n}.md", b"page") for n in range(100)], tmp_path)
    problems = report_problems(report, Path("docs"))
    assert len(problems) == 21
    assert sum("80 more files" in problem.message for problem in problems) == 1
    assert all("kb clean --set-aside" in problem.hint for problem in problems)
