"""`kb known`: what was public on a day, with the statuses of that day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.started import kb
from tests.rules.laid_out import lay_out

BASE = """
disclosed: 2024-01-19
sources:
  - {id: minutes, issued: 2018-01-24}
  - {id: paper, issued: 2024-01-19}
  - {id: copy}
  - {id: correction, issued: 2024-02-13}
claims:
  - {id: before, cites: [minutes]}
  - {id: written, cites: [paper], history: ['2024-02-13 refuted [correction]']}
  - {id: copied, asserted: ../2024-06-01, cites: [copy],
     history: ['2024-02-13 refuted [correction]']}
  - {id: monthly, asserted: ../2024-06-01, cites: [copy],
     history: ['../2024-03-31 refuted [correction]']}
"""


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small base, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return lay_out(BASE, tmp_path)


def known(day: str) -> dict[str, tuple[str, bool]]:
    """Return claim, status and whether it was only possibly public."""
    rows = json.loads(kb("known", "kent", "--on", day, "--format", "json").stdout)
    return {row["id"]: (row["status"], row["possibly"]) for row in rows}


def test_what_was_public_has_the_status_of_the_day() -> None:
    """Nothing is read back: what was shown false later was reported then."""
    assert known("2024-02-12")["written"] == ("reported", False)
    assert known("2024-02-13")["written"] == ("refuted", False)


def test_what_was_possibly_public_has_the_status_it_had_if_it_was() -> None:
    """A copy without a date of what was shown false is no live report on the day after."""
    assert known("2024-02-12")["copied"] == ("reported", True)
    assert known("2024-02-14")["copied"] == ("refuted", True)
    assert known("2024-07-01")["copied"] == ("refuted", False)


def test_a_bound_shows_nothing_false_before_it() -> None:
    """What was seen corrected by a day is not said to have been so earlier."""
    assert known("2024-03-30")["monthly"] == ("reported", True)
    assert known("2024-03-31")["monthly"] == ("refuted", True)


def test_before_it_was_public_the_list_is_background() -> None:
    """Nobody takes a paper of 2018 for news of an incident in 2024."""
    early, later = (kb("known", "kent", "--on", day).stdout for day in ("2024-01-18", "2024-01-19"))
    assert "Not public before 19 January 2024: what follows is background." in early
    assert "[before]" in early
    assert "background" not in later
