# A whole project with files of its owner's: a stylesheet, a script and a picture in static/, notes
# in docs/. They are in the site, or stay where they are, whichever command is run.
"""Tests of people's own files, from the commands' side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from tests.looking import looked_at
from tests.mkdocs_plugin.project import make_project, run_kb, run_mkdocs, write_files
from tests.mkdocs_plugin.test_serve import BANNER, Server
from tests.publish.trees import make_site, read_all, read_tree, write_tree

pytestmark = pytest.mark.site

OWN = {
    "css/own.css": b".own{color:red}\n",
    "js/own.js": b"window.own = 1;\n",
    "img/map.png": b"\x89PNG\r\n\x1a\n",
    "page.html": b"<!doctype html><head><title>x</title></head><script>own()</script>",
    "templates/x.txt": b"x",
    "notes.md": b"# No page\n",
    ".well-known/security.txt": b"Contact: mailto:a@example.org\n",
}
NOTES = {"docs/notes.txt": b"mine", "docs/css/own.css": b"mine", "docs/README.md": b"# Mine",
         "docs/about/draft.md": b"# Draft"}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a stylesheet, a script and a picture of its owner's."""
    root = make_project(tmp_path / "project")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("  - assets/kb/kb.css", "  - assets/kb/kb.css\n  - css/own.css")
    text = text.replace("    defer: true", "    defer: true\n  - js/own.js")
    write_files(root, {"mkdocs.yml": text})
    write_tree(root / "static", OWN)
    about = (root / "content/pages/about.md").read_text(encoding="utf-8")
    picture = "![Where it happened](img/map.png)"
    write_files(root, {"content/pages/about.md": about.replace("Text.", f"Text.\n\n{picture}")})
    return root


def published(site: Path) -> dict[str, bytes]:
    """Return what stands in a site in the places of the owner's files."""
    return {name: (site / name).read_bytes() for name in OWN}


@pytest.mark.parametrize("run", [run_kb, run_mkdocs])
def test_own_styles_scripts_and_pictures_are_in_the_site(project: Path, run: object) -> None:
    """Byte for byte under the same path, linked from every page, and the policy holds."""
    assert callable(run)
    done = run(project, "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    page = (site / "incidents/kent/index.html").read_text(encoding="utf-8")
    assert '<link rel="stylesheet" href="../../css/own.css">' in page
    assert '<script src="../../js/own.js"></script>' in page
    found = published(site)
    own_page = found.pop("page.html").decode()
    assert found == {name: data for name, data in OWN.items() if name != "page.html"}
    assert own_page.index("Content-Security-Policy") < own_page.index("<title>")
    assert re.search(r"script-src 'self' 'sha256-[^']+';", own_page)
    about = (site / "about/index.html").read_text(encoding="utf-8")
    assert '<img alt="Where it happened" src="../img/map.png" />' in about
    assert not (site / "notes/index.html").exists()
    assert not list(site.rglob(".gitkeep"))


@pytest.mark.parametrize("run", [run_kb, run_mkdocs])
def test_files_in_docs_stay_are_named_once_and_not_published(project: Path, run: object) -> None:
    """Notes, a stylesheet, a README and a draft: the build says that it keeps them."""
    assert callable(run)
    write_tree(project, NOTES)
    for _ in range(2):
        done = run(project, "build", "--strict")
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert said.count("KB622") == 1
        assert "docs/README.md" in said
        assert "3 more" in said
    assert {name: (project / name).read_bytes() for name in NOTES} == NOTES
    assert (project / "site/css/own.css").read_bytes() == OWN["css/own.css"]
    assert not (project / "site/notes.txt").exists()
    assert not (project / "site/about/draft").exists()
    done = run_kb(project, "clean")
    assert done.returncode == 0, done.stderr
    assert read_all(project / "docs") == {
        ".gitignore": b"*\n!.gitignore\n",
        **{name.removeprefix("docs/"): data for name, data in NOTES.items()},
    }
    assert not (project / "site").exists()
    assert read_tree(project / "static") == OWN


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("KB620", ("docs/about/index.md", "docs/incidents")),
        (
            "KB633",
            (
                "static/index.html", "static/assets/kb/kb.css", "static/assets/images/favicon.png",
                "static/404.html", "static/SEARCH/x", "static/robots.txt",
            ),
        ),
        ("KB630", ("static/bad:name.css",)),
        ("KB634", ("static/x.html",)),
    ],
)  # fmt: skip
def test_what_is_in_the_way_stops_both_builds(
    project: Path, code: str, own: tuple[str, ...]
) -> None:
    """Exit 1 with code, path and hint; the live site and the files are as they were."""
    text = b"<p>mine" if code == "KB634" else b"mine"
    make_site(project / "site", {"index.html": b"old"})
    write_tree(project, dict.fromkeys(own, text))
    before = {name: data for name, data in read_all(project).items() if "kb-manifest" not in name}
    done = run_kb(project, "build")
    assert done.returncode == 1, done.stderr
    assert [name for name in looked_at(own) if f"{name}:1:1: {code} " not in done.stdout] == []
    assert "site/ is as it was" in done.stdout
    assert read_all(project) == before
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert [name for name in own if f"{name}:1:1: {code} " not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert read_all(project) == before


@pytest.mark.parametrize("run", [run_kb, run_mkdocs])
def test_a_link_to_a_folder_is_refused_before_mkdocs_walks_it(project: Path, run: object) -> None:
    """A circle in `docs/` would be walked again and again: the build ends and says why."""
    assert callable(run)
    (project / "docs/circle").symlink_to(project / "docs")
    done = run(project, "build")
    assert done.returncode != 0
    assert (
        "'docs/circle': a link to a folder, which MkDocs would follow" in done.stdout + done.stderr
    )
    assert not (project / "site").exists()


def test_a_page_changed_by_hand_stops_the_build_and_can_be_set_aside(project: Path) -> None:
    """It is named; one command moves it away, and the next build writes the page anew."""
    assert run_kb(project, "build").returncode == 0
    page = project / "docs/about/index.md"
    old = page.read_bytes()
    page.write_bytes(old + b"\nMy thoughts.\n")
    done = run_kb(project, "build")
    assert done.returncode == 1
    assert "docs/about/index.md:1:1: KB621 " in done.stdout
    done = run_kb(project, "clean", "--set-aside")
    assert "docs/about/index.md: moved to docs.set-aside/" in done.stdout
    assert run_kb(project, "build").returncode == 0
    assert page.read_bytes() == old
    assert (project / "docs.set-aside/about/index.md").read_bytes() == old + b"\nMy thoughts.\n"
    assert (project / "site/index.html").exists()


@pytest.mark.parametrize("site", ["content", ".", "static", "docs", "notes", "content/new", ".."])
def test_a_folder_that_is_no_site_is_refused(project: Path, site: str) -> None:
    """Somebody's files, the records, the working directory: refused before anything is done."""
    write_tree(project, {"notes/a.txt": b"mine"})
    before = read_all(project)
    done = run_kb(project, "build", "--site", site)
    assert done.returncode == 2
    assert "kb: " in done.stderr
    assert read_all(project) == before


def test_mkdocs_does_not_empty_a_folder_that_is_no_site(project: Path) -> None:
    """`mkdocs build` empties its site_dir: not before that was looked at."""
    write_tree(project, {"site/thesis.txt": b"mine", "site/.hidden": b"mine"})
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "is no site that a build made" in done.stderr
    assert read_tree(project / "site") == {"thesis.txt": b"mine", ".hidden": b"mine"}
    assert "kept" in run_kb(project, "clean").stdout
    assert read_tree(project / "site") == {"thesis.txt": b"mine", ".hidden": b"mine"}


def test_a_site_from_before_the_mark_is_known(project: Path) -> None:
    """What such a site always had is enough; a site by MkDocs alone is known too."""
    assert run_mkdocs(project, "build").returncode == 0
    (project / "site/.kb-site").unlink()
    assert run_kb(project, "build").returncode == 0
    assert (project / "site/.kb-site").is_file()


def test_a_dry_run_only_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kb clean --dry-run` lists what would go, and everything is there afterwards."""
    assert run_kb(project, "build").returncode == 0
    write_tree(project, NOTES)
    before = read_all(project)
    monkeypatch.chdir(project)
    said = CliRunner().invoke(main, ["clean", "--dry-run"]).stdout
    assert "docs/about/index.md: would be removed" in said
    assert "site/: would be removed" in said
    assert "docs/notes.txt: kept" in said
    aside = CliRunner().invoke(main, ["clean", "--set-aside", "--dry-run", "--format", "json"])
    assert '"docs/notes.txt"' in aside.stdout
    assert read_all(project) == before


def test_a_server_keeps_files_and_shows_what_is_in_its_way(project: Path) -> None:
    """Own files show and change; a clash is a banner over the new pages; nothing is lost."""
    write_tree(project, NOTES)
    server = Server(project)
    try:
        assert server.get("css/own.css") == (200, ".own{color:red}\n")
        assert server.said().count("KB622") == 1
        write_tree(project, {"static/css/own.css": b".own{color:blue}\n"})
        server.wait_for(lambda: "blue" in server.get("css/own.css")[1], "the new style")
        page = project / "docs/about/index.md"
        mine = page.read_bytes() + b"\nMine.\n"
        page.write_bytes(mine)
        about = (project / "content/pages/about.md").read_text(encoding="utf-8")
        server.save("pages/about.md", about.replace("Text.", "New text."))
        server.wait_for(lambda: BANNER in server.get("about/")[1], "the banner")
        status, shown = server.get("about/")
        assert (status, "KB621" in shown, "New text." in shown, "Mine." in shown) == (
            200, True, True, False,
        )  # fmt: skip
        assert page.read_bytes() == mine
        page.unlink()
        write_tree(project, {"static/index.html": b"<head></head>"})
        server.wait_for(lambda: "KB633" in server.get("about/")[1], "the other banner")
        assert "Kent" in server.get("")[1]
        (project / "static/index.html").unlink()
        server.wait_for(lambda: BANNER not in server.get("about/")[1], "the repair")
        assert server.said().count("KB622") == 1
    finally:
        server.stop()
    assert {name: (project / name).read_bytes() for name in NOTES} == NOTES


def test_a_picture_that_is_not_there_is_named(project: Path) -> None:
    """A page that shows a file which static/ lacks is a warning, and fails a strict build."""
    (project / "static/img/map.png").unlink()
    done = run_kb(project, "build", "--strict")
    assert done.returncode == 1
    assert "img/map.png" in done.stdout
    assert "KB601" in done.stdout
