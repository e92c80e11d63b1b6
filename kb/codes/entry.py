"""The entry of one problem code."""

from __future__ import annotations

from dataclasses import dataclass

from kb.problems import Mark, Problem, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """What a problem code means and how to mend it."""

    code: str
    severity: Severity
    title: str
    """What is wrong, in one line."""
    why: str
    """Why it matters and what to do, in one or two sentences."""
    bad: str = ""
    """An example of the mistake, as YAML."""
    good: str = ""
    """The same, mended."""
    needs_all: bool = False
    """Whether it says that something is nowhere: while a record cannot be judged, nobody knows."""

    def problem_at(self, mark: Mark, message: str, hint: str = "") -> Problem:
        """Return a problem of this code at a place."""
        return Problem(self.code, self.severity, mark.path, mark.line, mark.column, message, hint)
