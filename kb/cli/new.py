# `kb new` asks on a terminal; elsewhere every question has a flag. It fills in what can be known
# (the day, an id made from the title, the folder), marks what is missing, and never overwrites.
"""`kb new`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kb.cli.new_options import (
    collect_answers,
    is_terminal,
    offer_alike,
    question_options,
    refuse_taken,
    remaining_problems,
    today_here,
)
from kb.cli.options import Day, F, content_option, format_option, print_json, print_problems
from kb.cli.recovery import begin_edit
from kb.edit.new import (
    NewClaim,
    add_claim,
    add_source,
    create_file,
    draft_claim,
    draft_record,
    draft_source,
    local_ids,
    open_keys,
    place_of,
    propose_id,
    propose_incident_id,
    taken_ids,
)
from kb.edit.new_add import BASIS_KEYS
from kb.edit.new_questions import (
    AnswerError,
    Question,
    all_entity_questions,
    claim_questions,
    entity_questions,
    questions_for,
    read_entity,
    read_term,
)
from kb.edit.new_register import Entry, Register, read_register
from kb.errors import UsageError
from kb.ids import suggest
from kb.model.entities import ENTITY_KINDS
from kb.problems import quoted
from kb.read.walk import show_path
from kb.refs import part_ref

_INCIDENT = questions_for("Incident")
_SOURCE = questions_for("Source")
_CLAIM = claim_questions()


def _common(command: F) -> F:
    """Add the options that all of them have."""
    options = (
        click.option("--anyway", is_flag=True, help="Begin it although there is one like it."),
        click.option("--no-input", is_flag=True, help="Ask nothing, on a terminal either."),
        click.option("--today", type=Day(), default=None, metavar="DATE",
                     help="The day to write as `created`; that of this machine when left out."),
        content_option,
        format_option("text", "json"),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group("new")
def new_command() -> None:
    """Start a record: an incident, an entity, a source or a claim."""


@new_command.command("incident")
@question_options(_INCIDENT)
@_common
def new_incident(content: Path, **flags: Any) -> None:
    """Start an incident in a file of its own."""
    begin_edit(content, flags["style"], writes=True)
    register = read_register(content)
    asking = _is_asking(flags)
    taken = taken_ids(register, is_source=False)
    ids = {"id": lambda answers: _incident_id(answers, taken)}
    answers = collect_answers(_INCIDENT, flags, register, is_asking=asking, defaults=ids)
    name = _need_id(answers, "--title or --id")
    refuse_taken(register.holder_of(name, is_source=False), name)
    others = (entry for entry in register.records if entry.kind == "incident")
    offer_alike(_names(answers), others, is_asking=asking, anyway=flags["anyway"])
    place = place_of(content, "incidents", name)
    create_file(
        place, draft_record(place, "", _INCIDENT, answers, today=today_here(flags["today"]))
    )
    _report(content, place.path, name, open_keys(_INCIDENT, answers), flags["style"])


@new_command.command("entity")
@click.option("--kind", metavar="KIND", help=f"One of: {', '.join(ENTITY_KINDS)}.")
@question_options(all_entity_questions())
@_common
def new_entity(content: Path, kind: str | None, **flags: Any) -> None:
    """Start an entity in the folder of its kind."""
    begin_edit(content, flags["style"], writes=True)
    register = read_register(content)
    asking = _is_asking(flags)
    kind = _read_kind(kind, is_asking=asking)
    questions = entity_questions(kind)
    _refuse_foreign(flags, questions, kind)
    # The id of an entity is its name; two of one name are a matter for a person.
    ids = {"id": lambda answers: propose_id(answers["name"]) if "name" in answers else ""}
    answers = collect_answers(questions, flags, register, is_asking=asking, defaults=ids)
    name = _need_id(answers, "--name or --id")
    refuse_taken(register.holder_of(name, is_source=False), name)
    offer_alike(_names(answers), register.entities, is_asking=asking, anyway=flags["anyway"])
    place = place_of(content, "entities", name, kind)
    create_file(
        place, draft_record(place, kind, questions, answers, today=today_here(flags["today"]))
    )
    _report(content, place.path, name, open_keys(questions, answers), flags["style"])


@new_command.command("source")
@click.option("--to", metavar="NAME", help="The bibliography, by convention the incident's id.")
@question_options(_SOURCE)
@_common
def new_source(content: Path, to: str | None, **flags: Any) -> None:
    """Start a source at the end of a bibliography."""
    begin_edit(content, flags["style"], writes=True)
    register = read_register(content)
    asking = _is_asking(flags)
    if to is None and asking:
        to = click.prompt("Bibliography (by convention the incident's id)\nto")
    if to is None:
        raise UsageError("name the bibliography: --to INCIDENT-ID")
    place = place_of(content, "sources", bibliography_name(to))
    taken = taken_ids(register, is_source=True)
    ids = {"id": lambda answers: _citekey(answers, taken)}
    answers = collect_answers(_SOURCE, flags, register, is_asking=asking, defaults=ids)
    name = _need_id(answers, "--title or --id")
    refuse_taken(register.holder_of(name, is_source=True), name)
    _refuse_address(register, answers)
    offer_alike([answers.get("title", "")], register.sources, is_asking=asking,
                anyway=flags["anyway"])  # fmt: skip
    add_source(place, draft_source(_SOURCE, answers, today=today_here(flags["today"])))
    _report(content, place.path, name, open_keys(_SOURCE, answers), flags["style"])


@new_command.command("claim")
@click.argument("record", metavar="RECORD")
@question_options(_CLAIM)
@click.option(
    "--basis",
    multiple=True,
    type=click.Choice(BASIS_KEYS),
    metavar="KEY",
    help="A key fact of the incident that rests on it. May be given several times.",
)
@click.option(
    "--shows",
    multiple=True,
    metavar="ENTITY",
    help="A participant whose part it shows. May be given several times.",
)
@_common
def new_claim(
    content: Path, record: str, basis: tuple[str, ...], shows: tuple[str, ...], **flags: Any
) -> None:  # fmt: skip
    """Add a claim to the incident or entity RECORD."""
    begin_edit(content, flags["style"], writes=True)
    register = read_register(content)
    asking = _is_asking(flags)
    entry = _find_record(register, record)
    taken = local_ids(entry)
    ids = {"id": lambda answers: propose_id(answers.get("text") or "claim", taken, words=5)}
    answers = collect_answers(_CLAIM, flags, register, is_asking=asking, defaults=ids)
    missing = [f"--{q.flag}" for q in _CLAIM if q.is_required and not answers.get(q.key)]
    if missing:
        raise UsageError(f"a claim needs {' and '.join(missing)}")
    if answers["id"] in taken:
        raise UsageError(f"{quoted(answers['id'])} is taken in {record}; give another --id")
    bodies = tuple(_entity(name, register) for name in shows)
    claim = NewClaim(answers["id"], draft_claim(_CLAIM, answers), basis, bodies)
    add_claim(content, entry, claim, today=today_here(flags["today"]))
    path = Path(entry.document.path)
    _report(content, path, part_ref(entry.id, answers["id"]), (), flags["style"])


def _is_asking(flags: dict[str, Any]) -> bool:
    return is_terminal() and not flags["no_input"] and flags["style"] == "text"


def _incident_id(answers: Any, taken: tuple[str, ...]) -> str:
    return propose_incident_id(answers["title"], taken) if "title" in answers else ""


def _citekey(answers: Any, taken: tuple[str, ...]) -> str:
    from kb.importers.html_citekey import propose_citekey

    if not answers.get("title"):
        return ""
    return propose_citekey(answers, taken)


def _need_id(answers: dict[str, Any], flags: str) -> str:
    if not answers.get("id"):
        raise UsageError(f"give {flags}: a record needs an id")
    return str(answers["id"])


def _names(answers: dict[str, Any]) -> list[str]:
    return [answers.get("name", ""), answers.get("title", ""), *answers.get("aliases", [])]


def _read_kind(kind: str | None, *, is_asking: bool) -> str:
    while True:
        if kind is None and not is_asking:
            raise UsageError(f"name the --kind, one of: {', '.join(ENTITY_KINDS)}")
        try:
            return read_term(ENTITY_KINDS, kind or click.prompt("kind of entity"))
        except AnswerError as error:
            if not is_asking:
                raise UsageError(f"--kind: {error}") from error
            click.echo(f"  {error}")
            kind = None


def _refuse_foreign(flags: dict[str, Any], questions: Iterable[Question], kind: str) -> None:
    """Stop when a flag was given that this kind of entity has no key for."""
    known = {question.key for question in questions}
    for question in all_entity_questions():
        if question.key not in known and flags.get(f"q_{question.key.replace('-', '_')}"):
            raise UsageError(f"--{question.flag} is nothing that a {kind} has")


def bibliography_name(to: str) -> str:
    """Return the name of a bibliography, which may be given as its path."""
    return Path(to).name.removesuffix(".yml")


def _refuse_address(register: Register, answers: dict[str, Any]) -> None:
    urls = [answers[key] for key in ("URL", "archive_url") if answers.get(key)]
    refuse_taken(register.source_at(urls), urls[0] if urls else "")


def _entity(name: str, register: Register) -> str:
    try:
        return read_entity(name, register)
    except AnswerError as error:
        raise UsageError(f"--shows: {error}") from error


def _find_record(register: Register, name: str) -> Entry:
    known = [e for e in register.records if e.kind != "page"]
    found = next((entry for entry in known if entry.id == name), None)
    if found is None:
        hint = suggest(name, [entry.id for entry in known]) or "try `kb find`"
        raise UsageError(f"there is no record {quoted(name)}; {hint}")
    return found


def _report(content: Path, path: Path, name: str, todo: tuple[str, ...], style: str) -> None:
    problems = remaining_problems(content, path)
    if style == "json":
        found = [problem.as_dict() for problem in problems]
        print_json({"id": name, "path": show_path(path), "to_write": todo, "problems": found})
        return
    click.echo(f"{show_path(path)}: {name}")
    if todo:
        click.echo(f"still to write there: {', '.join(todo)}")
    print_problems(problems, "text")
