# The options of `kb new` are the questions of kb.edit: one option a question, with the meaning that
# the model gives the key, so that neither can be forgotten.
"""Options, prompts and messages of the commands that start records."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from kb.checking import check
from kb.cli.options import F
from kb.edit.new_questions import (
    AnswerError,
    Question,
    read_answers,
    split_answers,
)
from kb.edit.new_register import Entry, Register, find_alike
from kb.errors import UsageError
from kb.problems import Problem, escape_control, quoted
from kb.read.walk import show_path


def question_options(questions: Iterable[Question]) -> Callable[[F], F]:
    """Add one option for each question."""
    found = tuple(questions)

    def add(command: F) -> F:
        for question in reversed(found):
            again = " May be given several times." if question.is_list else ""
            metavar = _metavar(question)
            command = click.option(
                f"--{question.flag}", f"q_{question.key.replace('-', '_')}", multiple=True,
                metavar=metavar, help=f"{question.meaning}{again}",
            )(command)  # fmt: skip
        return command

    return add


def _metavar(question: Question) -> str:
    if question.reader == "Participant":
        return "ENTITY:ROLE"
    if question.is_date:
        return "DATE"
    names = {"id": "ID", "address": "URL", "WebLink": "URL", "Cite": "CITEKEY"}
    return names.get(question.reader, "TERM" if question.vocabulary is not None else "TEXT")


def today_here(today: dt.date | None) -> str:
    """Return the day that was asked for, else the day on this machine: only an edge may ask."""
    return (today or dt.datetime.now().astimezone().date()).isoformat()


def is_terminal() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def collect_answers(
    questions: Iterable[Question],
    flags: Mapping[str, Any],
    register: Register,
    *,
    is_asking: bool,
    defaults: Mapping[str, Callable[[Mapping[str, Any]], str]],
) -> dict[str, Any]:
    """Return the answers from flags, then from the person at the terminal, then the defaults."""
    answers: dict[str, Any] = {}
    for question in questions:
        given = flags.get(f"q_{question.key.replace('-', '_')}") or ()
        if given:
            answers[question.key] = _from_flag(question, given, register)
    for question in questions:
        default = defaults[question.key](answers) if question.key in defaults else ""
        if question.key in answers:
            continue
        if is_asking:
            answer = _ask(question, register, default)
            if answer is not None:
                answers[question.key] = answer
        elif default:
            answers[question.key] = read_answers(question, [default], register)
    return answers


def _from_flag(question: Question, given: Iterable[str], register: Register) -> Any:
    try:
        return read_answers(question, given, register)
    except AnswerError as error:
        raise UsageError(f"--{question.flag}: {error}") from error


def _ask(question: Question, register: Register, default: str) -> Any:
    """Ask until the answer can be taken; an empty one leaves the key out."""
    need = "" if question.is_required else " (Enter leaves it out)"
    parted = " Several: part them with ;" if question.is_list else ""
    click.secho(f"{question.meaning}{parted}{need} {question.form}".rstrip(), dim=True)
    while True:
        text = click.prompt(question.flag, default=default, show_default=bool(default)).strip()
        if not text:
            return None
        try:
            return read_answers(question, split_answers(question, text), register)
        except AnswerError as error:
            click.echo(f"  {error}")


def refuse_taken(holder: Entry | None, name: str) -> None:
    """Stop when an id or citekey is in use."""
    if holder is None:
        return
    mark = holder.mark("id")
    click.echo(
        f"{escape_control(mark.path)}:{mark.line}:{mark.column}: {quoted(name)} is taken by"
        f" {quoted(holder.name)}; give another one with --id",
        err=True,
    )
    sys.exit(1)


def offer_alike(
    names: Iterable[str], entries: Iterable[Entry], *, is_asking: bool, anyway: bool
) -> None:
    """Show records that have nearly the same name, and stop unless a new one is wanted."""
    found = find_alike(names, entries)
    if not found or anyway:
        return
    for entry, text in found[:5]:
        mark = entry.mark("id")
        place = f"{escape_control(mark.path)}:{mark.line}:{mark.column}"
        click.echo(f"{place}: {quoted(entry.id)} has the name {quoted(text)}", err=True)
    if is_asking and click.confirm("There is something like it already. Begin another one?"):
        return
    if not is_asking:
        click.echo("nothing was written; --anyway begins another one all the same", err=True)
    sys.exit(1)


def remaining_problems(content: Path, path: Path) -> tuple[Problem, ...]:
    """Return what the check says of a file, without what its comments say is missing."""
    shown = show_path(path)
    found = check(content).problems
    return tuple(p for p in found if p.path == shown and p.code != "KB202")
