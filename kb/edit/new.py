# Starting a record: from answers to a file that says what is known and marks what is missing. Where
# the answers come from (a terminal, flags) is the business of the command line.
"""Draft new incidents, entities, sources and claims."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.edit.files import Change
from kb.edit.new_add import append_item, attach_claim
from kb.edit.new_draft import DraftKey, build_draft, draft_text
from kb.edit.new_modeline import modeline
from kb.edit.new_questions import Question
from kb.edit.new_register import Entry, Register
from kb.edit.transaction import apply_changes, editing
from kb.edit.yamltree.tree import Branch, Slot
from kb.errors import UsageError
from kb.ids import slugify
from kb.model.base import Record
from kb.model.claims import Claim
from kb.model.entities import ENTITY_TYPES
from kb.model.incidents import LOCAL_PARTS, Incident
from kb.model.kind import kind_id
from kb.model.sources import Source
from kb.problems import quoted
from kb.read.listing import real_path
from kb.read.walk import show_path

Answers = Mapping[str, Any]

_SMALL = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "by", "for", "from", "had", "has", "have", "in", "is",
        "it", "its", "of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "with",
    }
)  # fmt: skip
_COMMON = frozenset(
    {"attack", "breach", "cyber", "cyberattack", "cybersecurity", "data", "incident", "ransomware"}
    | {name.lower() for name in (*calendar.month_name, *calendar.month_abbr)}
)
"""Words in every title of an incident: its id is made of the others."""
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new record goes."""

    content: Path
    path: Path
    folder: str
    """The folder of `content/` it is in."""
    schemas: Path
    """The folder with the schemas."""


def place_of(content: Path, folder: str, name: str, kind: str = "") -> Place:
    """Return where a record of this folder (and kind of entity) goes."""
    path = content / folder / kind / f"{name}.yml"
    return Place(content, path, folder, real_path(content).parent / "schemas")


def propose_incident_id(title: str, taken: Iterable[str]) -> str:
    """Return the id of an incident: who and when, as `kent-councils-2024`."""
    words = [word for word in slugify(title).split("-") if word not in _COMMON]
    return propose_id(" ".join(words) or title, taken)


def propose_id(text: str, taken: Iterable[str] = (), *, words: int = 12) -> str:
    """Return an id made from a title: its words that carry weight, and a number if it is taken."""
    found = [word for word in slugify(text).split("-") if word not in _SMALL][:words]
    name = "-".join(found) or slugify(text)
    while len(name) > _LONGEST_ID and "-" in name:
        name = name.rpartition("-")[0]
    used = set(taken)
    numbers = (f"{name}-{number}" for number in range(2, 10_000))
    return name if name not in used else next(other for other in numbers if other not in used)


def draft_keys(questions: Iterable[Question], answers: Answers) -> list[DraftKey]:
    """Return the keys of a draft: what was answered, and a note for what is required and open."""
    return [
        DraftKey(
            question.key,
            answers.get(question.key),
            is_prose=question.is_prose,
            todo=question.todo if question.is_required else "",
        )
        for question in sorted(questions, key=lambda question: question.order)
        if question.key != "id"
    ]


def open_keys(questions: Iterable[Question], answers: Answers) -> tuple[str, ...]:
    """Return the required keys that still are to be written."""
    return tuple(q.key for q in questions if q.is_required and not answers.get(q.key))


def draft_record(
    place: Place, kind: str, questions: Iterable[Question], answers: Answers, *, today: str
) -> str:
    """Return the text of a new incident (`kind` is empty) or entity."""
    name = "incident/2" if place.folder == "incidents" else "entity/1"
    head = [DraftKey("schema", name)]
    head += [DraftKey("kind", kind)] if kind else []
    head += [DraftKey("id", answers["id"]), DraftKey("created", today), DraftKey("updated", today)]
    model = _model_of(kind)
    draft = build_draft([*head, *draft_keys(questions, answers)], model)
    return draft_text(draft, [modeline(place.path, place.folder, place.schemas)])


def _model_of(kind: str) -> type[Record]:
    return next((model for model in ENTITY_TYPES if kind_id(model) == kind), Incident)


def draft_source(questions: Iterable[Question], answers: Answers, *, today: str) -> Branch:
    """Return a new source."""
    keys = [DraftKey("id", answers["id"]), DraftKey("created", today)]
    return build_draft([*keys, *draft_keys(questions, answers)], Source)


def draft_claim(questions: Iterable[Question], answers: Answers) -> Branch:
    """Return a new claim."""
    about = {key: answers[key] for key in ("subject", "predicate", "value") if answers.get(key)}
    given = dict(answers)
    by = given.get("asserted_by")
    if by and len(by) == 1:
        given["asserted_by"] = by[0]
    cite = {key: given[key] for key in ("quote", "locator") if given.get(key)}
    if cite and given.get("cites"):
        first, *others = given["cites"]
        given["cites"] = [{"source": first, **cite}, *others]
    keys = [DraftKey("id", given["id"])]
    parts = ("subject", "predicate", "value", "quote", "locator")
    for key in draft_keys((q for q in questions if q.key not in parts), given):
        keys.append(key)
        if key.key == "text" and about:
            keys.append(DraftKey("about", about))
    return build_draft(keys, Claim)


def create_file(place: Place, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        EditError: It is there, or cannot be written.
    """
    _write(place.content, Change(place.path, None, text.encode()))


def add_source(place: Place, item: Branch) -> None:
    """Put a source at the end of a bibliography; a new one is begun where there is none.

    Raises:
        EditError: The file cannot be written.
        UsageError: Nothing can be added to it.
    """
    if not place.path.exists():
        head = [modeline(place.path, "sources", place.schemas), ""]
        create_file(place, draft_text(Branch(is_mapping=False, slots=[Slot(item)]), head))
        return
    data = _read(place.path)
    text = append_item(data.decode(), None, item, path=show_path(place.path))
    _write(place.content, Change(place.path, data, text.encode()))


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim that is to be added to a record."""

    id: str
    record: Branch
    """The claim as it is written."""
    basis: tuple[str, ...] = ()
    """Key facts of the incident that rest on it."""
    bodies: tuple[str, ...] = ()
    """Participants whose part it shows."""


def add_claim(content: Path, entry: Entry, claim: NewClaim, *, today: str) -> None:
    """Put a claim at the end of the claims of a record, and set its day of change.

    Raises:
        EditError: The file cannot be written.
        UsageError: Nothing can be added to it.
    """
    path = Path(entry.document.path)
    if path.suffix != ".yml":
        raise UsageError(f"{path} is Markdown with a front matter; add the claim by hand")
    if (claim.basis or claim.bodies) and entry.kind != "incident":
        raise UsageError(f"{quoted(entry.id)} is no incident: it has no basis and no participants")
    data = _read(path)
    model = _model_of("" if entry.kind == "incident" else entry.kind)
    text = append_item(
        data.decode(), "claims", claim.record, path=str(path), updated=today, model=model
    )
    text = attach_claim(text, claim.id, basis=claim.basis, bodies=claim.bodies, path=str(path))
    _write(content, Change(path, data, text.encode()))


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return data


def _write(content: Path, change: Change) -> None:
    with editing(content):
        apply_changes([change], content, "kb new")


def local_ids(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the claims, events … inside a record."""
    found = (entry.keys.get(part) for part in LOCAL_PARTS)
    items = (item for part in found if isinstance(part, list) for item in part)
    return tuple(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)


def taken_ids(register: Register, *, is_source: bool) -> tuple[str, ...]:
    """Return the ids, or the citekeys, that are in use."""
    found = register.sources if is_source else register.records
    return tuple(entry.id for entry in found)
