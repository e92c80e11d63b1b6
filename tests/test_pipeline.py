"""The whole program: a folder goes in, pages and files of the site come out."""

from __future__ import annotations

from pathlib import Path

from kb.pipeline import build
from tests.looking import looked_at
from tests.views.small import ALPHA, FILES, lay_out


def test_every_page_is_told_and_counted(tmp_path: Path) -> None:
    """Each page stands once, and the steps go up to the number of them."""
    told: list[tuple[int, int]] = []
    built = build(
        lay_out(tmp_path),
        progress=lambda step, done, total: told.append((done, total)) if step == "render" else None,
    )
    paths = looked_at((page.path for page in built.pages), 30)
    assert len(set(paths)) == len(paths) == built.counts["pages"]
    assert told == [(number, len(paths)) for number in range(1, len(paths) + 1)]
    assert [artifact.path for artifact in built.artifacts] == list(paths)


def test_a_page_knows_its_authored_file(tmp_path: Path) -> None:
    """A page of a record names the file that it is made of; a list has none."""
    content = lay_out(tmp_path)
    files = {page.path: page.authored for page in build(content).pages}
    assert files["incidents/alpha-2024/index.md"] == f"{content}/incidents/alpha-2024.yml"
    assert files["incidents/index.md"] is None


def test_of_a_base_with_an_error_there_are_no_pages(tmp_path: Path) -> None:
    """Half a site is never made: the problems come back, and nothing else."""
    files = {**FILES, "incidents/alpha-2024.yml": ALPHA + "nonsense: 1\n"}
    built = build(lay_out(tmp_path, files))
    assert built.has_errors
    assert (built.pages, built.artifacts, built.site_artifacts) == ((), (), ())
    assert "KB201" in {problem.code for problem in built.problems}
