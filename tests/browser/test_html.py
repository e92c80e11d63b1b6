# html-validate over a page of every template. Its settings (html-validate.json) leave out what is taste:
# a list may have a name (aria-label-misuse), the doctype's letters, how long a record's title is, spaces
# at the end of Jinja's lines, a `div` that is a region by role, ids that begin with an underscore, which
# HTML allows. What is left and not ours is named here, place by place.
"""The HTML of every template is valid."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.browser.pages import PAGES

pytestmark = [pytest.mark.site, pytest.mark.node]
CONFIG = Path(__file__).with_name("html-validate.json")

THEME: tuple[tuple[str, str, str], ...] = (
    ("unique-landmark", r"(> nav > ul > li(:nth-child\(\d+\))?|div:nth-child\(2\) > div > div) > nav$",
     "Material writes the contents of a page twice, for the drawer and for the side; a window shows one"),
    ("wcag/h32", r"^html > body > header > nav > form$",
     "the colours: radio buttons that act at once, there is nothing to submit"),
)  # fmt: skip
"""Faults of Material's own: the rule, the place, and why it stays."""


def complaints(tools: Path, files: Iterable[Path]) -> list[str]:
    """Return what html-validate says of files, without the theme's faults."""
    command = ["node", str(tools / "html-validate/bin/html-validate.mjs"), "--config", str(CONFIG),
               "--formatter", "json", *map(str, files)]  # fmt: skip
    # Into a file: it leaves before a pipe has taken all of it.
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(command, stdout=told, check=False, cwd=tools.parent)
        told.seek(0)
        answer = told.read().decode("utf-8")
    assert done.returncode in {0, 1}, answer
    return [
        f"{file['filePath']}:{said['line']}:{said['column']} {said['ruleId']}: {said['message']}"
        f" ({said.get('selector')})"
        for file in json.loads(answer)
        for said in file["messages"]
        if not is_of_the_theme(said["ruleId"], said.get("selector") or "")
    ]


def is_of_the_theme(rule: str, place: str) -> bool:
    """Say whether a fault is one of those that the theme brings."""
    return any(rule == name and re.search(where, place) for name, where, _ in THEME)


def test_small_pages(small_site: Path, tools: Path) -> None:
    """A page of every template of the small site."""
    assert complaints(tools, [file_of(small_site, page.small) for page in PAGES]) == []


@pytest.mark.long
def test_pages_of_the_whole_content(whole_site: Path, tools: Path) -> None:
    """A page of every template of the whole content."""
    assert complaints(tools, [file_of(whole_site, page.whole) for page in PAGES]) == []


def test_a_fault_is_found(tools: Path, tmp_path: Path) -> None:
    """The gate is closed: a double id and a list of paragraphs are found."""
    page = tmp_path / "wrong.html"
    page.write_text('<ul><p id="a">x</p></ul><p id="a">y</p>', encoding="utf-8")
    found = "\n".join(complaints(tools, [page]))
    assert "no-dup-id" in found
    assert "element-permitted-content" in found


def file_of(site: Path, address: str) -> Path:
    """Return the file behind an address."""
    path = site / address
    return path / "index.html" if address.endswith("/") or not address else path
