"""Small outside files in our own words, and a way to run the commands on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from kb.cli import main

DAY = "2026-11-26"

ARTICLE: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "type": "article-newspaper",
    "title": "Three councils <i>offline</i>",
    "container-title": "The Daily Example",
    "URL": "https://daily.example/2024/01/19/three?utm_source=x",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"literal": "Press Association"},
    ],
    "issued": {"date-parts": [["2024", 1, "19"]]},
    "accessed": {"date-parts": [[2024, 2, 3]]},
    "language": "en-GB",
    "DOI": "10.1/x",
}
FILM: dict[str, Any] = {
    "id": "film",
    "type": "motion_picture",
    "title": "A film",
    "issued": {"date-parts": [[2023]], "season": 2, "circa": True},
}
REPORT: dict[str, Any] = {
    "id": "weekly-report",
    "type": "report",
    "title": "A report: 5% & more {braces} _ \\ $x$ ~ ^ #1",
    "publisher": "NCSC",
    "issued": {"date-parts": [[2024, 1, 15], [2024, 1, 18]]},
}
LIBRARY = [ARTICLE, FILM, REPORT]

BIBTEX = r"""
@string{tc = "The Example"}
@article{page_attack_2024,
  title = {Attack on {UK} councils, a caf{\'e} and 5\% \& more},
  url = {https://news.example/2024/01/19/a_b~c%20d/},
  author = {Page, Carly and {The Record Media} and van der Berg, Jan and M{\"u}ller, J{\"o}rg},
  journal = tc, month = jan, year = {2024}, keywords = {a, b}, urldate = {2024-02-03},
}
@online{noauthor_thing_nodate,
  title = {Thing}, organization = {The Site}, date = {2023-02~/2023-04}}
"""


def save(path: Path, value: Any) -> Path:
    """Write a file, as JSON when it is no text, and return its path."""
    text = value if isinstance(value, str) else json.dumps(value)
    path.write_text(text, encoding="utf-8")
    return path


def run(*words: object) -> Result:
    """Run a `kb` command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def run_import(kind: str, path: Path, to: Path, *more: object) -> Result:
    """Run `kb import` on a folder, which is made when it is not there."""
    to.mkdir(exist_ok=True)
    return run("import", kind, path, "--to", to, "--today", DAY, *more)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
