"""The bar that `kb build` draws on a terminal, and the lines that it prints elsewhere."""

from __future__ import annotations

import sys

import pytest

from kb.cli.build import _progress


def test_a_terminal_gets_one_line_that_is_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bar grows in place, never shows more than all, and leaves nothing behind."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with _progress(is_shown=True) as show:
        show("read", 0, 0)
        show("render", 1, 2)
        show("render", 9, 2)
        drawn = capsys.readouterr()
    assert drawn.out == ""
    assert "\n" not in drawn.err
    lines = drawn.err.split("\r")[1:]
    assert len(lines) == 3
    assert "[" + "#" * 15 + "-" * 15 + "] 1/2" in lines[1]
    assert "[" + "#" * 30 + "] 9/2" in lines[2]
    wiped = capsys.readouterr().err
    assert wiped.startswith("\r")
    assert wiped.strip() == ""
    assert len(wiped) >= len(lines[2])


def test_elsewhere_each_step_is_said_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log gets a line a step; a silent command gets none."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with _progress(is_shown=True) as show:
        for done in range(3):
            show("render", done, 3)
    assert capsys.readouterr().err.count("\n") == 1
    with _progress(is_shown=False) as show:
        show("render", 1, 3)
    assert capsys.readouterr() == ("", "")
