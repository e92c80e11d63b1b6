"""`kb import`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import click

from kb.checking import check
from kb.cli.options import Day, count_words, format_option, has_failed, print_json, print_problems
from kb.cli.recovery import begin_edit
from kb.edit.new_register import Register, read_register
from kb.edit.staging import Plan, carry_out, has_errors, new_problems, show_diff, try_changes
from kb.errors import UsageError
from kb.importers.csl import draft_csl
from kb.importers.draft import Drafts
from kb.importers.draft_plan import ImportPlan, plan_import
from kb.importers.guard import reading_outside
from kb.importers.scan import draft_scan
from kb.problems import escape_control, sort_problems
from kb.read.walk import show_path


class Importer(Protocol):
    """Turns an outside file into drafts."""

    def __call__(self, path: Path, register: Register, *, today: str) -> Drafts:
        """Return the drafts."""


IMPORTERS: Mapping[str, Importer] = {"csl": draft_csl, "scan": draft_scan}
"""Name of a format → its reader."""


@click.command("import")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(tuple(IMPORTERS)))
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), default=Path("content"),
    show_default=True, metavar="DIR", help="The folder with the records, where the drafts go.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--today", type=Day(), default=None, metavar="DATE",
    help="The day that new and changed records get; today when left out.",
)  # fmt: skip
@format_option("text", "json")
def import_command(
    format_name: str, path: Path, to: Path, dry_run: bool, today: dt.date | None, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Draft records from an outside file, for a person to review."""
    day = (today or dt.datetime.now(dt.UTC).date()).isoformat()
    if not to.exists():
        raise UsageError(f"there is no folder {str(to)!r}; make it first, with the right name")
    begin_edit(to, style, writes=not dry_run)
    before = check(to).problems
    if has_errors(before):
        print_problems(before, "text")
        raise UsageError("the records have errors: mend them, then try again")
    register = read_register(to)
    with reading_outside(str(path), "export it in another form, or write the records by hand"):
        drafts = IMPORTERS[format_name](path, register, today=day)
        plan = plan_import(format_name, drafts, register, to, path=show_path(path), today=day)
        changes = tuple(plan.changes)
        found = new_problems(before, try_changes(changes, to)) if changes else ()
    faults = tuple(problem for problem in found if has_errors((problem,)))
    plan.problems.extend(faults)
    is_written = bool(changes) and not faults and not dry_run
    if is_written:
        carry_out(Plan(changes), to, "kb import")
    _print(plan, style, is_written=is_written, is_refused=bool(faults), is_shown=dry_run)
    sys.exit(1 if has_failed(plan.problems, is_strict=False) else 0)


def _print(
    plan: ImportPlan, style: str, *, is_written: bool, is_refused: bool, is_shown: bool
) -> None:
    problems = sort_problems(plan.problems)
    if style == "json":
        print_json(plan.as_dict() | {"written": is_written})
        return
    if is_shown:
        for line in show_diff(tuple(c for c in plan.changes if c.path.suffix != ".json")):
            click.echo(escape_control(line))
    for line in _iter_lines(plan):
        click.echo(escape_control(line))
    print_problems(problems, style)
    counts = f"{len(plan.added)} new, {len(plan.updated)} updated, {len(plan.unchanged)} unchanged"
    ending = "" if is_written or not plan.changes else "; nothing was written"
    if is_refused:
        ending = "; nothing was written, because the records would have errors"
    click.echo(f"{counts}: {count_words(problems)}{ending}", err=bool(problems))


def _iter_lines(plan: ImportPlan) -> Iterator[str]:
    for name in plan.added:
        yield f"new      {name}"
    for name, fields in plan.updated.items():
        yield f"updated  {name}: {', '.join(fields)}"
    for name, fields in plan.kept.items():
        yield f"kept     {name}: {', '.join(fields)} (written by hand; the source differs)"
