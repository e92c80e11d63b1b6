# A finding is a value, never an exception: all problems of a run are collected, sorted and shown
# at once. This module knows how a problem is shown; the catalogue of codes lives in kb.codes.
"""Findings about content: what is wrong, where, and what would be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
MOST_LISTED = 10_000
"""Problems beyond this number are counted, not listed: a file of 2 MB can hold a million."""
MOST_OF_KIND = 20
"""Problems of one code and one file that are printed for people."""
MOST_OF_FILE = 100
"""Problems of one file that are printed for people."""
COUNTED_HINT = "so many are only counted: mend the others, then check again"


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
    times: int = 1
    """How many findings it stands for: more than one where the rest of a kind is only counted."""

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
            "times": self.times,
        }


@dataclass(slots=True)
class Findings:
    """Takes problems as they are found; past `limit` it keeps one a code that counts the rest.

    So the memory they take is bounded, whatever a file holds, and their number stays known.
    """

    limit: int = MOST_LISTED
    _listed: list[Problem] = field(default_factory=list)
    _counted: dict[str, tuple[Problem, int]] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Take one problem."""
        if problem.times == 1 and len(self._listed) < self.limit:
            self._listed.append(problem)
            return
        first, times = self._counted.get(problem.code, (problem, 0))
        self._counted[problem.code] = (first, times + problem.times)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several problems."""
        for problem in problems:
            self.add(problem)

    def has_line(self, line: int) -> bool:
        """Return whether a listed problem stands in a line of its file."""
        return any(problem.line == line for problem in self._listed)

    def all(self) -> tuple[Problem, ...]:
        """Return the listed problems, then those that count the rest of a kind."""
        return (*self._listed, *(_counting(*item) for item in self._counted.values()))


def _counting(problem: Problem, times: int) -> Problem:
    """Return a problem that stands for those of its kind that are not listed."""
    if times == 1:
        return problem
    message = f"and {times:,} more of this kind, from here on"
    return replace(problem, message=message, hint=COUNTED_HINT, times=times)


def count_findings(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many findings of one severity there are, the counted ones included."""
    return sum(problem.times for problem in problems if problem.severity is severity)


def shorten_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what a person reads: of each file the worst problems, and one that counts the rest.

    Of a file at most `MOST_OF_KIND` problems of one code and `MOST_OF_FILE` in all are kept. The
    problem behind them says how many of which codes were left out, and how to see them.
    """
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.path, []).append(problem)
    return tuple(shown for found in files.values() for shown in _shorten_file(found))


def _shorten_file(found: list[Problem]) -> Iterator[Problem]:
    kept: set[int] = set()
    of_kind: Counter[str] = Counter()
    for index in sorted(range(len(found)), key=lambda index: _RANK[found[index].severity]):
        problem = found[index]
        is_listed = problem.times == 1 and of_kind[problem.code] < MOST_OF_KIND
        if is_listed and len(kept) < MOST_OF_FILE:
            of_kind[problem.code] += 1
            kept.add(index)
    yield from (found[index] for index in sorted(kept))
    for severity in Severity:
        rest = [
            problem
            for index, problem in enumerate(found)
            if index not in kept and problem.severity is severity
        ]
        if rest:
            yield _left_out(rest)


def _left_out(rest: list[Problem]) -> Problem:
    """Return the problem that stands for those of a file and a severity that are not shown."""
    kinds: Counter[str] = Counter()
    for problem in rest:
        kinds[problem.code] += problem.times
    number = kinds.total()
    counts = ", ".join(f"{count:,} of {code}" for code, count in sorted(kinds.items()))
    message = f"and {number:,} more in this file ({counts})"
    hint = "mend those above, or see them with `kb check --format json`"
    return replace(rest[0], code="KB131", message=message, hint=hint, times=number)


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
