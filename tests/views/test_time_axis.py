"""The timeline as a figure: precision is drawn as precision, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.pages.incident.page import build_incident
from kb.pipeline import check
from kb.views.time_axis import TimeFigure
from tests.looking import looked_at

BASE = Path(__file__).parents[1] / "cases/base"
EVENTS = {
    "ev-day": "2024-01-19",
    "ev-about": "2024-01-22~",
    "ev-within": "2024-01-20/2024-01-24",
    "ev-month": "2024-02",
    "ev-open": "2024-01-30/..",
    "ev-before": "2018",
    "ev-after": "2025-06",
}


def figure(tmp_path: Path, extra: str = "") -> TimeFigure:
    """Return the figure of an incident with these events."""
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    file = content / "incidents/kent.yml"
    lines = "".join(
        f"  - {{id: {name}, date: {date}, type: statement, title: {name}, claims: [announced]}}\n"
        for name, date in EVENTS.items()
    )
    text = file.read_text(encoding="utf-8").replace("events:\n", "events:\n" + lines + extra, 1)
    file.write_text(text, encoding="utf-8")
    checked = check(content)
    assert checked.kb is not None, checked.problems
    page = build_incident(checked.kb, checked.kb.incidents["kent"])
    assert page.timeline is not None
    return page.timeline


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("ev-day", ["day"]),
        ("ev-about", ["within", "day"]),
        ("ev-within", ["within"]),
        ("ev-month", ["within"]),
        ("ev-open", ["day", "open"]),
    ],
)
def test_a_date_is_drawn_as_precise_as_it_is(tmp_path: Path, name: str, shapes: list[str]) -> None:
    """A day is a cell, a range a band, “about” a cell in a fringe, an open end a line."""
    rows = {row.event.anchor: row for row in figure(tmp_path).rows}
    assert [mark.shape for mark in rows[name].marks] == shapes


def test_what_lasts_is_a_bar_but_the_onset_is_not(tmp_path: Path) -> None:
    """An interval is a duration where the event lasts."""
    extra = "  - {id: ev-r, date: 2024-01-20/2024-02-05, type: recovery, title: R, claims: [announced]}\n"  # noqa: E501
    rows = {row.event.anchor: row for row in figure(tmp_path, extra).rows}
    assert [mark.shape for mark in rows["ev-r"].marks] == ["span"]


def test_every_event_stands_once(tmp_path: Path) -> None:
    """Events off the axis are listed before and after it; none is lost."""
    found = figure(tmp_path)
    assert [line.anchor for line in found.before] == ["ev-before"]
    assert [line.anchor for line in found.after] == ["ev-after"]
    names = [row.event.anchor for row in found.rows]
    assert len(names) == len(set(names)) == len(EVENTS) + 1 - 2


def test_every_mark_lies_on_the_axis(tmp_path: Path) -> None:
    """No shape begins before 0 or ends after 100 percent, and ticks are in order."""
    found = figure(tmp_path)
    for mark in looked_at((mark for row in found.rows for mark in row.marks), 6):
        assert 0 <= float(mark.x[:-1]) <= float(mark.end[:-1]) <= 100.01
    ticks = [float(tick.x[:-1]) for tick in found.ticks]
    assert ticks == sorted(ticks)
    assert 2 <= len(ticks) <= 9
