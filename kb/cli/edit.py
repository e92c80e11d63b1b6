# Commands that change authored files. Each makes a plan, tries it on a copy of the content and
# shows what stands against it; only then is anything written, all files or none.
"""`kb fmt`, `kb mv`, `kb merge` and `kb migrate`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kb.checking import check
from kb.cli.options import Day, content_option, format_option, print_json, print_problems
from kb.cli.recovery import begin_edit
from kb.edit.fmt import plan_format
from kb.edit.merge import plan_merge
from kb.edit.migrate import plan_migration
from kb.edit.rename import plan_rename
from kb.edit.staging import (
    Base,
    Plan,
    carry_out,
    has_errors,
    new_problems,
    open_base,
    show_diff,
    try_changes,
)
from kb.problems import Problem
from kb.read.walk import show_path

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing."
)


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@content_option
@click.option("--check", "is_check", is_flag=True, help="Only list the files that would change.")
@dry_run_option
@format_option("text", "json", "github")
def fmt_command(
    paths: tuple[Path, ...], content: Path, is_check: bool, dry_run: bool, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Bring records into the house style: order of keys, quotes, lists; comments stay."""
    begin_edit(content, style, writes=not (is_check or dry_run))
    plan, findings = plan_format(content, paths)
    if is_check:
        found = (*plan.problems, *findings)
        _finish(plan, found, style, is_failed=bool(found))
    if plan.problems:
        _finish(plan, plan.problems, style, is_failed=True)
    before = () if dry_run else check(content).problems
    _carry_out(plan, content, before, style, is_dry=dry_run)


@click.command("mv")
@click.argument("old")
@click.argument("new")
@content_option
@dry_run_option
@format_option("text", "json")
def mv_command(old: str, new: str, content: Path, dry_run: bool, style: str) -> None:  # noqa: FBT001
    """Rename OLD to NEW and rewrite every reference; the old address leads to the new one.

    OLD is the id of an incident, entity or page, a citekey, or RECORD#PART for a part of a record.
    """
    begin_edit(content, style, writes=not dry_run)
    base = _open(content, style)
    _carry_out(plan_rename(base, old, new), content, base.problems, style, is_dry=dry_run)


@click.command("merge")
@click.argument("a")
@click.argument("b")
@content_option
@click.option(
    "--prefer", type=click.Choice(("a", "b")), default=None,
    help="Whose value stands where the two disagree.",
)  # fmt: skip
@dry_run_option
@format_option("text", "json")
def merge_command(
    a: str, b: str, content: Path, prefer: str | None, dry_run: bool, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Merge the entity or source B into A; B's address leads to A."""
    begin_edit(content, style, writes=not dry_run)
    base = _open(content, style)
    plan = plan_merge(base, a, b, prefer=prefer or "")
    _carry_out(plan, content, base.problems, style, is_dry=dry_run)


@click.command("migrate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@content_option
@click.option(
    "--on", "day", type=Day(), default=None, metavar="DATE",
    help="The day for `created` and `updated` where a former format had none.",
)  # fmt: skip
@dry_run_option
@format_option("text", "json")
def migrate_command(
    paths: tuple[Path, ...], content: Path, day: dt.date | None, dry_run: bool, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Bring records of a former format to the present one."""
    begin_edit(content, style, writes=not dry_run)
    plan = plan_migration(content, paths, day=day)
    # What a file says after its migration counts in full, whatever was wrong with it before.
    changed = {show_path(change.path) for change in plan.changes}
    found = check(content).problems if plan.changes else ()
    before = tuple(problem for problem in found if problem.path not in changed)
    _carry_out(plan, content, before, style, is_dry=dry_run)


def _open(content: Path, style: str) -> Base:
    base = open_base(content)
    if isinstance(base, tuple):
        note = "the records have errors: mend them, then try again; nothing was written"
        _finish(Plan(notes=(note,)), base, style, is_failed=True)
        raise AssertionError
    return base


def _carry_out(
    plan: Plan, content: Path, before: tuple[Problem, ...], style: str, *, is_dry: bool
) -> None:
    """Try a plan, then write it or show it; end the command."""
    if plan.problems:
        _finish(Plan(notes=_unwritten(plan)), plan.problems, style, is_failed=True)
    after = new_problems(before, try_changes(plan.changes, content)) if plan.changes else ()
    if has_errors(after):
        _finish(Plan(notes=_unwritten(plan)), after, style, is_failed=True)
    if is_dry:
        _show(plan, after, style)
    else:
        carry_out(plan, content, f"kb {click.get_current_context().info_name}")
    _finish(plan, after, style, is_failed=False)


def _unwritten(plan: Plan) -> tuple[str, ...]:
    return ("nothing was written",) if not plan.changes else ("nothing was written: it would fail",)


def _show(plan: Plan, problems: tuple[Problem, ...], style: str) -> None:
    if style == "json":
        _finish(plan, problems, style, is_failed=False)
    for line in show_diff(plan.changes):
        click.echo(line)


def _finish(plan: Plan, problems: tuple[Problem, ...], style: str, *, is_failed: bool) -> None:
    """Print problems, notes and the files that change; end the command."""
    if style == "json":
        files = [{"path": show_path(change.path), "change": _word(change.old, change.new)}
                 for change in plan.changes]  # fmt: skip
        found = [problem.as_dict() for problem in problems]
        print_json({"files": files, "notes": list(plan.notes), "problems": found})
    else:
        print_problems(problems, style)
        for note in plan.notes:
            click.echo(note, err=style == "github" or bool(problems))
    sys.exit(1 if is_failed else 0)


def _word(old: bytes | None, new: bytes | None) -> str:
    return "added" if old is None else "removed" if new is None else "changed"
