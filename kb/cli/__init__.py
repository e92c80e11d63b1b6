# The command line: one grammar for all commands (ARCHITECTURE.md). Exit 0 clean, 1 problems, 2
# could not run. People read text on a terminal; `--format json` puts JSON alone on standard output.
"""The `kb` command."""

from __future__ import annotations

import gc

import click

from kb.cli.build import build_command, serve_command
from kb.cli.check import check_command, explain_command
from kb.cli.cite import cite_command
from kb.cli.clean import clean_command
from kb.cli.edit import fmt_command, merge_command, migrate_command, mv_command
from kb.cli.exports import export_command
from kb.cli.find import find_command
from kb.cli.imports import import_command
from kb.cli.new import new_command
from kb.cli.recovery import recover_command
from kb.cli.schema import schema_command
from kb.cli.show import known_command, stats_command
from kb.errors import KbError
from kb.problems import escape_control


class Group(click.Group):
    """A group whose commands end with 2 when they could not run."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn what we raise on purpose into a plain message."""
        try:
            return super().invoke(ctx)
        except KbError as error:
            click.echo(f"kb: {escape_control(str(error))}", err=True)
            ctx.exit(2)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="incident-kb", prog_name="kb")
def main() -> None:
    """Check, build and read a source-cited incident knowledge base."""
    # Records are values that hold no circles: looking for circles among them every 700 new ones
    # takes a quarter of the time of a big base and finds nothing.
    gc.set_threshold(100_000, 20, 20)


main.add_command(check_command)
main.add_command(build_command)
main.add_command(serve_command)
main.add_command(clean_command)
main.add_command(stats_command)
main.add_command(known_command)
main.add_command(explain_command)
main.add_command(schema_command)
main.add_command(new_command)
main.add_command(find_command)
main.add_command(cite_command)
main.add_command(fmt_command)
main.add_command(mv_command)
main.add_command(merge_command)
main.add_command(migrate_command)
main.add_command(recover_command)
main.add_command(import_command)
main.add_command(export_command)
