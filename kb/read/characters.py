# Characters nobody can see may make a line say something else than it shows (CVE-2021-42574), end
# a C string or colour a terminal. They are refused in comments and keys too, in one search over
# the text; each is then replaced by one harmless character, so that positions stay what they are.
"""Find characters that have no place in an authored text."""

from __future__ import annotations

import re

from kb.codes import problem_at
from kb.problems import Findings, Mark, Problem, quoted
from kb.read.lines import find_line

_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ufff9-\ufffb\ud800-\udfff"
_REFUSED = re.compile(f"[{_CONTROLS}{_DIRECTIONS}]")
_DIRECTION = re.compile(f"[{_DIRECTIONS}]")
_REPLACEMENT = "\ufffd"


def clean_text(text: str, path: str, first_line: int = 1) -> tuple[str, tuple[Problem, ...]]:
    """Return `text` without refused characters, and a problem for each of them."""
    if not _REFUSED.search(text):
        return text, ()
    found = Findings()
    for match in _REFUSED.finditer(text):
        line, column = find_line(text, match.start())
        mark = Mark(path, first_line + line, column + 1)
        found.add(refuse_character(match.group(), mark))
    return mask_refused(text), found.all()


def find_refused(text: str) -> int:
    """Return the index of the first refused character, -1 when there is none."""
    match = _REFUSED.search(text)
    return match.start() if match else -1


def mask_refused(text: str) -> str:
    """Return `text` of the same length with each refused character replaced."""
    return _REFUSED.sub(_REPLACEMENT, text)


def refuse_character(char: str, mark: Mark) -> Problem:
    """Return the problem of one refused character."""
    name = f"U+{ord(char):04X}"
    if _DIRECTION.match(char):
        message = f"{name} turns the direction of the text {quoted(char)}"
        return problem_at(
            mark, "KB108", message, "delete it: it is invisible and hides what is written"
        )
    message = f"the control character {name} {quoted(char)}"
    return problem_at(mark, "KB107", message, "delete it, or type the sign it was meant to be")
