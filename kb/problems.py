# A finding is a value, never an exception: all problems of a run are collected, sorted and shown
# at once. This module knows how a problem is shown; the catalogue of codes lives in kb.codes.
"""Findings about content: what is wrong, where, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


# What colours or moves a terminal, turns the order of a line, or is no character at all.
_BEYOND_ASCII = (
    r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff"
)
_CONTROL = re.compile(rf"[\x00-\x1f{_BEYOND_ASCII}]")
_CONTROL_IN_JSON = re.compile(f"[{_BEYOND_ASCII}]")

_RANK: Mapping[Severity, int] = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an authored file. Lines and columns start at 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    `message` says what is wrong and quotes the value (already made safe with `quoted`);
    `hint` says what would be right.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then code and text."""
        return (self.path, self.line, self.column, self.code, self.message)

    def explain(self, style: str = "text") -> str:
        """Return the problem as one line, `text` or `github` (a workflow annotation)."""
        text = f"{self.message}; {self.hint}" if self.hint else self.message
        text = escape_control(text)  # whatever a message forgot to quote
        if style == "github":
            level = {"error": "error", "warning": "warning", "info": "notice"}[self.severity]
            place = f"file={_property(self.path)},line={self.line},col={self.column}"
            return f"::{level} {place},title={self.code}::{_annotation(text)}"
        return f"{escape_control(self.path)}:{self.line}:{self.column}: {self.code} {text}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as the JSON object of `--format json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "hint": self.hint,
        }


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repeats, in order of place."""
    return tuple(sorted(set(problems), key=Problem.sort_key))


def by_severity(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems most severe first, then in order of place."""
    return tuple(sorted(problems, key=lambda p: (_RANK[p.severity], p.sort_key())))


def escape_control(text: str) -> str:
    """Return `text` on one line, with control and bidirectional characters written out."""
    return _CONTROL.sub(_visible, text)


def escape_json(text: str) -> str:
    """Return a JSON text that says the same without a raw control or bidirectional character.

    `json.dumps` itself writes out those below the blank only.
    """
    return _CONTROL_IN_JSON.sub(_visible, text)


def quoted(value: object, limit: int = 60) -> str:
    """Return a bad value in quotes, shortened and safe to print on a terminal."""
    text = value if isinstance(value, str) else str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return f"'{escape_control(text)}'"


def _visible(found: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _annotation(text: str) -> str:
    return text.replace("%", "%25").replace("::", "%3A%3A")


def _property(text: str) -> str:
    return escape_control(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
