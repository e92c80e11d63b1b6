# `kb build` checks first and renders then, beside the live site, and swaps the whole in at the end:
# until that moment a visitor has the old site, whatever happens here. MkDocs is run by the MkDocs
# edge; this room only talks to people.
"""`kb build` and `kb serve`."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from kb.cli.options import (
    allow_empty_option,
    content_option,
    count_words,
    format_option,
    has_failed,
    print_json,
    print_problems,
)
from kb.errors import BuildFailedError
from kb.pipeline import Build, Progress, build
from kb.problems import Problem, sort_problems
from kb.publish import building_beside, check_target

_CONFIG = Path("mkdocs.yml")
"""MkDocs' configuration, in the working directory."""

_STEPS: Mapping[str, str] = {
    "read": "Reading records",
    "validate": "Validating",
    "resolve": "Resolving names",
    "index": "Linking everything",
    "lint": "Checking the house rules",
    "render": "Writing Markdown",
    "markdown": "Rendering Markdown",
    "pages": "Rendering pages",
}
"""Step of the pipeline or of MkDocs → what people read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    built: Build
    problems: tuple[Problem, ...]
    is_published: bool
    """True when the new site is live."""


class _HasProblems(Exception):  # noqa: N818
    """Leaves the folder beside the site without swapping it in."""


@click.command("build")
@content_option
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"),
    show_default=True, metavar="DIR",
    help="The site's folder, a new one or one that a build made: it is replaced whole.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@allow_empty_option
@format_option("text", "json")
def build_command(
    content: Path, site: Path, strict: bool, allow_empty: bool, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Build the site beside the old one, and replace that in one step."""
    start = time.perf_counter()
    try:
        with _progress(is_shown=style == "text") as progress:
            outcome = _build(content, site, is_strict=strict, may_be_empty=allow_empty,
                             progress=progress)  # fmt: skip
    except KeyboardInterrupt as error:
        raise BuildFailedError(f"interrupted; {site} was not left half-built") from error
    seconds = time.perf_counter() - start
    if style == "json":
        print_json(_as_json(outcome, site, seconds))
    else:
        print_problems(outcome.problems, "text")
        if outcome.built.unjudged:
            click.echo(outcome.built.unjudged.explain(), err=True)
        click.echo(_summary(outcome, site, seconds))
    sys.exit(0 if outcome.is_published else 1)


def _build(
    content: Path, site: Path, *, is_strict: bool, may_be_empty: bool, progress: Progress
) -> Outcome:
    """Check, render beside the site, swap."""
    from kb.mkdocs_plugin.run import read_project, render_site

    project = read_project(_CONFIG)
    apart = (content, project.docs, project.static)
    # Before the work as well as after it: nobody waits for a minute to be told.
    check_target(site, apart)
    is_empty_fine = may_be_empty or project.may_be_empty
    built = build(content, may_be_empty=is_empty_fine, site=project.site, progress=progress)
    problems = built.problems
    if has_failed(problems, is_strict=is_strict):
        return Outcome(built, problems, is_published=False)
    try:
        with building_beside(site, apart) as beside:
            faults = render_site(_CONFIG, beside, built, progress)
            problems = sort_problems((*problems, *faults))
            if has_failed(problems, is_strict=is_strict):
                raise _HasProblems
    except _HasProblems:
        return Outcome(built, problems, is_published=False)
    return Outcome(built, problems, is_published=True)


def _summary(outcome: Outcome, site: Path, seconds: float) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in outcome.built.counts.items())
    what = f"{site}/ is new" if outcome.is_published else f"{site}/ is as it was"
    return f"{counts}: {count_words(outcome.problems)}; {what} ({seconds:.1f} s)"


def _as_json(outcome: Outcome, site: Path, seconds: float) -> dict[str, object]:
    return {
        "site": site.as_posix(),
        "published": outcome.is_published,
        "counts": dict(outcome.built.counts),
        "problems": [problem.as_dict() for problem in outcome.problems],
        "unjudged": {
            "records": list(outcome.built.unjudged.records),
            "rules": list(outcome.built.unjudged.rules),
        },
        "seconds": round(seconds, 2),
    }


@contextlib.contextmanager
def _progress(*, is_shown: bool) -> Iterator[Progress]:
    """Give what the steps report to: a bar on a terminal, a line a step elsewhere."""
    if not is_shown:
        yield lambda step, done, total: None
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield _Lines()


def _bar() -> Iterator[Progress]:
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    """Draws the step that runs as one line of the terminal, over the last one."""

    _WIDTH = 30

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 0.0
        filled = round(share * self._WIDTH)
        count = f"{done}/{total}" if total else ""
        line = f"{_STEPS.get(step, step):<26} [{'#' * filled:-<{self._WIDTH}}] {count}"
        if line != self._last:
            click.echo(f"\r{line:<{len(self._last)}}", nl=False, err=True)
            self._last = line

    def clear(self) -> None:
        """Leave an empty line where the bar was."""
        click.echo(f"\r{' ' * len(self._last)}\r", nl=False, err=True)


class _Lines:
    """Prints the name of each step once."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._last:
            self._last = step
            click.echo(_STEPS.get(step, step), err=True)


@click.command("serve")
@content_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True,
    help="The port to listen on.",
)  # fmt: skip
def serve_command(content: Path, host: str, port: int) -> None:
    """Serve the site, and rebuild it whenever a record is saved."""
    from kb.mkdocs_plugin.run import serve_site

    serve_site(_CONFIG, content, f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
