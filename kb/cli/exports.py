"""`kb export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from kb.artifact import Artifact
from kb.cli.options import content_option
from kb.cli.show import load
from kb.errors import UsageError
from kb.index import KnowledgeBase
from kb.outputs.bibtex import export_bibtex
from kb.outputs.csl import export_csl
from kb.publish.atomic import write_file
from kb.read.walk import show_path

Exporter = Callable[[KnowledgeBase, str], Iterator[Artifact]]

EXPORTERS: Mapping[str, Exporter] = {"bibtex": export_bibtex, "csl": export_csl}
"""Name of a format → its exporter; each of these gives one file."""


@click.command("export")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(tuple(EXPORTERS)))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="PATH",
    help="The file to write; for csl its ending says whether it is JSON or YAML.",
)  # fmt: skip
@content_option
def export_command(format_name: str, out: Path, content: Path) -> None:
    """Write the sources for other programs."""
    kb = load(content)
    endings = {"bibtex": (".bib",), "csl": (".json", ".yaml", ".yml")}[format_name]
    if out.suffix not in endings:
        raise UsageError(f"{format_name} goes into a file that ends in {' or '.join(endings)}")
    if not out.parent.is_dir():
        raise UsageError(f"there is no folder {str(out.parent)!r}")
    for artifact in EXPORTERS[format_name](kb, out.name):
        write_file(out, artifact.data)
    click.echo(f"{show_path(out)}: {len(kb.sources)} sources")
