"""`kb schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.artifact import Artifact
from kb.cli.options import content_option, count_words, format_option, print_problems
from kb.cli.recovery import begin_edit
from kb.codes import problem_at
from kb.edit.new_modeline import plan_modelines
from kb.edit.staging import Plan, carry_out
from kb.errors import PublishError
from kb.outputs.schema import export_schemas, is_own_schema
from kb.outputs.schema_ids import export_ids
from kb.problems import Mark, Problem
from kb.publish.known import replace_known
from kb.read.listing import real_path
from kb.read.walk import RawDocument, read_content, show_path


@click.command("schema")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=None, metavar="DIR",
    help="Where the schemas go: `schemas` beside the folder with the records.",
)  # fmt: skip
@click.option("--check", "is_check", is_flag=True, help="Write nothing; report what is stale.")
@click.option("--modelines", is_flag=True, help="Give every record without one its schema line.")
@content_option
@format_option("text", "json")
def schema_command(
    out: Path | None, is_check: bool, modelines: bool, content: Path, style: str  # noqa: FBT001
) -> None:  # fmt: skip
    """Write the JSON Schemas that editors check and complete records with."""
    folder = out or real_path(content).parent / "schemas"
    models = tuple(export_schemas())
    if is_check:
        problems = _stale(models, folder)
        print_problems(problems, style)
        if style == "text":
            click.echo(f"{len(models)} schemas: {count_words(problems)}", err=bool(problems))
        sys.exit(1 if problems else 0)
    if modelines:
        begin_edit(content, style, writes=True)
    documents = read_content(content).documents
    artifacts = (*models, export_ids(documents))
    try:
        written, in_the_way = replace_known(artifacts, folder, is_own_schema)
    except OSError as error:
        raise PublishError(str(error)) from error
    if in_the_way:
        print_problems(_clashes(in_the_way, folder), style)
        sys.exit(1)
    changed = _add_modelines(documents, folder, content) if modelines else ()
    print_problems((), style)
    if style == "text":
        new = ", ".join(written) or "nothing new"
        click.echo(f"{show_path(folder)}: {new}")
        for path in changed:
            click.echo(f"{path}: schema line added")


def _add_modelines(
    documents: tuple[RawDocument, ...], schemas: Path, content: Path
) -> tuple[str, ...]:
    changes = plan_modelines(documents, schemas)
    carry_out(Plan(changes), content, "kb schema --modelines")
    return tuple(show_path(change.path) for change in changes)


def _clashes(names: tuple[str, ...], folder: Path) -> tuple[Problem, ...]:
    message = "this is no schema that `kb schema` wrote, and would be replaced"
    hint = "move it away, or name another folder with --out"
    return tuple(problem_at(Mark(show_path(folder / n)), "KB611", message, hint) for n in names)


def _stale(models: tuple[Artifact, ...], folder: Path) -> tuple[Problem, ...]:
    """Return the schemas on disk that are not what the model says.

    The names of the knowledge base are a convenience, refreshed when somebody runs `kb schema`: a
    new record need not bring a new list with it.
    """
    problems = []
    for artifact in models:
        file = folder / artifact.path
        if not file.is_file() or file.read_bytes() != artifact.data:
            what = "is stale" if file.is_file() else "is missing"
            message = f"the schema {what}"
            mark = Mark(show_path(file))
            problems.append(problem_at(mark, "KB610", message, "run `kb schema`"))
    return tuple(problems)
