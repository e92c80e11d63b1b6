# The reference is read from the code: the model, the vocabularies and the catalogue of problem
# codes. Nothing here is written twice, so nothing can go stale.
"""The reference pages: every key, every value, every problem code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.describe import KeyDoc, TypeDoc, describe_model, iter_vocabularies
from kb.pages.reference.examples import show_example
from kb.rules import CATALOGUE
from kb.urls import REFERENCE_CODES, REFERENCE_MODEL, REFERENCE_VALUES, relative_url
from kb.views.notes import Link
from kb.views.values import PageHead

_LAYERS: tuple[tuple[str, str], ...] = (
    ("KB1", "Files and YAML"),
    ("KB2", "The shape of a record"),
    ("KB3", "Names and links"),
    ("KB4", "Prose and safety"),
    ("KB5", "House rules"),
    ("KB6", "The site"),
    ("KB7", "Editing commands"),
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key of the model."""

    key: str
    kind: str
    """What it holds, in words."""
    is_required: bool
    meaning: str
    example: str
    """How it is written; empty where there is no example yet."""
    more: Link | None
    """Where the part or the list of values is described."""


@dataclass(frozen=True, slots=True)
class TypeBlock:
    """One record type or part."""

    anchor: str
    name: str
    meaning: str
    keys: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True)
class ModelPage:
    """The reference of the model."""

    head: PageHead
    records: tuple[TypeBlock, ...]
    parts: tuple[TypeBlock, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a vocabulary."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class ValueBlock:
    """One vocabulary."""

    anchor: str
    name: str
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """The closed vocabularies."""

    head: PageHead
    blocks: tuple[ValueBlock, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One problem code."""

    anchor: str
    code: str
    severity: str
    title: str
    why: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """The codes of one layer."""

    title: str
    rows: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Every problem code."""

    head: PageHead
    blocks: tuple[CodeBlock, ...]


def iter_reference(kb: KnowledgeBase) -> Iterator[tuple[str, ModelPage | ValuesPage | CodesPage]]:
    """Yield the reference pages with their templates."""
    updated = kb.updated().isoformat()
    yield "pages/reference/model.md.j2", _build_model(updated)
    yield "pages/reference/values.md.j2", _build_values(updated)
    yield "pages/reference/codes.md.j2", _build_codes(updated)


def _head(path: str, title: str, description: str, updated: str) -> PageHead:
    return PageHead(path, title, description, "page.html", "reference", updated)


def _build_model(updated: str) -> ModelPage:
    docs = describe_model()
    head = _head(
        REFERENCE_MODEL, "The model", "Every key of every record, and what it means.", updated
    )
    records = tuple(_block(doc) for doc in docs if doc.is_record)
    return ModelPage(head, records, tuple(_block(doc) for doc in docs if not doc.is_record))


def _block(doc: TypeDoc) -> TypeBlock:
    keys = tuple(map(_key, doc.keys))
    return TypeBlock(slugify(f"type {doc.name}"), doc.name, doc.meaning, keys)


def _key(key: KeyDoc) -> KeyRow:
    example = show_example(key.example) if key.example is not None else ""
    more = None
    if key.vocabulary is not None:
        anchor = slugify(f"values {key.vocabulary.name}")
        more = Link(relative_url(REFERENCE_MODEL, REFERENCE_VALUES, anchor), "values")
    elif key.part is not None:
        more = Link(f"#{slugify(f'type {key.part}')}", "its keys")
    return KeyRow(key.key, key.kind, key.is_required, key.meaning, example, more)


def _build_values(updated: str) -> ValuesPage:
    head = _head(
        REFERENCE_VALUES, "Values", "The closed lists of values that keys accept.", updated
    )
    blocks = tuple(
        ValueBlock(
            slugify(f"values {vocabulary.name}"),
            vocabulary.name,
            tuple(ValueRow(term.id, term.label, term.note) for term in vocabulary.terms),
        )
        for vocabulary in iter_vocabularies()
    )
    return ValuesPage(head, blocks)


def _build_codes(updated: str) -> CodesPage:
    head = _head(
        REFERENCE_CODES, "Problem codes", "What each problem means and how to mend it.", updated
    )
    blocks = []
    for prefix, title in _LAYERS:
        rows = tuple(
            CodeRow(
                code.lower(), code, entry.severity, entry.title, entry.why, entry.bad, entry.good
            )
            for code, entry in sorted(CATALOGUE.items())
            if code.startswith(prefix)
        )
        if rows:
            blocks.append(CodeBlock(title, rows))
    return CodesPage(head, tuple(blocks))
