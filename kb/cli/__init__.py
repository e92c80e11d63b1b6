# The command line: one grammar for all commands (ARCHITECTURE.md). Exit 0 clean, 1 problems, 2
# could not run. People read text on a terminal; `--format json` puts JSON alone on standard output.
# A command is loaded when it is asked for: `kb check` need not wait for what only a build draws.
"""The `kb` command."""

from __future__ import annotations

import gc
from collections import UserDict
from importlib import import_module
from typing import Any

import click

from kb.errors import KbError
from kb.problems import escape_control

_HOMES = {
    "check": "kb.cli.check",
    "build": "kb.cli.build",
    "serve": "kb.cli.build",
    "clean": "kb.cli.clean",
    "stats": "kb.cli.show",
    "known": "kb.cli.show",
    "explain": "kb.cli.check",
    "schema": "kb.cli.schema",
    "new": "kb.cli.new",
    "find": "kb.cli.find",
    "cite": "kb.cli.cite",
    "fmt": "kb.cli.edit",
    "mv": "kb.cli.edit",
    "merge": "kb.cli.edit",
    "migrate": "kb.cli.edit",
    "recover": "kb.cli.recovery",
    "import": "kb.cli.imports",
    "export": "kb.cli.exports",
}
"""Command → the module that holds it, as `NAME_command`."""


class Commands(UserDict[str, Any]):
    """All commands by name; each is loaded when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        """Return the command called so."""
        command: click.Command = getattr(import_module(self.data[name]), f"{name}_command")
        return command


class Group(click.Group):
    """A group whose commands end with the code of what stopped them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called so; None when there is none.

        Not `commands.get`: what went wrong while a command was loaded is no missing command.
        """
        if cmd_name not in self.commands:
            return None
        return self.commands[cmd_name]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn what we raise on purpose into a plain message."""
        # Records are values that hold no circles: looking for circles among them every 700 new
        # ones takes a quarter of the time of a big base and finds nothing.
        gc.set_threshold(100_000, 20, 20)
        try:
            return super().invoke(ctx)
        except KbError as error:
            click.echo(f"kb: {escape_control(str(error))}", err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=Group, commands=Commands(_HOMES), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="incident-kb", prog_name="kb")
def main() -> None:
    """Check, build and read a source-cited incident knowledge base."""
