# The promises of `kb build` to whoever publishes: an exit code, a message, and an old site that
# stays as it was until the new one is whole.
"""Tests of kb.cli.build."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.mkdocs_plugin import run as edge
from kb.pipeline import Build, Progress
from kb.problems import Problem
from kb.publish import tree
from tests.mkdocs_plugin.project import child_environment, make_project, run_kb, write_files
from tests.publish.trees import make_site, read_tree, write_tree

pytestmark = pytest.mark.site

OLD = {"index.html": b"old", "gone/page.html": b"old page"}
PROGRAM = Path(__file__).with_name("killed_build.py")
MOMENTS = 6


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with an old site, and go there."""
    root = make_project(tmp_path / "project")
    make_site(root / "site", OLD)
    monkeypatch.chdir(root)
    return root


def break_a_record(project: Path) -> None:
    """Make a mistake in a record."""
    write_files(project, {"content/incidents/kent.yml": "schema: incident/2\nid: kent\nx: 1\n"})


def names_in(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def kb(*args: str) -> tuple[int, str, str]:
    """Run `kb` in this process; return exit code, standard output and standard error."""
    result = CliRunner().invoke(main, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_build_replaces_the_site_and_says_what_it_did(project: Path) -> None:
    """Exit 0, one line of summary, a line a step, and nothing left beside the site."""
    code, out, err = kb("build", "--strict")
    assert code == 0
    assert "2 incidents" in out
    assert "0 errors, 0 warnings; site/ is new" in out
    assert err.splitlines()[0] == "Reading records"
    assert "Rendering pages" in err
    assert "gone/page.html" not in read_tree(project / "site")
    assert (project / "site/incidents/kent/index.html").is_file()
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "site"]


@pytest.mark.parametrize("name", ["docs", "pages"])
def test_a_missing_folder_for_pages_is_made(project: Path, name: str) -> None:
    """`rm -r docs` is no reason for a build to fail, nor is another name for it."""
    (project / "docs").rename(project / "docs-before")
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(project, {"mkdocs.yml": text.replace("docs_dir: docs", f"docs_dir: {name}")})
    run = run_kb(project, "build")
    assert run.returncode == 0, run.stderr
    assert (project / name / "incidents/kent/index.md").is_file()


def test_json_is_alone_on_standard_output(project: Path) -> None:
    """`--format json` gives the same facts as one object and prints nothing else."""
    code, out, err = kb("build", "--format", "json", "--site", "public")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["published"], found["site"], found["problems"]) == (True, "public", [])
    assert found["counts"]["incidents"] == 2
    assert (project / "public/index.html").is_file()
    assert read_tree(project / "site") == OLD


def test_a_mistake_stops_the_build_before_anything_is_touched(project: Path) -> None:
    """Exit 1, the place of the mistake, the old site, and no Markdown written."""
    break_a_record(project)
    code, out, _ = kb("build")
    assert code == 1
    assert "content/incidents/kent.yml:3:1: KB201" in out
    assert "site/ is as it was" in out
    assert read_tree(project / "site") == OLD
    assert names_in(project / "docs") == [".gitignore"]


def test_warnings_stop_a_strict_build_only(project: Path) -> None:
    """A warning is printed; with `--strict` it fails the build, also one of MkDocs'."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        text.replace("  - About: about/index.md", "  - About: abuot/index.md"), encoding="utf-8"
    )
    code, out, _ = kb("build", "--strict")
    assert code == 1
    assert "mkdocs.yml:1:1: KB601 warning: MkDocs: A reference to 'abuot/index.md'" in out
    assert read_tree(project / "site") == OLD
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "site"]
    code, out, _ = kb("build")
    assert code == 0
    assert "0 errors, 1 warning; site/ is new" in out


@pytest.mark.parametrize("what", ["nothing", "no plugin", "no content"])
def test_what_cannot_run_ends_with_2(project: Path, what: str) -> None:
    """Without a configuration, the plugin or the records there is a message, no traceback."""
    args = ["build"]
    if what == "nothing":
        (project / "mkdocs.yml").unlink()
    elif what == "no plugin":
        write_files(project, {"mkdocs.yml": "site_name: Other\n"})
    else:
        args += ["--content", "missing"]
    code, out, err = kb(*args)
    assert (code, out) == (2, "")
    assert "kb: " in err
    assert "Traceback" not in err
    assert read_tree(project / "site") == OLD


def test_a_configuration_that_is_not_right_says_where(project: Path) -> None:
    """MkDocs' own message about its configuration is passed on."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(project, {"mkdocs.yml": text.replace("docs_dir: docs", "docs_dir: mkdocs.yml")})
    code, _, err = kb("build")
    assert code == 2
    assert "docs_dir" in err
    assert "existing directory" in err


@pytest.mark.parametrize("text", ["- a", "5", "words", "docs_dir: [a]", "docs_dir: 5", "a: ["])
def test_a_configuration_without_keys_is_one_sentence(project: Path, text: str) -> None:
    """A list, a number or half of a file: what cannot be a configuration is said, not raised."""
    write_files(project, {"mkdocs.yml": text + "\n"})
    for command in ("build", "clean"):
        code, _, err = kb(command)
        assert code == 2
        assert err.startswith("kb: mkdocs.yml")
        assert len(err.splitlines()) == 1
    assert read_tree(project / "site") == OLD


def test_ctrl_c_leaves_the_old_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted build says so, ends with 2, and leaves nothing beside the site."""

    def interrupt(*_: object) -> tuple[Problem, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr(edge, "render_site", interrupt)
    code, _, err = kb("build")
    assert code == 2
    assert "interrupted; site was not left half-built" in err
    assert read_tree(project / "site") == OLD
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "site"]


def test_a_bug_in_rendering_leaves_the_old_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is raised half-way: the site is the old one, byte for byte."""
    real = edge.render_site

    def fail(config: Path, site: Path, build: Build, progress: Progress) -> tuple[Problem, ...]:
        real(config, site, build, progress)
        raise RuntimeError("a bug")

    monkeypatch.setattr(edge, "render_site", fail)
    result = CliRunner().invoke(main, ["build"])
    assert isinstance(result.exception, RuntimeError)
    assert read_tree(project / "site") == OLD
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "site"]


def test_a_full_disk_leaves_the_old_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while pages are written fails the build in words."""

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tree, "write_file", fill)
    code, _, err = kb("build")
    assert code == 2
    assert "No space left on device" in err
    assert "site is as it was" in err
    assert read_tree(project / "site") == OLD


def test_build_py_is_the_same_command(project: Path) -> None:
    """`python build.py` takes the options of `kb build`; it stays a few lines long."""
    script = Path(__file__).parents[2] / "build.py"
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 15
    run = subprocess.run(
        [sys.executable, str(script), "--format", "json"], cwd=project, check=False, text=True,
        capture_output=True, env=child_environment(),
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["published"] is True


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_build_leaves_one_whole_site(project: Path, number: int) -> None:
    """Ended at any of six moments, a build leaves the old site or the new one, whole."""
    total = int(_killed(project, number, 0).stdout.split()[-1])
    new, docs = read_tree(project / "site"), read_tree(project / "docs")
    states = []
    for step in range(MOMENTS):
        subprocess.run(["rm", "-rf", "site"], cwd=project, check=True)
        make_site(project / "site", OLD)
        run = _killed(project, number, 1 + step * (total - 1) // (MOMENTS - 1))
        state = read_tree(project / "site")
        assert state in (OLD, new)
        assert run.returncode != 0 or state == new
        states.append(state == new)
    assert states == sorted(states)
    assert states[0] is False
    assert run_kb(project, "build").returncode == 0
    assert read_tree(project / "site") == new
    assert read_tree(project / "docs") == docs
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "site"]


def _killed(project: Path, number: int, moment: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROGRAM), str(int(number)), str(moment)], cwd=project, text=True,
        capture_output=True, check=False, timeout=120,
        env=child_environment(PYTHONDONTWRITEBYTECODE="1"),
    )  # fmt: skip


def test_two_builds_do_not_meet(project: Path) -> None:
    """While one build runs, another into the same site is refused and told by whom."""
    from kb.publish import building_beside

    with building_beside(project / "site") as beside:
        write_tree(beside, {"index.html": b"new"})
        run = run_kb(project, "build")
    assert run.returncode == 2
    assert "another build is running" in run.stderr
