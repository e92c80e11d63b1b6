# The editing commands as a person runs them: exit codes, --check, --dry-run, JSON.
"""`kb fmt`, `kb mv`, `kb merge` and `kb migrate` on the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.edit.files import Change
from kb.edit.staging import show_diff
from tests.edit.editing import make_content, picture
from tests.looking import looked_at


def run(content: Path, *words: str) -> Result:
    """Run `kb` with words on a content folder."""
    return CliRunner().invoke(main, [*words, "--content", str(content)])


def test_fmt_check_lists_and_writes_nothing(tmp_path: Path) -> None:
    """`--check` names each file that would change, exits 1 and leaves all as they are."""
    content = make_content(tmp_path)
    before = picture(content)
    result = run(content, "fmt", "--check")
    assert result.exit_code == 1
    assert "about.md:3:1: KB702 warning: " in result.stdout
    assert picture(content) == before


def test_fmt_writes_once(tmp_path: Path) -> None:
    """`kb fmt` formats all; a second run has nothing to do; `--check` is content then."""
    content = make_content(tmp_path)
    assert run(content, "fmt").exit_code == 0
    after = picture(content)
    assert run(content, "fmt").exit_code == 0
    assert picture(content) == after
    assert run(content, "fmt", "--check").exit_code == 0
    assert not [name for name in after if name.startswith(".")]


def test_fmt_with_a_broken_file_writes_nothing(tmp_path: Path) -> None:
    """A file that cannot be read stops the run: all or none."""
    content = make_content(tmp_path, {"entities/organization/bad.yml": "id: [\n"})
    before = picture(content)
    result = run(content, "fmt")
    assert result.exit_code == 1
    assert "bad.yml" in result.stdout
    assert picture(content) == before


def test_fmt_works_beside_errors_of_another_kind(tmp_path: Path) -> None:
    """A record with a mistake in its content is formatted all the same."""
    content = make_content(tmp_path, {"pages/x.md": "---\ntitle: A b\nid: x\nnew: 1\n---\n"})
    assert run(content, "fmt").exit_code == 0
    text = (content / "pages/x.md").read_text()
    assert text == '---\nid: x\nnew: 1\ntitle: "A b"\n---\n'


@pytest.mark.parametrize(
    "words",
    [
        ("mv", "civica", "civica-uk"),
        ("merge", "ek-services", "eks", "--prefer", "a"),
        ("fmt",),
    ],
)
def test_dry_run_prints_a_diff_that_git_can_apply(words: tuple[str, ...], tmp_path: Path) -> None:
    """`--dry-run` writes nothing; what it prints is what the command does."""
    content = make_content(tmp_path)
    before = picture(content)
    shown = run(content, *words, "--dry-run")
    assert shown.exit_code == 0
    assert picture(content) == before
    assert run(content, *words).exit_code == 0
    changed = {name for name, data in picture(content).items() if before.get(name) != data}
    changed |= set(before) - set(picture(content))
    for name in looked_at(changed):
        assert name.rsplit("/", 1)[1] in shown.stdout


def test_a_diff_can_be_applied(tmp_path: Path) -> None:
    """The diff is one that `patch` and `git apply` read, for added and removed files too."""
    path = tmp_path / "a.yml"
    path.write_bytes(b"a: 1\nb: 2\n")
    lines = tuple(show_diff((Change(path, b"a: 1\nb: 2\n", b"a: 1\nb: 3\nc: 4\n"),)))
    assert [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        "-b: 2", "+b: 3", "+c: 4",
    ]  # fmt: skip


def test_mv_and_merge_end_well(tmp_path: Path) -> None:
    """Exit 0, a line that says what was done, and a check without errors."""
    content = make_content(tmp_path)
    moved = run(content, "mv", "eks", "east-kent")
    assert moved.exit_code == 0
    assert "eks is now east-kent: 2 references rewritten in 1 file" in moved.output
    merged = run(content, "merge", "ek-services", "east-kent", "--prefer", "a")
    assert merged.exit_code == 0, merged.output
    assert run(content, "check").exit_code == 0
    text = (content / "entities/organization/ek-services.yml").read_text()
    assert "redirects: [east-kent-services, eks, east-kent]" in text


def test_merge_conflicts_exit_1_and_json_lists_them(tmp_path: Path) -> None:
    """A conflict is a problem: exit 1, nothing written, and JSON alone on standard output."""
    content = make_content(tmp_path)
    before = picture(content)
    result = run(content, "merge", "ek-services", "eks", "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert [item["code"] for item in data["problems"]] == ["KB703"]
    assert data["files"] == []
    assert picture(content) == before


def test_an_edit_of_records_with_errors_is_refused(tmp_path: Path) -> None:
    """With errors in the records not every reference can be known: exit 1, nothing written."""
    content = make_content(tmp_path, {"entities/organization/bad.yml": "id: bad\n"})
    before = picture(content)
    result = run(content, "mv", "eks", "east-kent")
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert picture(content) == before


def test_usage_errors_exit_2(tmp_path: Path) -> None:
    """An unknown name is a command that could not run."""
    content = make_content(tmp_path)
    assert run(content, "mv", "nobody", "x").exit_code == 2
    assert run(content, "merge", "eks", "eks").exit_code == 2
    assert run(tmp_path / "nowhere", "mv", "a", "b").exit_code == 2


def test_migrate_checks_its_result(tmp_path: Path) -> None:
    """Without a day the new records would lack `created`: reported, and nothing is written."""
    note = "schema: entity/0\nslug: cisa\ntype: agency\nname: CISA\ndescription: An agency.\n"
    content = make_content(tmp_path, {"entities/organization/cisa.yml": note})
    before = picture(content)
    result = run(content, "migrate")
    assert result.exit_code == 1
    assert "`created` is missing" in result.stdout
    assert picture(content) == before
    result = run(content, "migrate", "--on", "2026-11-25")
    assert result.exit_code == 0, result.output
    assert "entity/0 → entity/1" in result.output
    assert run(content, "check").exit_code == 0


def test_the_diff_of_a_dry_run_applies_with_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kb mv --dry-run | git apply -p0` does what `kb mv` does."""
    content = make_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run(Path("content"), "mv", "civica", "civica-uk", "--dry-run")
    diff = "".join(f"{line}\n" for line in result.stdout.splitlines() if line[:1] in "+-@ ")
    applied = subprocess.run(
        ["git", "apply", "-p0", "-"], input=diff, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    again = make_content(tmp_path / "again")
    assert run(again, "mv", "civica", "civica-uk").exit_code == 0
    assert picture(again) == picture(content)
