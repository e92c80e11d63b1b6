# The reference is read from the code: the model, the vocabularies and the catalogue of problem
# codes. Nothing here is written twice, so nothing can go stale.
"""The reference of the model: every key of every record."""

from __future__ import annotations

from dataclasses import dataclass

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.describe import KeyDoc, TypeDoc, describe_model
from kb.pages.reference.examples import show_example
from kb.say import say
from kb.urls import REFERENCE_MODEL, REFERENCE_VALUES, relative_url
from kb.views.link import Link
from kb.views.page_head import PageHead


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


def build_model(kb: KnowledgeBase) -> ModelPage:
    """Return the reference of the model."""
    docs = describe_model()
    head = PageHead(
        path=REFERENCE_MODEL,
        title=say("The model"),
        description=say("Every key of every record, and what it means."),
        template="page.html",
        kind="reference",
        updated=kb.updated().isoformat(),
    )
    records = tuple(_block(doc) for doc in docs if doc.is_record)
    return ModelPage(head, records, tuple(_block(doc) for doc in docs if not doc.is_record))


def _block(doc: TypeDoc) -> TypeBlock:
    keys = tuple(map(_key, doc.keys))
    return TypeBlock(slugify(f"type {doc.name}"), doc.name, say(doc.meaning), keys)


def _key(key: KeyDoc) -> KeyRow:
    example = show_example(key.example) if key.example is not None else ""
    more = None
    if key.vocabulary is not None:
        anchor = slugify(f"values {key.vocabulary.name}")
        more = Link(relative_url(REFERENCE_MODEL, REFERENCE_VALUES, anchor), "values")
    elif key.part is not None:
        more = Link(f"#{slugify(f'type {key.part}')}", say("its keys"))
    return KeyRow(
        key=key.key,
        kind=key.kind,
        is_required=key.is_required,
        meaning=say(key.meaning),
        example=example,
        more=more,
    )
