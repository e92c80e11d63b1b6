"""Each room of the builder has its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
ROOMS = looked_at(
    sorted(
        path.relative_to(ROOT / "kb").with_suffix("")
        for path in (ROOT / "kb").iterdir()
        if path.name not in ("__init__.py", "__pycache__", "py.typed", "theme", "assets")
    ),
    at_least=30,
)
"""Folders and single modules; theme and assets are tested in a browser (tests/mkdocs_plugin)."""

NOTHING_TO_TEST = {
    "artifact": "a value of two fields, without a line that does anything",
    "errors": "names of exceptions; what raises them is tested where it stands",
}
"""Room → why it has no tests of its own."""


def has_tests(tests: Path, room: str) -> bool:
    """Return whether a room has a folder with tests, or a test file of its name."""
    return (tests / f"test_{room}.py").is_file() or any((tests / room).glob("test_*.py"))


@pytest.mark.parametrize("room", [room.name for room in ROOMS if room.name not in NOTHING_TO_TEST])
def test_a_room_has_tests(room: str) -> None:
    """`kb/ROOM/` has `tests/ROOM/`, and `kb/ROOM.py` has `tests/test_ROOM.py` or a folder."""
    assert has_tests(ROOT / "tests", room)


def test_a_room_without_tests_is_seen(tmp_path: Path) -> None:
    """A folder that holds no test is none."""
    (tmp_path / "views").mkdir()
    (tmp_path / "views/made_up.py").touch()
    (tmp_path / "test_urls.py").touch()
    assert not has_tests(tmp_path, "views")
    assert has_tests(tmp_path, "urls")
    (tmp_path / "views/test_lines.py").touch()
    assert has_tests(tmp_path, "views")
