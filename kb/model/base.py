# What every record is made of: checked scalar types, marks that tell the later rooms which string
# is prose and which one names a record, and the parts all records share. Short forms become full
# forms here, before a field is checked, so that a mistake in one is reported once, at its place.
"""Types and parts shared by all records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)

from kb.dates import DateError, EdtfDate, WholeDay, parse_date
from kb.ids import ID_PATTERN, is_id
from kb.model.words import Asked, ShownAs, Words
from kb.vocab import Vocabulary


class ContentError(ValueError):
    """A value is wrong; `hint` says what to write instead, `code` is its problem code."""

    def __init__(self, message: str, hint: str = "", code: str = "KB205") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


@dataclass(frozen=True, slots=True)
class ProseMark:
    """Marks a string as Markdown prose that may link and cite."""

    is_long: bool = False
    """Long prose may hold headings (an incident's body, an entity's body)."""


@dataclass(frozen=True, slots=True)
class RefMark:
    """Marks a string as the name of a record, a source or a local part."""

    to: str
    """`record`, `entity`, `incident`, `source`, `claim`, `dispute`, `question` or `trend`."""
    example: str | None = None
    """How such a name is written."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Say in the JSON Schema what is named here, for completion in editors."""
        return {**handler(core), "x-names": self.to}


def vocabulary_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the JSON Schema of a term of `vocabulary`, with what each one means."""
    described = [f"{term.label}. {term.note}".strip() for term in vocabulary.terms]
    return {"type": "string", "enum": list(vocabulary), "markdownEnumDescriptions": described}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a string as a term of a closed vocabulary, and refuses any other."""

    vocabulary: Vocabulary

    def check(self, value: object) -> str:
        """Return a term of the vocabulary as it is.

        Raises:
            ContentError: It is no such term.
        """
        if isinstance(value, str) and value in self.vocabulary:
            return value
        raise ContentError(f"is no {self.vocabulary.name}", ", ".join(self.vocabulary), "KB204")

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Check it in place of pydantic's check of a string."""
        return PlainValidator(self.check).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """List the terms in the JSON Schema, each with what it means."""
        return vocabulary_schema(self.vocabulary)


def _date(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ContentError("is no date", "write it like 2024-01-18", "KB206")
    try:
        return parse_date(str(value))
    except DateError as error:
        raise ContentError(str(error), error.hint, "KB206") from error


def _day(value: object) -> WholeDay:
    date = _date(value)
    if isinstance(date, WholeDay):
        return date
    try:
        return WholeDay.of(date)
    except DateError as error:
        raise ContentError(str(error), error.hint, "KB206") from error


def _as_text(date: EdtfDate) -> str:
    return date.text


_DATE_SCHEMA: Mapping[str, Any] = {
    "type": ["string", "integer"],
    "examples": ["2024-01-18", "2024-01", "2024", "2024-01-15/2024-01-18", "2024-01-18~"],
}
Date = Annotated[
    EdtfDate,
    PlainValidator(_date),
    PlainSerializer(_as_text),
    WithJsonSchema(dict(_DATE_SCHEMA)),
    Words(example="2024-01-18"),
]
"""A date of the EDTF profile: `2024`, `2024-01`, `2024-01-18~`, `2024-01-15/2024-01-18`."""

_DAY_SCHEMA: Mapping[str, Any] = {"type": "string", "format": "date", "examples": ["2024-01-18"]}
Day = Annotated[
    WholeDay,
    PlainValidator(_day),
    PlainSerializer(_as_text),
    WithJsonSchema(dict(_DAY_SCHEMA)),
    Words(example="2024-01-18"),
]
"""One day, `2024-01-18`."""


def _id(value: object) -> str:
    if isinstance(value, str) and is_id(value):
        return value
    hint = "lower-case letters, digits and single hyphens, such as kent-councils-2024"
    raise ContentError("is no id", hint, "KB207")


_ID_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}
Id = Annotated[str, PlainValidator(_id), WithJsonSchema(dict(_ID_SCHEMA))]

_REF = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(#[a-z0-9]+(-[a-z0-9]+)*)?")


def _ref(value: object) -> str:
    if isinstance(value, str) and _REF.fullmatch(value):
        return value
    hint = "write a local id, or record-id#local-id"
    raise ContentError("is no reference", hint, "KB207")


_LOCAL_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": f"^{_REF.pattern}$"}
_Ref = Annotated[str, PlainValidator(_ref), WithJsonSchema(dict(_LOCAL_SCHEMA))]

EntityRef = Annotated[Id, RefMark("entity", "thanet-district-council")]
IncidentRef = Annotated[Id, RefMark("incident", "kent-councils-2024")]
RecordRef = Annotated[Id, RefMark("record", "thanet-district-council")]
SourceRef = Annotated[Id, RefMark("source", "techcrunch-20240119")]
TrendRef = Annotated[Id, RefMark("trend", "signal-outsourcing-it-services-risks")]
ClaimRef = Annotated[_Ref, RefMark("claim", "thanet-limits-access")]
LocalClaimRef = Annotated[Id, RefMark("claim", "thanet-limits-access")]


def _line(value: str) -> str:
    if not value.strip():
        raise ContentError("is empty", "write a text or leave the key out", "KB205")
    if "\n" in value.strip():
        raise ContentError("runs over several lines", "keep it on one line", "KB205")
    return value.strip()


def _prose(value: str) -> str:
    if not value.strip():
        raise ContentError("is empty", "write a text or leave the key out", "KB205")
    return value


Line = Annotated[str, Field(strict=True), AfterValidator(_line)]
"""Plain text on one line: whatever it contains is escaped."""
Prose = Annotated[str, Field(strict=True), AfterValidator(_prose), ProseMark()]
"""Markdown of one or a few sentences; may link `[[id]]` and cite `[@citekey]`."""
Note = Annotated[Prose, Words(example="Names the version in a cite.")]
"""Prose beside a value: what to know about it."""
LongProse = Annotated[str, Field(strict=True), AfterValidator(_prose), ProseMark(is_long=True)]
"""Markdown of several paragraphs, headings allowed."""


# ASCII in the scheme: without it, `s` is also the long s (U+017F) when case does not count.
_URL = re.compile(r"(?ai:https?)://[^\s<>\"'`{}|\\^]+")


def _url(value: object) -> str:
    if isinstance(value, str) and _URL.fullmatch(value):
        return value
    raise ContentError("is no web address", "write it whole, https://…", "KB208")


Url = Annotated[
    str,
    PlainValidator(_url),
    WithJsonSchema({"type": "string", "format": "uri"}),
    ShownAs("address"),
]


def _number(value: object) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ContentError("is no number", "digits only, 414500 (no commas, no unit)", "KB205")


Number = Annotated[
    int | float, PlainValidator(_number), WithJsonSchema({"type": "number", "examples": [414500]})
]


def named(to: str) -> dict[str, Any]:
    """Return the JSON Schema of a short form that is the name of a `to`."""
    return {**_ID_SCHEMA, "x-names": to}


def short_form(to_full: Callable[[Any], Any], schema: Mapping[str, Any]) -> Any:
    """Return a validator that turns a short form into the full one; `schema` describes it."""

    @dataclass(frozen=True, slots=True)
    class _Short:
        short_schema: Mapping[str, Any] = field(hash=False)

        def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
            return BeforeValidator(to_full).__get_pydantic_core_schema__(source, handler)

        def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
            return {"anyOf": [dict(self.short_schema), handler(core)]}

    return _Short(schema)


class Part(BaseModel):
    """A frozen piece of a record; unknown keys are refused."""

    example: ClassVar[Mapping[str, Any]] = {}
    """How it is written; without one, an example holds its required keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
    )


class Correction(Part):
    """A correction of our own page."""

    example: ClassVar[Mapping[str, Any]] = {
        "date": "2024-02-01",
        "text": "The date of the first report was wrong.",
    }

    date: Day
    """The day we corrected the record."""
    text: Annotated[
        Prose, Words(example="Thanet District Council limited access to its online systems.")
    ]
    """What was wrong and what it says now."""
    by: Annotated[Line | None, Words(example="The Record")] = None
    """Who asked for it, in a public capacity."""


class Withdrawn(Part):
    """A record taken back; it stays with its reason."""

    example: ClassVar[Mapping[str, Any]] = {
        "date": "2024-02-01",
        "reason": "The same incident as [[kent-councils-2024]].",
    }

    date: Day
    """The day it was withdrawn."""
    reason: Annotated[Prose, Words(example="The only page found that shows a figure.")]
    """Why."""


class Accepted(Part):
    """A warning the editors live with."""

    example: ClassVar[Mapping[str, Any]] = {
        "code": "KB516",
        "reason": "The only page found that shows a figure.",
    }

    code: Annotated[Line, Words(example="KB516")]
    """The problem code, such as KB503."""
    reason: Annotated[Line, Words(example="The only page found that shows a figure.")]
    """Why it is acceptable here."""
    at: Annotated[Line | None, Words(example="thanet-population-2022")] = None
    """The local id (claim, event, dispute) it is limited to."""


class Record(Part):
    """What every record carries."""

    id: Annotated[Id, Words(example="kent-councils-2024"), Asked()]
    """The record's id: equal to the file name, unique over all records, never reused."""
    created: Day
    """The day the record was first published here."""
    updated: Day
    """The day its content last changed."""
    last_reviewed: Day | None = None
    """The day somebody last checked it against its sources."""
    corrections: tuple[Correction, ...] = ()
    """What we got wrong on this page and when we put it right."""
    withdrawn: Withdrawn | None = None
    """Set when the record is taken back: never delete one."""
    redirects: Annotated[tuple[Id, ...], Words(example=["kent-councils"])] = ()
    """Former ids of this record; their addresses lead here."""
    tags: Annotated[tuple[Id, ...], Words(example=["local-government"])] = ()
    """Free keywords, written like ids."""
    external_ids: Annotated[dict[str, Line], Words(example={"gss": "E07000114"})] = {}
    """Identifiers elsewhere: scheme → value, each as a source gives it."""
    accepted: tuple[Accepted, ...] = ()
    """Warnings the editors live with, each with its reason."""
