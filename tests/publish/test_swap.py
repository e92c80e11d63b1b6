# The promise to visitors: the old site or the new one, byte for byte, whatever happens to a build.
"""Tests of kb.publish.swap and kb.publish.lock."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.artifact import Artifact
from kb.errors import BuildFailedError
from kb.publish import building_beside, publish_tree, swap
from kb.publish.lock import held_lock
from tests.looking import looked_at
from tests.publish.trees import make_site, read_tree, write_tree

OLD = {"index.html": b"old", "gone/page.html": b"old page", "a/index.html": b"old a"}
PROGRAM = Path(__file__).with_name("killed_build.py")
MOMENTS = 10


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """Return a live site that holds OLD."""
    root = tmp_path / "www" / "site"
    make_site(root, OLD)
    return root


@pytest.fixture(params=["exchange", "renames"])
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return how folders are swapped, and make it so in this process."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    return str(request.param)


def names_beside(live: Path) -> list[str]:
    """Return what lies in the folder of the live site."""
    return sorted(path.name for path in live.parent.iterdir())


def run_build(live: Path, mode: str, number: int, moment: int) -> subprocess.CompletedProcess[str]:
    """Build in another process that sends itself a signal at its moment."""
    command = [sys.executable, str(PROGRAM), str(live), mode, str(number), str(moment)]
    root = Path(__file__).parents[2]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root, env=child_environment(root)
    )


def child_environment(root: Path) -> dict[str, str]:
    """Return an environment in which the child finds `kb` and writes no bytecode."""
    return {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}


def fail_a_build(live: Path) -> None:
    """Start the next build and let it fail: it tidies up and changes nothing."""
    with pytest.raises(RuntimeError), building_beside(live):
        raise RuntimeError("the next build fails")


def test_a_build_replaces_the_site_in_whole(live: Path, mode: str) -> None:
    """After a build the site is exactly what was built, and nothing lies beside it."""
    with building_beside(live) as beside:
        assert beside.parent == live.parent
        assert read_tree(beside) == {}
        write_tree(beside, {"index.html": b"new"})
        assert read_tree(live) == OLD
    assert read_tree(live) == {"index.html": b"new"}
    assert names_beside(live) == ["site"]


def test_the_first_build_makes_the_site(tmp_path: Path, mode: str) -> None:
    """Where no site is yet, nor its folder, the build makes both."""
    with building_beside(tmp_path / "new" / "site") as beside:
        write_tree(beside, {"index.html": b"new"})
    assert read_tree(tmp_path) == {"new/site/index.html": b"new"}


def test_a_failing_first_build_leaves_nothing(tmp_path: Path) -> None:
    """A build that fails before there ever was a site leaves no half of one."""
    fail_a_build(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_an_exception_leaves_the_old_site(live: Path, error: type[BaseException]) -> None:
    """Whatever is raised while building comes out as it is; the site is untouched."""
    with pytest.raises(error), building_beside(live) as beside:  # noqa: PT012
        write_tree(beside, {"index.html": b"new"})
        raise error
    assert read_tree(live) == OLD
    assert names_beside(live) == ["site"]


def test_a_full_disk_leaves_the_old_site(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up half-way fails the build in words and leaves the site."""
    real = os.replace
    moved: list[object] = []

    def replace(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with (
        pytest.raises(BuildFailedError, match=r"No space left on device.*is as it was"),
        building_beside(live) as beside,
    ):
        publish_tree([Artifact(f"{number}.html", b"new") for number in range(5)], beside)
    assert len(moved) == 3
    assert read_tree(live) == OLD
    assert names_beside(live) == ["site"]


def test_a_disk_that_cannot_take_the_folder_fails_in_words(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk too full for one more folder is a failed build, not a traceback."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(BuildFailedError, match="No space left"), building_beside(live):
        pytest.fail("the block must not run")
    assert read_tree(live) == OLD


def test_building_nothing_is_a_failure(live: Path) -> None:
    """An empty result never replaces a site."""
    with pytest.raises(BuildFailedError, match="nothing was built"), building_beside(live):
        pass
    assert read_tree(live) == OLD


def test_a_failing_second_rename_puts_the_site_back(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it takes two renames and the second fails, the old site comes back."""
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    real = os.rename

    def rename(source: Path, target: Path) -> None:
        if ".building-" in str(source):
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(BuildFailedError, match="Input/output"), building_beside(live) as beside:
        write_tree(beside, {"index.html": b"new"})
    assert read_tree(live) == OLD
    assert names_beside(live) == ["site"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_build_leaves_one_whole_site(live: Path, mode: str, number: int) -> None:
    """Ended at any of ten moments, a build leaves the old site or the new one, never a mixture."""
    measured = live.parent.parent / "measure" / "site"
    make_site(measured, OLD)
    total = int(run_build(measured, mode, number, 0).stdout)
    new = read_tree(measured)
    states = []
    for step in range(MOMENTS):
        root = live.parent / str(step) / "site"
        make_site(root, OLD)
        run = run_build(root, mode, number, 1 + step * (total - 1) // (MOMENTS - 1))
        assert run.returncode != 0
        assert root.exists() or mode == "renames"
        if number == signal.SIGINT and read_tree(root) == OLD:
            names = looked_at(names_beside(root))
            assert [name for name in names if "-" in name] == []
        if root.exists():
            assert read_tree(root) in (OLD, new)
        fail_a_build(root)
        assert names_beside(root) == ["site"]
        states.append(read_tree(root))
    swapped = states.count(new)
    assert states == [OLD] * (MOMENTS - swapped) + [new] * swapped
    assert OLD in states


def test_a_crash_between_two_renames_is_mended(live: Path) -> None:
    """A swap cut in half leaves the old site aside: the next build puts it back first."""
    os.rename(live, live.with_name("site.previous-4711"))
    make_site(live.with_name("site.building-4711"), {"index.html": b"new"})
    fail_a_build(live)
    assert read_tree(live) == OLD
    assert names_beside(live) == ["site"]


def test_only_our_own_leftovers_are_removed(live: Path) -> None:
    """Tidying up removes folders this room made, and nothing that only looks similar."""
    make_site(live.with_name("site.building-12"), {"x": b""})
    make_site(live.with_name("site.previous-12-1"), {"x": b""})
    others = ["site.building-notes", "site.backup", "other.building-12", "site.building-1x",
              "site.previous-2023", "site.building-4"]  # fmt: skip
    for name in others:
        write_tree(live.with_name(name), {"x": b""})
    live.with_name("site.building-77").symlink_to(live.with_name("site.backup"))
    fail_a_build(live)
    assert names_beside(live) == sorted(["site", "site.building-77", *others])
    assert read_tree(live.with_name("site.backup")) == {"x": b""}


def test_a_second_build_says_who_holds_the_lock(live: Path) -> None:
    """While a build runs another is refused, and told which process is in its way."""
    with building_beside(live) as beside:
        write_tree(beside, {"index.html": b"new"})
        with pytest.raises(BuildFailedError, match=f"process {os.getpid()} on "):
            building_beside(live).__enter__()
        assert read_tree(beside) == {"index.html": b"new"}
    assert read_tree(live) == {"index.html": b"new"}


def test_a_lock_file_left_by_a_killed_build_locks_nobody_out(live: Path) -> None:
    """The kernel holds the lock, not the file: a leftover file is taken over."""
    lock = live.with_name("site.lock")
    lock.write_text("process 1 on gone\n")
    with held_lock(lock):
        assert lock.read_text().startswith(f"process {os.getpid()} on ")
    assert not lock.exists()


def test_a_lock_file_is_never_a_link(live: Path, tmp_path: Path) -> None:
    """A link in the place of the lock file is not followed, so what it leads to keeps its bytes."""
    (tmp_path / "precious").write_text("precious")
    live.with_name("site.lock").symlink_to(tmp_path / "precious")
    with pytest.raises(BuildFailedError), building_beside(live):
        pytest.fail("the block must not run")
    assert (tmp_path / "precious").read_text() == "precious"


def test_what_is_not_a_site_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, a git work tree and the folder one stands in are never replaced."""
    (tmp_path / "file").write_text("x")
    write_tree(tmp_path / "tree", {".git/HEAD": b"x"})
    (tmp_path / "here/deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here/deep")
    before = read_tree(tmp_path)
    for name in ("file", "tree", "here", "here/deep", "."):
        with pytest.raises(BuildFailedError), building_beside(tmp_path / name):
            pytest.fail("the block must not run")
    assert read_tree(tmp_path) == before


def test_a_linked_site_stays_a_link(live: Path, tmp_path: Path) -> None:
    """Where the live site is a link, the folder it leads to is replaced, the link stays."""
    link = tmp_path / "link"
    link.symlink_to(live)
    with building_beside(link) as beside:
        write_tree(beside, {"index.html": b"new"})
    assert link.is_symlink()
    assert read_tree(live) == {"index.html": b"new"}


def test_the_new_site_has_the_old_ones_permissions(live: Path) -> None:
    """A web server that could read the folder before can read it after."""
    live.chmod(0o751)
    with building_beside(live) as beside:
        write_tree(beside, {"index.html": b"new"})
    assert live.stat().st_mode & 0o777 == 0o751


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders in one step")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    """The one-step exchange really happens here, so the tests above have tried it."""
    write_tree(tmp_path, {"a/x": b"a", "b/x": b"b"})
    assert swap.exchange(tmp_path / "a", tmp_path / "b")
    assert read_tree(tmp_path) == {"a/x": b"b", "b/x": b"a"}
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "a", tmp_path / "none")


def test_a_file_that_is_no_lock_is_neither_emptied_nor_removed(live: Path) -> None:
    """Somebody's file at the name of the lock stops the build and keeps its words."""
    live.with_name("site.lock").write_text("my notes on locks\n")
    with pytest.raises(BuildFailedError, match="is no lock of a build"), building_beside(live):
        pytest.fail("the block must not run")
    assert live.with_name("site.lock").read_text() == "my notes on locks\n"
    assert read_tree(live) == OLD


def test_a_folder_with_anything_in_it_is_no_site(tmp_path: Path) -> None:
    """Only a missing folder, an empty one and a built site are replaced."""
    write_tree(tmp_path, {"mine/thesis.txt": b"mine", "almost/index.html": b"mine"})
    for name in ("mine", "almost"):
        with pytest.raises(BuildFailedError, match="no site"), building_beside(tmp_path / name):
            pytest.fail("the block must not run")
    (tmp_path / "empty").mkdir()
    with building_beside(tmp_path / "empty") as beside:
        write_tree(beside, {"index.html": b"new"})
    assert read_tree(tmp_path / "empty") == {"index.html": b"new"}
    assert read_tree(tmp_path / "mine") == {"thesis.txt": b"mine"}


def test_what_is_put_there_during_a_build_stops_the_swap(tmp_path: Path) -> None:
    """A build takes its time: the folder is looked at once more before it is replaced."""
    (tmp_path / "site").mkdir()

    def build() -> None:
        with building_beside(tmp_path / "site") as beside:
            write_tree(beside, {"index.html": b"new"})
            write_tree(tmp_path / "site", {"mine.txt": b"mine"})

    with pytest.raises(BuildFailedError, match="no site"):
        build()
    assert read_tree(tmp_path) == {"site/mine.txt": b"mine"}
