"""`kb find`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.options import content_option, format_option, print_json
from kb.edit.new_find import KINDS, Hit, find_text
from kb.edit.new_register import read_register
from kb.ids import suggest
from kb.problems import escape_control


@click.command("find")
@click.argument("text")
@click.option(
    "--kind", type=click.Choice(KINDS), default=None, metavar="KIND",
    help=f"Only this kind: {', '.join(KINDS)}.",
)  # fmt: skip
@content_option
@format_option("text", "json")
def find_command(text: str, kind: str | None, content: Path, style: str) -> None:
    """Find records and claims by TEXT: ids, names, aliases, titles, addresses, claims."""
    register = read_register(content)
    hits = find_text(register, text, kind=kind)
    if style == "json":
        print_json([hit.as_dict() for hit in hits])
    else:
        _print(hits)
        if not hits:
            hint = suggest(text, (entry.id for entry in register.entries))
            click.echo(f"nothing found; {hint}" if hint else "nothing found", err=True)
    sys.exit(0 if hits else 1)


def _print(hits: tuple[Hit, ...]) -> None:
    wide = max((len(hit.id) for hit in hits), default=0)
    for hit in hits:
        words = escape_control(hit.text)
        if len(words) > 100:
            words = words[:99] + "…"
        place = f"{escape_control(hit.path)}:{hit.line}"
        click.echo(f"{hit.id:<{min(wide, 48)}}  {hit.kind:<13}  {place}  {words}")
