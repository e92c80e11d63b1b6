"""Options that several commands share, and how they print."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.problems import (
    Problem,
    Severity,
    by_severity,
    count_findings,
    escape_json,
    shorten_problems,
)

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day, written 2024-01-18."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:
        """Return the day, or say how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2024-01-18", param, ctx)


def content_option(command: F) -> F:
    """Add `--content DIR`."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(
        "--content", type=kind, default=Path("content"), show_default=True, metavar="DIR",
        help="The folder with the authored records.",
    )(command)  # fmt: skip


def format_option(*names: str) -> Callable[[F], F]:
    """Add `--format` with these names; the first is the default."""
    return click.option(
        "--format", "style", type=click.Choice(names), default=names[0], show_default=True,
        help="How the result is printed.",
    )  # fmt: skip


def today_option(command: F) -> F:
    """Add `--today DATE`."""
    return click.option(
        "--today", type=Day(), default=None, metavar="DATE",
        help="The day for findings that depend on it; without it there are none.",
    )(command)  # fmt: skip


def allow_empty_option(command: F) -> F:
    """Add `--allow-empty`."""
    return click.option(
        "--allow-empty", is_flag=True, help="Let a base without any incident pass."
    )(command)


def print_problems(problems: Iterable[Problem], style: str) -> None:
    """Print findings as text, JSON or GitHub annotations; only JSON lists all of a file."""
    found = tuple(problems)
    if style == "json":
        print_json([problem.as_dict() for problem in found])
        return
    shown = shorten_problems(found)
    lines = []
    for problem in by_severity(shown) if style == "github" else shown:
        line = problem.explain(style)
        if style == "text" and problem.severity is not Severity.ERROR:
            line = line.replace(f" {problem.code} ", f" {problem.code} {problem.severity}: ", 1)
        lines.append(line)
    if lines:
        click.echo("\n".join(lines))


def print_json(data: object) -> None:
    """Print JSON alone on standard output; what could trick a terminal stands as `\\u` escapes."""
    click.echo(escape_json(json.dumps(data, ensure_ascii=False, indent=2)))


def has_failed(problems: Iterable[Problem], *, is_strict: bool) -> bool:
    """Return whether the findings make the run fail."""
    failing = {Severity.ERROR, Severity.WARNING} if is_strict else {Severity.ERROR}
    return any(problem.severity in failing for problem in problems)


def count_words(problems: Iterable[Problem]) -> str:
    """Return how many findings there are, in words."""
    found = tuple(problems)
    parts = []
    for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
        number = count_findings(found, severity)
        parts.append(f"{number} {noun}" + ("" if number == 1 else "s"))
    return ", ".join(parts)
