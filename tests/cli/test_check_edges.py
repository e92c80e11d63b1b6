"""`kb check` at the edges: names that are no text, and bases that have lost their records."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests/cases/base"


NAMES = (b"ke\xffnt.yml", b"ke\nnt.yml", b"ke\x1b[31mnt.yml", "ke\u202ent.yml".encode())
"""File names that are no text, or text that tricks a terminal."""


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_hostile_file_names_are_printed_harmlessly(style: str, tmp_path: Path) -> None:
    """Whatever bytes names have: valid UTF-8 comes out, without a raw sign, and JSON is JSON."""
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    for name in NAMES:
        (content / "incidents" / os.fsdecode(name)).write_text("id: kent\n")
    ended = subprocess.run(
        [sys.executable, "-c", "from kb.cli import main; main()", "check", "--content",
         str(content), "--format", style],
        cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )  # fmt: skip
    said = ended.stdout.decode("utf-8")
    assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)
    assert said.count("KB126") == len(NAMES)
    assert not set(said) & set("\x1b\u202e")
    if style == "json":
        paths = {os.fsencode(Path(problem["path"]).name) for problem in json.loads(said)}
        assert paths == set(NAMES)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("what", ["nothing", "no incidents", "a link"])
def test_a_base_that_has_lost_its_records_fails(
    what: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder, a folder that was moved, a folder behind a link: never "0 errors"."""
    content = tmp_path / "content"
    content.mkdir()
    if what != "nothing":
        shutil.copytree(BASE, content, dirs_exist_ok=True)
        shutil.move(content / "incidents", tmp_path / "moved")
    if what == "a link":
        (content / "incidents").symlink_to(tmp_path / "moved")
    config = (ROOT / "mkdocs.yml").read_text().replace("kb/theme", str(ROOT / "kb/theme"))
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 1, result.output
    assert "KB143 there is no incident in this folder" in result.output
    assert ("KB125" in result.output) == (what == "a link")
    assert not (tmp_path / "site").exists()


def test_a_base_may_be_empty_when_it_is_said(tmp_path: Path) -> None:
    """Who begins a record has no incident yet, and says so."""
    (tmp_path / "content").mkdir()
    words = ["check", "--content", str(tmp_path / "content")]
    assert CliRunner().invoke(main, words).exit_code == 1
    assert CliRunner().invoke(main, [*words, "--allow-empty"]).exit_code == 0


@pytest.mark.parametrize("name", ["content", "site", "docs", "static", "schemas"])
@pytest.mark.parametrize(
    "words", [("build",), ("clean",), ("schema",), ("fmt",), ("recover",), ("find", "x")]
)
def test_a_folder_that_is_a_link_in_a_circle_is_no_traceback(
    words: tuple[str, ...], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever folder of a project leads to itself: the command works, or ends with a sentence."""
    shutil.copytree(BASE, tmp_path / "content")
    config = (ROOT / "mkdocs.yml").read_text().replace("kb/theme", str(ROOT / "kb/theme"))
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "docs").mkdir()
    if (tmp_path / name).is_dir():
        shutil.rmtree(tmp_path / name)
    (tmp_path / name).symlink_to(name)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(words))
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in (0, 1, 2)
    assert result.output.strip()
    assert os.readlink(tmp_path / name) == name
