# What stands as data (vocabularies, the words of the model's fields, the reference of codes) is
# said where it is printed, but no call holds it as a literal: the tool that collects texts for a
# catalogue cannot see it there. So it asks here.
"""The texts for readers that are declared as data, for the catalogue of messages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from kb.model.describe import describe_model
from kb.model.entities import ENTITY_KINDS, ENTITY_TYPES
from kb.model.fields import fields_of, parts_below
from kb.model.incidents import Incident
from kb.model.kind import GLYPHS, title_of
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.words import LinksBack
from kb.rules import CATALOGUE
from kb.vocab import claims, entities, incidents
from kb.vocab.terms import Vocabulary

_ONLY_A_VALUE = re.compile(r"\{\w+\}")


def iter_declared() -> Iterator[str]:
    """Yield every text that is declared as data and printed on the site, each once."""
    yield from dict.fromkeys(text for text in _iter_texts() if text)


def extract_declared(
    file: Any, keywords: Any, comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the declared texts as Babel wants them from an extractor (`babel.cfg` names it)."""
    for text in iter_declared():
        yield 1, "mark", text, []


def _iter_texts() -> Iterator[str]:
    for vocabulary in iter_vocabularies():
        for term in vocabulary.terms:
            yield from (term.label, term.note)
    for relation in entities.RELATION_TYPES:
        yield from (relation.label, relation.inverse)
    yield from GLYPHS.values()
    records: tuple[type[BaseModel], ...] = (Incident, Source, WrittenPage, *ENTITY_TYPES)
    for model in records:
        yield title_of(model)
        for part in parts_below(model):
            yield from _iter_words(part)
    for doc in describe_model():
        yield doc.meaning
        yield from (key.meaning for key in doc.keys)
    for code in CATALOGUE.values():
        yield from (code.title, code.why)


def iter_vocabularies() -> Iterator[Vocabulary]:
    """Yield every closed vocabulary that has labels for readers."""
    for room in (claims, entities, incidents):
        yield from (found for found in vars(room).values() if isinstance(found, Vocabulary))
    yield ENTITY_KINDS


def _iter_words(model: type[BaseModel]) -> Iterator[str]:
    """Yield the words of the fields of a record or part: labels, and how they read backwards."""
    for field in fields_of(model):
        words = field.words
        yield from (words.label, words.labels, words.caveat, words.place)
        if isinstance(field.leads, LinksBack) and not _ONLY_A_VALUE.fullmatch(field.leads.words):
            yield field.leads.words
