"""The reference of values: every closed vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.describe import iter_vocabularies
from kb.say import say
from kb.urls import REFERENCE_VALUES
from kb.views.page_head import PageHead


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


def build_values(kb: KnowledgeBase) -> ValuesPage:
    """Return the reference of values."""
    head = PageHead(
        path=REFERENCE_VALUES,
        title=say("Values"),
        description=say("The closed lists of values that keys accept."),
        template="page.html",
        kind="reference",
        updated=kb.updated().isoformat(),
    )
    blocks = tuple(
        ValueBlock(
            slugify(f"values {vocabulary.name}"),
            vocabulary.name,
            tuple(
                ValueRow(name, vocabulary.label(name), vocabulary.note(name)) for name in vocabulary
            ),
        )
        for vocabulary in iter_vocabularies()
    )
    return ValuesPage(head, blocks)
