# Which keys a new record is asked for, and what an answer may be. What a key means, whether it is
# required and what it may hold comes from the model, never from here.
"""The questions of `kb new`, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kb.dates import DateError, parse_date
from kb.edit.new_register import Register, find_alike, same_name
from kb.ids import is_id, suggest
from kb.model.describe import KeyDoc, TypeDoc, describe_model
from kb.model.entities import ENTITY_TYPES
from kb.model.kind import kind_id, title_of
from kb.model.words import Asked
from kb.problems import quoted
from kb.prose.urls import check_url
from kb.vocab.countries import is_country
from kb.vocab.incidents import ROLES
from kb.vocab.terms import Vocabulary

_COUNTRIES: Mapping[str, str] = {"UK": "GB", "EL": "GR"}


class AnswerError(ValueError):
    """An answer cannot be taken; the text says what would be right."""


@dataclass(frozen=True, slots=True)
class Question:
    """One key that is asked for."""

    key: str
    flag: str
    """Its option on the command line, without the dashes."""
    meaning: str
    kind: str
    """What the model says it holds: `date`, `id of an entity`, `prose` …"""
    is_required: bool = False
    is_list: bool = False
    vocabulary: Vocabulary | None = None
    order: int = 0
    """Its place among the keys of the model: that is where it is written."""
    reader: str = ""
    """What the answer names or is made of: `entity`, `Participant`, `country` …"""
    pattern: str = ""
    """The form of an answer, where it has one."""
    example: Any = None

    @property
    def todo(self) -> str:
        """Return what to write, for a comment."""
        return f"{self.meaning} {self.form}".strip()

    @property
    def form(self) -> str:
        """Return what an answer looks like, where it is not any text."""
        if self.vocabulary is not None:
            return f"One of: {', '.join(self.vocabulary)}."
        if self.is_date:
            return "Written 2024-01-18; 2024-01, 2024 or 2024-01-18~ when not known exactly."
        return "ENTITY:ROLE." if self.reader == "Participant" else ""

    @property
    def is_date(self) -> bool:
        """Return whether the answer is a date."""
        return self.kind in ("date", "day")

    @property
    def is_prose(self) -> bool:
        """Return whether the answer is free text: it is quoted, and may hold commas."""
        kind = self.kind.removeprefix("list: ")
        return self.key != "language" and kind in _FREE


_FREE = frozenset(
    {"text on one line", "prose", "long prose", "web address", "Alias", "WebLink", "Name"}
)


def questions_for(name: str) -> tuple[Question, ...]:
    """Return the questions for a type of the model, such as `Incident` or `Person`.

    What a record must have comes first, and before its id what the id is made of: its title, name
    or text. Otherwise they stand in the order of the model.
    """
    keys = ((key, order) for order, key in enumerate(_model()[name].keys))
    found = [_question(key, order, key.asked) for key, order in keys if key.asked is not None]
    found.sort(key=lambda question: not question.is_required)
    named = [question for question in found if question.key in _NAMING]
    return (*named, *(question for question in found if question not in named))


_NAMING = frozenset({"title", "name", "text"})


def claim_questions() -> tuple[Question, ...]:
    """Return the questions for a claim, with those on what it says for machines and on its cite."""
    parts = (*questions_for("About"), *questions_for("Cite"))
    optional = tuple(replace(question, is_required=False) for question in parts)
    return (*questions_for("Claim"), *optional)


def entity_questions(kind: str) -> tuple[Question, ...]:
    """Return the questions for an entity of this kind."""
    return questions_for(_titles()[kind])


def all_entity_questions() -> tuple[Question, ...]:
    """Return the questions for entities of any kind, each once."""
    found: dict[str, Question] = {}
    for kind in _titles():
        for question in entity_questions(kind):
            found.setdefault(question.key, question)
    return tuple(found.values())


def _titles() -> dict[str, str]:
    """Return kind of entity → what the model calls it."""
    return {kind_id(model): title_of(model) for model in ENTITY_TYPES}


@cache
def _model() -> Mapping[str, TypeDoc]:
    return {doc.name: doc for doc in describe_model()}


def _question(key: KeyDoc, order: int, asked: Asked) -> Question:
    return Question(
        key=key.key,
        flag=asked.option or key.key.replace("_", "-"),
        meaning=key.meaning,
        kind=key.kind,
        is_required=key.is_required,
        is_list=key.kind.startswith("list:"),
        vocabulary=key.vocabulary,
        order=order,
        reader=key.reader,
        pattern=key.pattern,
        example=key.example,
    )


def read_answer(question: Question, text: str, register: Register) -> Any:
    """Return an answer in the form in which it is written.

    Raises:
        AnswerError: It cannot be taken.
    """
    text = text.strip()
    if not text:
        raise AnswerError("an empty answer says nothing; leave it out")
    if question.vocabulary is not None:
        return read_term(question.vocabulary, text)
    if question.reader in _READERS:
        return _READERS[question.reader](text, register)
    if question.pattern:
        return _read_form(question, text)
    return _read_date(text, register) if question.is_date else text


def read_answers(question: Question, texts: Iterable[str], register: Register) -> Any:
    """Return the answer to a question, a list of them where the key holds one."""
    found = [read_answer(question, text, register) for text in texts]
    return found if question.is_list else found[-1]


def split_answers(question: Question, text: str) -> list[str]:
    """Return the single answers in a line: free text is parted by `;`, all else by commas too."""
    if not question.is_list:
        return [text]
    return [part for part in re.split(r"\s*;\s*" if question.is_prose else r"[\s]*[,;]\s*", text)
            if part]  # fmt: skip


def read_term(vocabulary: Vocabulary, text: str) -> str:
    """Return the term that is meant: the word, its label, or a beginning that only it has."""
    for term in vocabulary.terms:
        if text.casefold() in (term.id.casefold(), term.label.casefold()):
            return term.id
    begun = [term for term in vocabulary if text and term.startswith(text.lower())]
    if len(begun) == 1:
        return begun[0]
    options = begun or list(vocabulary)
    hint = suggest(text, options) if not begun else ""
    raise AnswerError(f"{quoted(text)} is no {vocabulary.name}; {hint or _listing(options)}")


def _listing(options: list[str]) -> str:
    return f"one of: {', '.join(options)}"


def _read_date(text: str, _: Register) -> str:
    try:
        return parse_date(text).text
    except DateError as error:
        raise AnswerError(f"{quoted(text)} {error}; {error.hint}") from error


def _read_url(text: str, _: Register) -> str:
    fault = check_url(text)
    if fault is not None or text.lower().startswith("mailto:"):
        what, hint = (fault[1], fault[2]) if fault else (f"{quoted(text)} is a mail address", "")
        raise AnswerError(f"{what}; {hint or 'write a web address, https://…'}")
    return text


def _read_country(text: str, _: Register) -> str:
    code = _COUNTRIES.get(text.upper(), text.upper())
    if not is_country(code):
        raise AnswerError(f"{quoted(text)} is no ISO 3166-1 country code; such as GB or DE")
    return code


def read_entity(text: str, register: Register) -> str:
    """Return the id of the entity that is meant: its id, one of its names, or a beginning."""
    known = register.entities
    if any(entry.id == text for entry in known):
        return text
    name = same_name(text)
    exact = [e for e in known if any(same_name(n) == name for _, n in e.iter_names())]
    begun = exact or [e for e in known if name and same_name(e.id).startswith(name)]
    if len(begun) == 1:
        return begun[0].id
    if begun:
        raise AnswerError(f"{quoted(text)} may be {_listing([e.id for e in begun[:8]])}")
    near = [entry.id for entry, _ in find_alike([text], known)]
    hint = f"did you mean {near[0]}?" if near else suggest(text, [e.id for e in known])
    raise AnswerError(f"there is no entity {quoted(text)}; {hint or 'run `kb new entity` first'}")


def _read_source(text: str, register: Register) -> str:
    keys = [entry.id for entry in register.sources]
    if text in keys:
        return text
    hint = suggest(text, keys) or "run `kb cite` or `kb new source` first"
    raise AnswerError(f"there is no source {quoted(text)}; {hint}")


def read_id(text: str, _: Register) -> str:
    """Return an id as it is, when it has the form of one."""
    if not is_id(text):
        raise AnswerError(f"{quoted(text)} is no id; lower-case letters, digits and hyphens")
    return text


def read_speaker(text: str, register: Register) -> str | dict[str, str]:
    """Return who says so: `editors`, the id of an entity, or the name in words."""
    if text == "editors":
        return text
    name = same_name(text)
    for entry in register.entities:
        if entry.id == name or any(same_name(other) == name for _, other in entry.iter_names()):
            return entry.id
    if is_id(text):
        return read_entity(text, register)
    return {"text": text}


def read_participant(text: str, register: Register) -> dict[str, str]:
    """Return who took part, from `ENTITY:ROLE`."""
    name, colon, role = text.rpartition(":")
    if not colon:
        raise AnswerError(f"{quoted(text)} names no role; write ENTITY:ROLE, as civica:supplier")
    entity = read_entity(name.strip(), register)
    return {"entity": entity, "role": read_term(ROLES, role.strip())}


def _read_form(question: Question, text: str) -> str:
    if re.fullmatch(question.pattern, text.upper()) is None:
        raise AnswerError(f"{quoted(text)} has the wrong form; write it like {question.example}")
    return text.upper()


def _read_value(text: str, _: Register) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else text


Reader = Callable[[str, Register], Any]
_READERS: Mapping[str, Reader] = {
    "id": read_id,
    "address": _read_url,
    "WebLink": _read_url,
    "country": _read_country,
    "entity": read_entity,
    "Speaker": read_speaker,
    "Participant": read_participant,
    "Cite": _read_source,
    "Derivation": _read_source,
    "scalar": _read_value,
}
"""What an answer names or is made of → how it is read."""
