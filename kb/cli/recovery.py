# An edit that was killed while it wrote is undone before anything else: every command that changes
# records begins here, so that no advice is given, and nothing checked, on half an edit.
"""`kb recover`, and what every editing command does first."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.options import content_option, format_option, print_json, print_problems
from kb.edit.transaction import Recovery, editing, recover
from kb.errors import UsageError
from kb.publish.lock import is_held
from kb.read.unfinished import LOCK, find_unfinished


def begin_edit(content: Path, style: str, *, writes: bool) -> None:
    """Undo an edit that was cut short, or end the command with what stands in the way.

    A command that only shows what it would do (`writes` is false) does not undo: it names the edit.
    """
    if not content.is_dir():
        return
    if not writes:
        problems = find_unfinished(content, is_locked=is_held(content / LOCK))
        if problems:
            print_problems(problems, style)
            sys.exit(1)
        return
    with editing(content):
        done = recover(content)
    if done is None:
        return
    if done.problems:
        print_problems(done.problems, style)
        sys.exit(1)
    click.echo(_said(done), err=True)


@click.command("recover")
@click.option(
    "--keep", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Leave this file as it stands now. May be given several times.",
)  # fmt: skip
@click.option("--keep-all", is_flag=True, help="Leave all files as they stand now.")
@content_option
@click.option("--dry-run", is_flag=True, help="Say what was cut short, and change nothing.")
@format_option("text", "json")
def recover_command(
    keep: tuple[Path, ...], keep_all: bool, content: Path, dry_run: bool, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Undo an edit that was cut short: put back what it changed, and nothing else."""
    if not content.is_dir():
        raise UsageError(f"there is no content folder {str(content)!r}")
    if dry_run:
        problems = find_unfinished(content, is_locked=is_held(content / LOCK))
        print_problems(problems, style)
        if not problems and style == "text":
            click.echo("no edit was cut short")
        sys.exit(1 if problems else 0)
    with editing(content):
        done = recover(content, None if keep_all else keep)
    if style == "json":
        print_json(_as_json(done))
    elif done is None:
        click.echo("no edit was cut short")
    else:
        print_problems(done.problems, style)
        click.echo(_said(done), err=bool(done.problems))
    sys.exit(1 if done is not None and done.problems else 0)


def _said(done: Recovery) -> str:
    if done.problems:
        return f"`{done.by}` was cut short; nothing was touched"
    number = len(done.restored)
    files = f"{number} file{'' if number == 1 else 's'} put back"
    left = f", {len(done.left)} left as they stand" if done.left else ""
    kept = f"; the texts from before are in {done.kept_in}" if done.kept_in else ""
    return f"`{done.by}` was cut short and has been undone: {files}{left}{kept}"


def _as_json(done: Recovery | None) -> dict[str, object]:
    if done is None:
        return {"by": None, "restored": [], "left": [], "kept_in": None, "problems": []}
    return {
        "by": done.by,
        "restored": list(done.restored),
        "left": list(done.left),
        "kept_in": done.kept_in or None,
        "problems": [problem.as_dict() for problem in done.problems],
    }
