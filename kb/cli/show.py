"""`kb stats` and `kb known`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from kb.checking import check
from kb.cli.options import Day, content_option, format_option, print_json, print_problems
from kb.dates import loose_bounds, show_date
from kb.errors import UsageError
from kb.ids import suggest
from kb.index import KnowledgeBase
from kb.index.known import claims_known_on
from kb.prose.emit import to_plain
from kb.stats import build_stats


def load(content: Path) -> KnowledgeBase:
    """Return the knowledge base, or print what stands against it and stop."""
    checked = check(content)
    if checked.kb is None:
        print_problems(checked.problems, "text")
        raise UsageError("the records have errors: mend them, then try again")
    return checked.kb


@click.command("stats")
@content_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@format_option("text", "json")
def stats_command(content: Path, as_json: bool, style: str) -> None:  # noqa: FBT001
    """Count records, claims, sources and what they rest on."""
    stats = build_stats(load(content))
    if as_json or style == "json":
        print_json(stats)
        return
    for name, value in stats.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, number in value.items():
                click.echo(f"  {key}: {number}")
        else:
            click.echo(f"{name}: {value}")


@click.command("known")
@click.argument("record_id", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, metavar="DATE", help="The day, 2024-01-18.")
@content_option
@format_option("text", "json")
def known_command(record_id: str, day: dt.date, content: Path, style: str) -> None:
    """List what was known about the incident ID on a day, with the statuses of that day."""
    kb = load(content)
    if record_id not in kb.incidents:
        hint = suggest(record_id, tuple(kb.incidents)) or "try `kb find`"
        raise UsageError(f"there is no incident {record_id!r}; {hint}")
    found = claims_known_on(kb.claims_of(record_id), day)
    rows = []
    for known in found:
        entry = known.entry
        text = kb.prose_of(entry.record_id, *entry.loc, "text")
        rows.append(
            {
                "id": entry.claim.id,
                "status": known.status,
                "text": to_plain(text) if text is not None else entry.claim.text,
                "known_since": entry.known.latest.isoformat(),
                "possibly": known.possibly,
            }
        )
    if style == "json":
        print_json(rows)
        return
    click.echo(f"{kb.title(record_id)}, as known on {day.isoformat()}")
    disclosed = kb.incidents[record_id].disclosed
    first = loose_bounds(disclosed)[0] if disclosed is not None else None
    if disclosed is not None and first is not None and day < first:
        click.echo(f"Not public before {show_date(disclosed)}: what follows is background.")
    for row, known in zip(rows, found, strict=True):
        doubt = " (possibly)" if row["possibly"] else ""
        since = f" (since {known.since_deprecated})" if known.since_deprecated else ""
        click.echo(
            f"{row['known_since']}  {row['status']:<10}{doubt}{since} {row['text']}  [{row['id']}]"
        )
    counts = Counter(str(row["status"]) for row in rows)
    click.echo(
        ", ".join(f"{number} {status}" for status, number in sorted(counts.items())) or "nothing"
    )
