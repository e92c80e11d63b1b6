"""The table of coverage by room."""

from __future__ import annotations

from benchmarks.rooms import iter_table, read_rooms

REPORT = {
    "files": {
        "kb/read/walk.py": {"summary": {"num_statements": 80, "missing_lines": 10}},
        "kb/read/loader.py": {"summary": {"num_statements": 20, "missing_lines": 15}},
        "/somewhere/kb/urls.py": {"summary": {"num_statements": 40, "missing_lines": 0}},
        "/tmp/made/up.py": {"summary": {"num_statements": 9, "missing_lines": 9}},
        "kb/read/__init__.py": {"summary": {"num_statements": 0, "missing_lines": 0}},
    }
}


def test_files_are_added_up_by_room() -> None:
    """The room with the smallest share comes first, with the module that is to blame."""
    read, urls = read_rooms(REPORT)
    assert (read.name, read.lines, read.missed, read.worst) == (
        "read",
        100,
        25,
        "read/loader.py (15)",
    )
    assert (urls.name, urls.share, urls.worst) == ("urls", 1.0, "")


def test_the_table_has_a_sum() -> None:
    """A row a room, and all of them together."""
    assert list(iter_table(read_rooms(REPORT))) == [
        "room              lines  not run     run  most in",
        "read                100       25   75.0%  read/loader.py (15)",
        "urls                 40        0  100.0%",
        "all                 140       25   82.1%",
    ]
