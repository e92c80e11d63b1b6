"""`kb cite`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.new import bibliography_name
from kb.cli.new_options import (
    collect_answers,
    question_options,
    refuse_taken,
    remaining_problems,
    today_here,
)
from kb.cli.options import Day, content_option, format_option, print_json, print_problems
from kb.cli.recovery import begin_edit
from kb.codes import problem_at
from kb.edit.new import add_source, place_of
from kb.edit.new_questions import questions_for
from kb.edit.new_register import Register, read_register
from kb.problems import escape_control, quoted
from kb.read.walk import show_path

if TYPE_CHECKING:
    from kb.importers.html_draft import SourceDraft

_SOURCE = questions_for("Source")


@click.command("cite")
@click.argument("page", metavar="FILE|URL")
@click.option("--to", metavar="NAME", help="Put it into this bibliography, by its name or path.")
@question_options(_SOURCE)
@click.option(
    "--today", type=Day(), default=None, metavar="DATE",
    help="The day to write as `created`; that of this machine when left out.",
)  # fmt: skip
@click.option(
    "--allow-private", is_flag=True,
    help="Ask a server of your own network or machine too; only public ones are asked otherwise.",
)  # fmt: skip
@content_option
@format_option("text", "json")
def cite_command(
    page: str, to: str | None, today: dt.date | None, content: Path, style: str,
    allow_private: bool, **flags: Any,  # noqa: FBT001
) -> None:  # fmt: skip
    """Draft a source from a saved page or an address."""
    from kb.importers.extras import require_extra
    from kb.importers.html_fetch import is_address, require_address

    require_extra("cite", "`kb cite`")
    begin_edit(content, style, writes=to is not None)
    register = read_register(content)
    given = collect_answers(_SOURCE, flags, register, is_asking=False, defaults={})
    if is_address(page):
        require_address(page)
        _refuse_known(register, [page, *_addresses(given)], style)
    draft = _read_draft(page, given, register, today_here(today), allow_private=allow_private)
    _refuse_known(register, [*_addresses(draft.values)], style)
    refuse_taken(register.holder_of(draft.id, is_source=True), draft.id)
    place = place_of(content, "sources", bibliography_name(to)) if to else None
    if place is not None:
        add_source(place, draft.record)
    if style == "json":
        where = show_path(place.path) if place else None
        found = {**draft.values, "id": draft.id}
        remarks = [{"key": key, "text": text} for key, text in draft.remarks]
        print_json({"source": found, "missing": draft.missing, "remarks": remarks, "path": where})
        return
    if place is None:
        click.echo(draft.text, nl=False)
    else:
        click.echo(f"{show_path(place.path)}: {draft.id}")
        print_problems(remaining_problems(content, place.path), "text")
    for note in (text for key, text in draft.remarks if not key):
        click.echo(f"to look at: {escape_control(note)}", err=True)
    if draft.missing:
        click.echo(f"not found, to be written: {', '.join(draft.missing)}", err=True)


def _read_draft(
    page: str, given: dict[str, Any], register: Register, day: str, *, allow_private: bool
) -> SourceDraft:
    """Return the draft that a page gives: all that others wrote is read in here."""
    from kb.importers.guard import reading_outside
    from kb.importers.html_apart import read_facts_apart
    from kb.importers.html_draft import draft_source_from
    from kb.importers.html_fetch import fetch_page, is_address, read_page_file

    hint = "save the page by hand in another form, or use `kb new source`"
    with reading_outside(page, hint):
        if is_address(page):
            fetched = fetch_page(page, allow_private=allow_private)
        else:
            fetched = read_page_file(Path(page))
        facts = read_facts_apart(fetched, page)
        accessed = day if is_address(page) and not facts.archive_url else ""
        return draft_source_from(facts, _SOURCE, given, register, today=day, accessed=accessed)


def _addresses(values: Any) -> list[str]:
    return [values[key] for key in ("URL", "archive_url") if values.get(key)]


def _refuse_known(register: Register, urls: list[str], style: str) -> None:
    """Stop when a source has this address already, and say which and where."""
    from kb.importers.html_archive import read_capture

    captured = [capture.url for url in urls if (capture := read_capture(url))]
    holder = register.source_at([*urls, *captured])
    if holder is None:
        return
    message = f"the address is already that of {quoted(holder.id)}: {quoted(holder.name)}"
    hint = "cite that one; two states of one page are its `versions`"
    print_problems([problem_at(holder.mark("URL"), "KB303", message, hint)], style)
    sys.exit(1)
