"""The lock of a build: who holds it is said, and nothing stays behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.errors import BuildFailedError
from kb.publish.lock import held_lock, is_held


def open_descriptors() -> set[str]:
    """Return the numbers of the open descriptors of this process, but for that of the question."""
    return {name for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")}


def test_the_last_holder_is_not_named_beside_the_new_one(tmp_path: Path) -> None:
    """A holder that was killed left its line: it goes, however much longer it was."""
    lock = tmp_path / "lock"
    lock.write_text(f"process 123456 on {'a' * 90}\n", encoding="utf-8")
    with held_lock(lock):
        said = lock.read_text(encoding="utf-8")
        assert said.startswith(f"process {os.getpid()} on ")
        assert said.count("\n") == 1
        assert said.endswith("\n")
        assert "aaaa" not in said


def test_the_lock_says_whether_it_is_held_and_goes(tmp_path: Path) -> None:
    """Held while the build runs, and no file is left when it is over."""
    lock = tmp_path / "lock"
    assert not is_held(lock)
    with held_lock(lock):
        assert is_held(lock)
    assert not lock.exists()
    assert not is_held(lock)


def test_a_second_build_is_told_who_holds_it(tmp_path: Path) -> None:
    """The message names the process that builds, and the lock stays that of the first."""
    lock = tmp_path / "lock"
    with held_lock(lock):
        with pytest.raises(BuildFailedError, match=f"process {os.getpid()} on"), held_lock(lock):
            pass
        assert is_held(lock)


def test_what_is_no_lock_is_kept(tmp_path: Path) -> None:
    """A file of somebody's own in the place of the lock is neither emptied nor removed."""
    lock = tmp_path / "lock"
    for text in ("my notes\n", "process 1 on a\nmore\n", "process 1 on " + "a" * 400):
        lock.write_text(text, encoding="utf-8")
        with pytest.raises(BuildFailedError, match="is no lock of a build"), held_lock(lock):
            pass
        assert lock.read_text(encoding="utf-8") == text


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    """However it ends, taken, refused or asked about, what was opened is closed."""
    lock, notes = tmp_path / "lock", tmp_path / "notes"
    notes.write_text("mine", encoding="utf-8")
    before = open_descriptors()
    for _ in range(3):
        with held_lock(lock):
            assert is_held(lock)
            with pytest.raises(BuildFailedError), held_lock(lock):
                pass
        with pytest.raises(BuildFailedError), held_lock(notes):
            pass
        assert not is_held(notes)
    assert open_descriptors() == before
