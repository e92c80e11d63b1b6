"""The shape of a record: each mistake with its place, and with what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.pipeline import check
from tests.views.small import ALPHA, FILES, lay_out

WRONG = (
    ("title:", "titel:", "KB201", "did you mean"),
    ("determination: confirmed\n", "", "KB202", ""),
    ("types: [unknown]", "types: unknown", "KB203", ""),
    ("types: [unknown]", "types: [ransom]", "KB204", ""),
    ("id: forms-down", "id: bravo-denies", "KB210", "unique"),
    ("id: alpha-2024", "id: alpha-2025", "KB213", "write `id: alpha-2024`"),
)


@pytest.mark.parametrize(("right", "wrong", "code", "hint"), WRONG)
def test_a_mistake_has_its_code(
    tmp_path: Path, right: str, wrong: str, code: str, hint: str
) -> None:
    """A key, a value, a form, an id: each kind of mistake is told from the others."""
    assert right in ALPHA
    files = {**FILES, "incidents/alpha-2024.yml": ALPHA.replace(right, wrong, 1)}
    found = [each for each in check(lay_out(tmp_path, files)).problems if each.code == code]
    assert found
    assert hint in found[0].hint
    assert found[0].path.endswith("incidents/alpha-2024.yml")


def test_a_mistake_below_a_front_matter_has_the_line_of_the_file(tmp_path: Path) -> None:
    """The body of a page is counted from the top of its file, not from below the front matter."""
    text = (
        "---\nid: about\ntitle: About\ncreated: 2026-01-10\nupdated: 2026-01-10\n---\n\n"
        "## Reading\n\n| Mark | Meaning |\n|---|---|\n| A | b |\n\nSee [[nobody-knows]].\n"
    )
    (found,) = check(lay_out(tmp_path, {"pages/about.md": text})).problems
    assert (found.code, found.line, found.column) == ("KB309", 14, 5)
