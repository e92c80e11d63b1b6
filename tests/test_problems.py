"""Problems as values: how they are shown, sorted and made safe to print."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kb.problems import (
    Problem,
    Severity,
    by_severity,
    escape_control,
    escape_json,
    quoted,
    sort_problems,
)


def problem(message: str = "m", *, line: int = 1, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem."""
    return Problem("KB201", severity, "a.yml", line, 2, message, "h")


def test_a_problem_is_one_line() -> None:
    """The text form is `path:line:column: CODE what is wrong; what would be right`."""
    assert problem().explain() == "a.yml:1:2: KB201 m; h"


def test_a_github_annotation_cannot_be_forged() -> None:
    """Line breaks and `::` of a record never start another workflow command."""
    line = problem("x\n::set-output name=a::b").explain("github")
    assert line.startswith("::error file=a.yml,line=1,col=2,title=KB201::")
    assert "\n" not in line
    assert line.count("::") == 2


@given(st.text(max_size=80))
def test_whatever_is_quoted_stays_on_one_visible_line(text: str) -> None:
    """No control character, escape sequence or direction mark of a record reaches a terminal."""
    shown = escape_control(text) + quoted(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not any(char in shown for char in "\u202e\u2066\u200f\u2028")


def test_problems_are_sorted_and_told_once() -> None:
    """The same finding is shown once, in order of place; severities sort for annotations."""
    late, early = problem(line=9), problem(line=1, severity=Severity.WARNING)
    assert sort_problems([late, early, late]) == (early, late)
    assert by_severity([early, late]) == (late, early)


@given(st.text(max_size=80) | st.text("\u202e\x7f\x9b\ud800\ufeff\u2028", max_size=9))
def test_json_carries_hidden_characters_as_escapes_only(text: str) -> None:
    """A machine reads the same text; a terminal that shows the JSON sees nothing it could obey."""
    shown = escape_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(shown) == [text]
    assert shown == escape_control(shown)


def test_a_message_that_quotes_nothing_is_safe_all_the_same() -> None:
    """Whatever a rule forgot to quote is written out where a problem is shown."""
    assert problem("a\u202eb\x1b").explain() == "a.yml:1:2: KB201 a\\u202eb\\u001b; h"
