# An edit is killed while it writes, a person goes on working, and then some command is called: by
# whatever name, it must first undo the edit or say why not, and never touch the person's work.
"""Edits that were cut short: what every command does about them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.edit import transaction
from kb.edit.files import Change
from kb.edit.rename import plan_rename
from kb.edit.transaction import apply_changes, editing
from kb.problems import Problem
from kb.read.unfinished import FOLDER, JOURNAL, digest, find_unfinished
from tests.edit.editing import base_of, make_content, picture

LIBRARY = '[{"id": "new-2024", "type": "webpage", "title": "A new page"}]'

EDITING: dict[str, Sequence[str]] = {
    "fmt": ("fmt", "--content", "CONTENT"),
    "mv": ("mv", "canterbury", "canterbury-council", "--content", "CONTENT"),
    "merge": ("merge", "ek-services", "eks", "--prefer", "a", "--content", "CONTENT"),
    "migrate": ("migrate", "--content", "CONTENT"),
    "new incident": ("new", "incident", "--title", "Something at Dover", "--content", "CONTENT"),
    "new entity": ("new", "entity", "--kind", "organization", "--name", "Dover Council",
                   "--content", "CONTENT"),
    "new source": ("new", "source", "--to", "kent", "--title", "Some page", "--content", "CONTENT"),
    "new claim": ("new", "claim", "kent", "--text", "It ended.", "--by", "canterbury",
                  "--cite", "techcrunch-20240119", "--content", "CONTENT"),
    "cite": ("cite", "PAGE", "--to", "kent", "--content", "CONTENT"),
    "import": ("import", "csl", "LIBRARY", "--to", "CONTENT"),
    "schema": ("schema", "--modelines", "--content", "CONTENT"),
    "recover": ("recover", "--content", "CONTENT"),
}  # fmt: skip
"""Every command that changes records → how it is called."""

PAGE = """<html lang="en"><head><title>A page</title>
<meta property="og:site_name" content="Example"></head><body><p>Text</p></body></html>"""


class Killed(BaseException):
    """Stands for the end of the process: nothing may clean up after it."""


def cut_short(content: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Change, ...]:
    """Rename a record, and stop dead when `after` files are in place."""
    changes = plan_rename(base_of(content), "civica", "civica-uk").changes
    put, done = transaction._put, list[Change]()

    def killed(change: Change, new: Path) -> None:
        if after:
            put(change, new)
            done.append(change)
        if len(done) == after:
            raise Killed

    with monkeypatch.context() as patch, editing(content):
        patch.setattr(transaction, "_put", killed)
        patch.setattr(transaction, "_undo", lambda *_: None)
        with pytest.raises(Killed):
            apply_changes(changes, content, "kb mv")
    return changes


def run(content: Path, words: Sequence[str], *more: str) -> Result:
    """Call a command."""
    page, library = content.parent / "page.html", content.parent / "library.json"
    page.write_text(PAGE)
    library.write_text(LIBRARY)
    names = {"CONTENT": str(content), "PAGE": str(page), "LIBRARY": str(library)}
    result = CliRunner().invoke(main, [*(names.get(word, word) for word in words), *more])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def problems_of(content: Path) -> list[Problem]:
    """Return what a check would say of an edit that was cut short."""
    return list(find_unfinished(content))


def test_every_command_that_edits_is_tried_here() -> None:
    """A command that begins an edit has a line above, or this test fails."""
    root = Path(main.callback.__code__.co_filename).parent  # type: ignore[union-attr]
    rooms = {path.stem for path in root.glob("*.py") if "begin_edit(" in path.read_text()}
    assert rooms == {"cite", "edit", "imports", "new", "recovery", "schema"}
    writing = ("carry_out(", "add_source(", "create_file(", "add_claim(")
    writers = {path.stem for path in root.glob("*.py")
               if any(word in path.read_text() for word in writing)}  # fmt: skip
    assert writers == rooms - {"recovery"}


@pytest.mark.parametrize("after", [0, 1, 2, 3])
@pytest.mark.parametrize("name", sorted(EDITING))
def test_a_command_undoes_it_before_it_looks_at_anything(
    name: str, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever command comes next: first all files are as they were, then it does its work."""
    content = make_content(tmp_path)
    before = picture(content)
    alone = run(content, EDITING[name])
    wanted = picture(content)
    for path in sorted(content.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    content.rmdir()
    make_content(tmp_path)
    assert picture(content) == before
    cut_short(content, after, monkeypatch)
    assert [problem.code for problem in problems_of(content)] == ["KB141"]
    result = run(content, EDITING[name])
    assert result.exit_code == alone.exit_code == 0, result.output
    assert f"`kb mv` was cut short and has been undone: {after} file" in result.output
    assert picture(content) == wanted
    assert problems_of(content) == []


@pytest.mark.parametrize("name", sorted(EDITING))
def test_work_done_in_between_is_never_touched(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person mends a file by hand: the command names it and leaves the whole folder alone."""
    content = make_content(tmp_path)
    changes = cut_short(content, 2, monkeypatch)
    path = next(change.path for change in changes if change.old and change.new)
    path.write_text("# mended by hand\n" + path.read_text())
    before = picture(content)
    result = run(content, EDITING[name])
    assert result.exit_code == 1, result.output
    assert "KB142" in result.output
    assert path.name in result.output
    assert picture(content) == before


@pytest.mark.parametrize("words", [
    ("fmt", "--check", "--content", "CONTENT"),
    ("fmt", "--dry-run", "--content", "CONTENT"),
    ("mv", "canterbury", "x", "--dry-run", "--content", "CONTENT"),
    ("merge", "ek-services", "eks", "--dry-run", "--content", "CONTENT"),
    ("migrate", "--dry-run", "--content", "CONTENT"),
    ("import", "csl", "LIBRARY", "--dry-run", "--to", "CONTENT"),
    ("cite", "PAGE", "--content", "CONTENT"),
    ("check", "--content", "CONTENT"),
    ("recover", "--dry-run", "--content", "CONTENT"),
])  # fmt: skip
def test_what_only_looks_names_it_and_writes_nothing(
    words: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check or a dry run says that an edit was cut short, which one, and what to do."""
    content = make_content(tmp_path)
    cut_short(content, 2, monkeypatch)
    before = picture(content)
    result = run(content, words)
    assert result.exit_code == 1, result.output
    assert "KB141 `kb mv` was cut short: 2 of 4 files hold its new text" in result.output
    assert "kb recover" in result.output
    assert picture(content) == before


def test_one_file_can_be_left_and_the_others_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--keep`: that file stays to the byte, its former text is kept, the rest is undone."""
    content = make_content(tmp_path)
    before = picture(content)
    changes = cut_short(content, 4, monkeypatch)
    path = next(change.path for change in changes if change.old and change.new)
    path.write_text("# mended by hand\n")
    result = run(content, EDITING["recover"], "--keep", str(path))
    assert result.exit_code == 0, result.output
    name = path.relative_to(content).as_posix()
    after = picture(content)
    assert after.pop(name) == b"# mended by hand\n"
    assert after.pop(f".kb-edit-kept-1/{name}") == before.pop(name)
    assert after == before
    assert "1 left as they stand; the texts from before are in" in result.output


def test_all_files_can_be_left_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--keep-all` touches no record, keeps all former texts, and ends the matter."""
    content = make_content(tmp_path)
    old = picture(content)
    cut_short(content, 2, monkeypatch)
    before = {name: data for name, data in picture(content).items() if not name.startswith(".")}
    result = run(content, EDITING["recover"], "--keep-all", "--format", "json")
    said = json.loads(result.stdout)
    assert (said["by"], said["restored"], len(said["left"])) == ("kb mv", [], 4)
    after = picture(content)
    kept = {name: data for name, data in after.items() if name.startswith(".kb-edit-kept-1/")}
    assert {name: data for name, data in after.items() if name not in kept} == before
    assert kept == {f".kb-edit-kept-1/{name.removeprefix('.kb-edit-kept-1/')}": old[
        name.removeprefix(".kb-edit-kept-1/")] for name in kept}  # fmt: skip
    assert len(kept) == 3
    assert problems_of(content) == []


def test_a_save_in_the_moment_before_a_kill_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file saved just as it was exchanged lies aside: it is put back, not the old one."""
    content = make_content(tmp_path)
    changes = cut_short(content, 4, monkeypatch)
    number = next(n for n, change in enumerate(changes) if change.old and change.new)
    (content / FOLDER / f"new-{number}").write_text("# saved at that moment\n")
    result = run(content, EDITING["recover"])
    assert result.exit_code == 0, result.output
    assert changes[number].path.read_text() == "# saved at that moment\n"


HOSTILE: dict[str, object] = {
    "upwards": [{"name": "../outside.txt", "old": None, "new": "NEW"}],
    "absolute": [{"name": "/OUTSIDE", "old": None, "new": "NEW"}],
    "no record": [{"name": "outside.txt", "old": None, "new": "NEW"}],
    "no text": [{"name": 7, "old": None, "new": "NEW"}],
    "no list": {"name": "incidents/kent.yml"},
    "no digest": [{"name": "incidents/kent.yml", "old": "x", "new": None}],
    "through a link": [{"name": "incidents/linked/outside.txt", "old": None, "new": "NEW"}],
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_journal_from_somebody_else_reaches_no_file_outside(name: str, tmp_path: Path) -> None:
    """A journal that came with a pull request is not believed: nothing is written or removed."""
    content = make_content(tmp_path)
    outside = tmp_path / "outside.txt"
    outside.write_text("a secret")
    (content / "incidents/linked").symlink_to(tmp_path)
    folder = content / FOLDER
    folder.mkdir()
    rows = json.dumps(HOSTILE[name])
    rows = rows.replace("NEW", digest(b"a secret")).replace("/OUTSIDE", str(outside))
    (folder / JOURNAL).write_text(f'{{"format": 2, "by": "kb mv", "files": {rows}}}')
    (folder / "old-0").write_text("hostile")
    before = picture(content)
    for words in (EDITING["recover"], EDITING["fmt"]):
        result = run(content, words)
        assert result.exit_code in (1, 2), result.output
        assert outside.read_text() == "a secret"
        assert picture(content) == before
    assert [problem.code for problem in problems_of(content)] == ["KB141"]


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"\xff", b'[["a", true]]', b"[" * 100_000,
                                  b'{"format": 99, "by": "x", "files": []}'])  # fmt: skip
def test_a_damaged_journal_is_named_and_kept(data: bytes, tmp_path: Path) -> None:
    """What cannot be read is not thrown away: it may be all that is left of somebody's text."""
    content = make_content(tmp_path)
    (content / FOLDER).mkdir()
    (content / FOLDER / JOURNAL).write_bytes(data)
    before = picture(content)
    assert run(content, EDITING["fmt"]).exit_code == 2
    assert picture(content) == before
    assert [problem.code for problem in problems_of(content)] == ["KB141"]


@pytest.mark.parametrize("kind", ["folder", "journal", "set aside"])
def test_links_in_place_of_the_journal_lead_nowhere(kind: str, tmp_path: Path) -> None:
    """Neither the folder nor a file in it may be a link: a secret would become a record."""
    content = make_content(tmp_path)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "text").write_text("a secret")
    kent = content / "incidents/kent.yml"
    rows = [{"name": "incidents/kent.yml", "old": digest(b"a secret"),
             "new": digest(kent.read_bytes())}]  # fmt: skip
    (secret / JOURNAL).write_text(json.dumps({"format": 2, "by": "kb mv", "files": rows}))
    (secret / "old-0").symlink_to(secret / "text")
    if kind == "folder":
        (content / FOLDER).symlink_to(secret)
    else:
        (content / FOLDER).mkdir()
        target = secret / JOURNAL
        if kind == "journal":
            (content / FOLDER / JOURNAL).symlink_to(target)
        else:
            (content / FOLDER / JOURNAL).write_bytes(target.read_bytes())
            (content / FOLDER / "old-0").symlink_to(secret / "text")
    before = kent.read_bytes()
    for words in (EDITING["recover"], EDITING["fmt"], EDITING["mv"]):
        assert run(content, words).exit_code == 2
        assert kent.read_bytes() == before
    assert sorted(os.listdir(secret)) == [JOURNAL, "old-0", "text"]


def test_an_edit_that_is_under_way_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody holds the lock, a check says to wait, not to recover."""
    content = make_content(tmp_path)
    cut_short(content, 2, monkeypatch)
    with editing(content):
        result = run(content, ("check", "--content", "CONTENT"))
    assert "KB141 `kb mv` is changing the records; try again when it has ended" in result.output
