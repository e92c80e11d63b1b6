"""`kb check` and `kb explain`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kb.checking import check
from kb.cli.options import (
    allow_empty_option,
    content_option,
    count_words,
    format_option,
    has_failed,
    print_problems,
    today_option,
)
from kb.errors import UsageError
from kb.ids import suggest
from kb.rules import CATALOGUE


@click.command("check")
@content_option
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@format_option("text", "json", "github")
@today_option
@allow_empty_option
def check_command(
    content: Path, strict: bool, style: str, today: dt.date | None, allow_empty: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Check every record and print every problem."""
    checked = check(content, today=today, may_be_empty=allow_empty)
    print_problems(checked.problems, style)
    if checked.unjudged:
        click.echo(checked.unjudged.explain(), err=True)
    if style == "text":
        counts = ", ".join(f"{number} {name}" for name, number in checked.counts.items())
        click.echo(f"{counts}: {count_words(checked.problems)}", err=bool(checked.problems))
    sys.exit(1 if has_failed(checked.problems, is_strict=strict) else 0)


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain the problem code CODE, with an example and its repair."""
    entry = CATALOGUE.get(code.upper())
    if entry is None:
        hint = suggest(code.upper(), tuple(CATALOGUE)) or "codes run from KB101 to KB699"
        raise UsageError(f"there is no problem code {code!r}; {hint}")
    click.echo(f"{entry.code} ({entry.severity}): {entry.title}\n\n{entry.why}")
    for label, example in (("Instead of", entry.bad), ("write", entry.good)):
        if example:
            click.echo(f"\n{label}:\n")
            click.echo("\n".join(f"    {line}" for line in example.splitlines()))
