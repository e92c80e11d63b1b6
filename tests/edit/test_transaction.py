# All files or none: an error is injected at every single step of writing, and a process is killed
# between two renames.
"""Writing many files in one transaction."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.edit import transaction
from kb.edit.files import Change
from kb.edit.rename import plan_rename
from kb.edit.staging import Plan, carry_out
from kb.edit.transaction import apply_changes, editing, recover
from kb.errors import EditError
from kb.pipeline import check
from kb.read.unfinished import FOLDER
from tests.edit.editing import ROOT, base_of, make_content, picture
from tests.looking import looked_at


def changes_of(content: Path) -> tuple[Change, ...]:
    """Return a set of changes that adds, changes and removes files."""
    changes = plan_rename(base_of(content), "civica", "civica-uk").changes
    assert {(change.old is None, change.new is None) for change in changes} == {
        (True, False), (False, True), (False, False),
    }  # fmt: skip
    return changes


class Failing:
    """Counts the calls of a function and fails in one of them."""

    def __init__(self, function: Callable[..., Any], fail_at: int, error: BaseException) -> None:
        """Fail in call `fail_at`, counted from 0."""
        self.function, self.fail_at, self.error = function, fail_at, error
        self.calls = 0

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Call the function, or fail."""
        self.calls += 1
        if self.calls - 1 == self.fail_at:
            raise self.error
        return self.function(*args, **options)


STEPS: tuple[tuple[Any, str], ...] = (
    (transaction, "_write"),
    (transaction, "_put"),
    (transaction, "_check_unchanged"),
    (shutil, "copy2"),
    (shutil, "copymode"),
    (os, "fsync"),
)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_failure_at_any_step_leaves_all_files_as_they_were(
    owner: Any, name: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever call fails, and whichever time: byte for byte the same folder."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    before = picture(content)
    failing = Failing(getattr(owner, name), number, OSError("disk full"))
    monkeypatch.setattr(owner, name, failing)
    has_failed = False
    try:
        apply_changes(changes, content)
    except EditError:
        has_failed = True
    # Where there are fewer calls of this function than that, nothing failed.
    assert failing.calls > 0
    assert has_failed == (failing.calls > number)
    assert (picture(content) == before) == has_failed


class Saving:
    """Puts files into place, and saves one of them in a person's name just before its turn."""

    def __init__(self, change: Change, text: bytes) -> None:
        """Save `text` before `change` is made."""
        self.change, self.text, self.put = change, text, transaction._put

    def __call__(self, change: Change, new: Path) -> None:
        """Put one file into place."""
        if change is self.change:
            change.path.write_bytes(self.text)
        self.put(change, new)


MOVES: tuple[tuple[Any, str], ...] = ((os, "replace"), (os, "link"), (transaction, "exchange"))
"""What puts a file into place."""


@pytest.mark.parametrize(("owner", "name"), MOVES, ids=[name for _, name in MOVES])
def test_a_failing_move_is_rolled_back(
    owner: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each move of the second half fails in turn; those before it are undone."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    before = picture(content)
    function = getattr(owner, name)
    for number in range(len(changes) + 2):
        failing = Failing(function, number, OSError("no space"))
        monkeypatch.setattr(owner, name, failing)
        try:
            apply_changes(changes, content)
            break  # there are no more calls, or (without hard links) there is another way
        except EditError:
            assert picture(content) == before
    assert failing.calls > 0
    assert number > 0 or name == "link"
    assert picture(content) != before
    assert not (content / FOLDER).exists()


def test_a_save_while_others_are_written_stops_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves a file after it was looked at, before its turn: the edit is undone."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    for number, change in enumerate(looked_at(changes, 2)):
        before = picture(content)
        saved = b"# saved meanwhile\n"
        with monkeypatch.context() as patch:
            patch.setattr(transaction, "_put", Saving(change, saved))
            with pytest.raises(EditError, match=r"meanwhile|already there"):
                apply_changes(changes, content)
        name = change.path.relative_to(content).as_posix()
        after = picture(content)
        assert after.pop(name) == saved, number
        assert after == {key: data for key, data in before.items() if key != name}
        if change.old is None:
            change.path.unlink()
        else:
            change.path.write_bytes(change.old)


def test_an_interruption_is_rolled_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle leaves all files as they were, and stays a Ctrl-C."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    before = picture(content)
    monkeypatch.setattr(transaction, "_put", Failing(transaction._put, 2, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        apply_changes(changes, content)
    assert picture(content) == before


def test_a_file_that_changed_meanwhile_stops_all(tmp_path: Path) -> None:
    """Somebody saved a file since it was read: nothing is written, nothing is overwritten."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    path = content / "incidents/kent.yml"
    path.write_text(path.read_text() + "# a remark\n")
    before = picture(content)
    with pytest.raises(EditError, match="was changed meanwhile"):
        apply_changes(changes, content)
    assert picture(content) == before


def test_nothing_is_left_lying_about(tmp_path: Path) -> None:
    """After a transaction there is no journal, no lock and no temporary file."""
    content = make_content(tmp_path)
    carry_out(plan_rename(base_of(content), "civica", "civica-uk"), content, "kb mv")
    names = looked_at(picture(content), 5)
    assert not [name for name in names if "/." in f"/{name}"]
    assert not (content / FOLDER).exists()


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that is replaced keeps its mode."""
    content = make_content(tmp_path)
    path = content / "incidents/kent.yml"
    path.chmod(0o640)
    carry_out(plan_rename(base_of(content), "civica", "civica-uk"), content, "kb mv")
    assert path.stat().st_mode & 0o777 == 0o640


KILLED = """
import os, sys
from pathlib import Path
from kb.edit import transaction
from kb.edit.rename import plan_rename
from kb.edit.staging import carry_out, open_base
content = Path(sys.argv[1])
plan = plan_rename(open_base(content), "civica", "civica-uk")
put, done = transaction._put, []
def killed(change, new):
    if len(done) == int(sys.argv[2]):
        os._exit(9)
    done.append(put(change, new))
transaction._put = killed
carry_out(plan, content, "kb mv")
"""


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_killed_process_is_undone_by_the_next_edit(number: int, tmp_path: Path) -> None:
    """What a killed edit changed is put back before anything else, and said."""
    content = make_content(tmp_path)
    before = picture(content)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(content), str(number)], cwd=ROOT, check=False
    )
    assert ended.returncode == 9
    assert (content / FOLDER).exists()
    assert next(problem.code for problem in check(content).problems) == "KB141"
    with pytest.raises(EditError, match="cut short"):
        apply_changes((), content)
    with editing(content):
        done = recover(content)
    assert done is not None
    assert (done.by, len(done.restored), done.problems) == ("kb mv", number, ())
    assert picture(content) == before
    assert recover(content) is None


def test_readers_pass_over_the_journal(tmp_path: Path) -> None:
    """The folder of the journal is no record: a check beside a running edit does not see it."""
    content = make_content(tmp_path)
    (content / FOLDER).mkdir()
    (content / FOLDER / "old-0").write_text("x")
    checked = check(content)
    assert checked.counts["entities"] > 1
    assert not [item for item in checked.problems if item.severity == "error"]


def test_two_edits_do_not_meet(tmp_path: Path) -> None:
    """A second edit is refused while one is going on."""
    content = make_content(tmp_path)
    with editing(content), pytest.raises(EditError, match="somebody else is editing"):
        carry_out(Plan(), content, "kb fmt")


def test_when_the_files_cannot_be_put_back_the_next_edit_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails while undoing too: it is said so, and the journal stays."""
    content = make_content(tmp_path)
    changes = changes_of(content)
    before = picture(content)
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "_put", Failing(transaction._put, 2, OSError("disk full")))
        patch.setattr(
            transaction, "_restore", Failing(transaction._restore, 0, OSError("still full"))
        )
        with pytest.raises(EditError, match="next editing command puts the files back"):
            apply_changes(changes, content)
    assert picture(content) != before
    assert recover(content) is not None
    assert picture(content) == before
