# What is valid HTML is said by html-validate. Its rules of taste are off (htmlvalidate.json); the
# rest is on, but for these faults of Material's own templates, each by its rule and its place.
"""The HTML of one page of every kind is valid."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.browser.pages import SMALL, whole_pages
from tests.looking import looked_at

pytestmark = [pytest.mark.site, pytest.mark.node]

HERE = Path(__file__).resolve().parent
THEME_FAULTS = (
    # The table of contents stands twice: once in the drawer of a phone, once beside the article.
    ("unique-landmark", r"\bnav$|nav(?::nth-child\(\d+\))?$"),
    # The form of the three colour schemes needs no button: its radios act at once.
    ("wcag/h32", r"header > nav > form"),
)
"""Rule, and what the selector of the element ends with."""


def faults(tools: Path, site: Path, pages: Iterable[str], out: Path) -> list[str]:
    """Return what is wrong with pages, but for the faults of the theme."""
    files = []
    for page in pages:
        path = site / page.partition("?")[0]
        files.append(str(path / "index.html" if path.is_dir() else path))
    assert [file for file in looked_at(files) if not Path(file).is_file()] == []
    # The report goes into a file: the program ends before a pipe has taken all of it.
    with out.open("w", encoding="utf-8") as report:
        subprocess.run(
            [
                "node", str(tools / "node_modules/html-validate/bin/html-validate.mjs"),
                "--config", str(HERE / "htmlvalidate.json"), "-f", "json", *files,
            ],
            stdout=report, check=False,
        )  # fmt: skip
    found = []
    for result in json.loads(out.read_text(encoding="utf-8")):
        for message in result["messages"]:
            selector = message.get("selector") or ""
            if not any(message["ruleId"] == rule and re.search(place, selector)
                       for rule, place in THEME_FAULTS):  # fmt: skip
                name = Path(result["filePath"]).relative_to(site)
                found.append(f"{name}:{message['line']} {message['ruleId']} {message['message']}")
    return found


def test_a_fault_is_found(tools: Path, tmp_path: Path) -> None:
    """The check itself works: an image without a text is one."""
    text = (
        '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><img src="a.png"></body>'
    )
    (tmp_path / "index.html").write_text(text + "</html>")
    assert any("wcag/h37" in each for each in faults(tools, tmp_path, [""], tmp_path / "out.json"))


def test_the_small_project_is_valid(tools: Path, small_site: Path, tmp_path: Path) -> None:
    """Every kind of page that the quick tests know."""
    assert faults(tools, small_site, SMALL.values(), tmp_path / "report.json") == []


@pytest.mark.long
def test_the_whole_content_is_valid(tools: Path, whole_site: Path, tmp_path: Path) -> None:
    """Every template, with the longest pages there are."""
    pages = whole_pages(whole_site).values()
    assert faults(tools, whole_site, pages, tmp_path / "report.json") == []
