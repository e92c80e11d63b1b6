# A pattern over HTML keeps matching nothing once an attribute is added before the one it names, and
# the test that rests on it keeps passing. tests/markup.py reads pages as a browser does.
"""Tests read our pages as HTML, and not by regular expressions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.test_patterns import iter_patterns
from tests.house.regexes import iter_html_patterns
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
TESTS = looked_at(sorted((ROOT / "tests").rglob("*.py")), 150)
NO_PAGES = {
    "tests/mkdocs_plugin/test_anchors.py": "sources of templates and scripts, which are no HTML",
    "tests/prose/page.py": "the outline of a page that this module itself has just written",
    "tests/house/regexes.py": "the wall itself",
    "tests/say/test_said_in_code.py": "texts in our code that are a tag or an attribute",
}
"""File → what its pattern is for."""


def test_no_pattern_of_a_test_is_meant_for_html() -> None:
    """Whoever wants to know what is on a page takes it from the parsed page."""
    found, looked = {}, 0
    for path in TESTS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        looked += sum(1 for _ in iter_patterns(tree))
        for line, text in iter_html_patterns(tree):
            found[path.relative_to(ROOT).as_posix()] = f"{line}: {text}"
    assert found.keys() == set(NO_PAGES), found
    assert looked > 40


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("""import re\nre.findall(r'<a [^>]*href="([^"]*)"', text)""", 1),
        ("""import re\nID = re.compile(r'\\bid="([^"]+)"')""", 1),
        ("""import re\nre.sub("<[^>]*>", " ", text)""", 1),
        ("""import re\nTAG = "</?p>"\nre.compile(" *" + TAG)""", 1),
        ("""import re\nre.compile(r"(?P<year>[0-9]{4})")""", 0),
        ("""import re\nre.findall(r"^## (.+)$", text, re.MULTILINE)""", 0),
        ("""import re\nre.compile(r"(?<!\\\\\\\\)x")""", 0),
    ],
)
def test_a_pattern_over_html_is_seen(source: str, count: int) -> None:
    """Tags and attributes in whatever pattern; groups with a name and headings are none."""
    assert len(list(iter_html_patterns(ast.parse(source)))) == count
