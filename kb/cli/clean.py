# What a person put down is never removed from here: see kb.publish.clean. This room only says what
# was done, or would be.
"""`kb clean`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from kb.cli.options import format_option, has_failed, print_json, print_problems
from kb.errors import PublishError
from kb.problems import Problem, escape_control
from kb.publish import clean_site, clean_tree, report_problems, set_aside
from kb.read.listing import real_path
from kb.read.walk import show_path

_CONFIG = Path("mkdocs.yml")
_MOST = 20
"""No more files than this are named one by one."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was removed, moved and kept; paths as they are shown."""

    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    target: str = ""
    """The folder they were moved into."""
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@click.command("clean")
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"),
    show_default=True, metavar="DIR", help="The site's folder; it goes if a build made it.",
)  # fmt: skip
@click.option(
    "--set-aside", "is_aside", is_flag=True,
    help="Remove nothing; move what no build wrote out of docs/, into a folder beside it.",
)  # fmt: skip
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say what would be done.")
@format_option("text", "json")
def clean_command(site: Path, is_aside: bool, is_dry: bool, style: str) -> None:  # noqa: FBT001
    """Remove what builds made: the pages in docs/ that they wrote, and the site."""
    from kb.mkdocs_plugin.run import read_project

    docs = read_project(_CONFIG).docs
    try:
        done = _set_aside(docs, is_dry=is_dry) if is_aside else _clean(docs, site, is_dry=is_dry)
    except OSError as error:
        raise PublishError(str(error)) from error
    if style == "json":
        print_json(_as_json(done, is_dry=is_dry))
    else:
        print_problems(done.problems, "text")
        _print(done, is_dry=is_dry)
    sys.exit(1 if has_failed(done.problems, is_strict=False) else 0)


def _clean(docs: Path, site: Path, *, is_dry: bool) -> Done:
    report = clean_tree(docs, is_dry=is_dry)
    shown = Path(show_path(docs))
    sites = clean_site(site, is_dry=is_dry)
    kept = [(shown / path).as_posix() for path in report.foreign]
    if site.is_dir() and real_path(site) not in sites:
        kept.append(f"{show_path(site)}/")
    return Done(
        removed=(
            *(f"{show_path(folder)}/" for folder in sites),
            *((shown / path).as_posix() for path in report.removed),
        ),
        kept=tuple(kept),
        problems=report_problems(report, shown) if report.clashes or report.fault else (),
    )


def _set_aside(docs: Path, *, is_dry: bool) -> Done:
    target, moved = set_aside(docs, is_dry=is_dry)
    shown = Path(show_path(docs))
    paths = tuple((shown / path).as_posix() for path in moved)
    return Done(moved=paths, target=f"{show_path(target)}/")


def _as_json(done: Done, *, is_dry: bool) -> dict[str, object]:
    return {
        "dry_run": is_dry,
        "removed": [escape_control(path) for path in done.removed],
        "moved": [escape_control(path) for path in done.moved],
        "moved_to": done.target if done.moved else None,
        "kept": [escape_control(path) for path in done.kept],
        "problems": [problem.as_dict() for problem in done.problems],
    }


def _print(done: Done, *, is_dry: bool) -> None:
    would = "would be " if is_dry else ""
    _print_some(done.removed, f"{would}removed")
    _print_some(done.moved, f"{would}moved to {done.target}")
    _print_some(done.kept, "kept, as no build made it")
    if not done.removed and not done.moved and not done.kept:
        click.echo("there is nothing to do")


def _print_some(paths: tuple[str, ...], what: str) -> None:
    for path in paths[:_MOST]:
        click.echo(f"{escape_control(path)}: {what}")
    if len(paths) > _MOST:
        click.echo(f"{len(paths) - _MOST} more: {what}")
