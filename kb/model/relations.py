"""Relations between records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from kb.model.base import (
    Date,
    Note,
    OneOf,
    Part,
    RecordRef,
)
from kb.model.sources import Cites
from kb.model.words import LinksBack
from kb.say import say
from kb.vocab.entities import RELATION_STATUSES, RELATION_TYPES, relation_type
from kb.vocab.incidents import SCALE
from kb.vocab.terms import Term, Vocabulary

RELATION_VOCABULARY = Vocabulary(
    "relation type",
    tuple(Term(item.id, item.label, f"Inverse: {item.inverse}") for item in RELATION_TYPES),
)


class Relation(Part):
    """A relation of this record to another; the other side is derived."""

    example: ClassVar[Mapping[str, Any]] = {
        "type": "supplier-of",
        "target": "thanet-district-council",
        "cites": ["iotn-20180201"],
    }

    type: Annotated[str, OneOf(RELATION_VOCABULARY)]
    """What kind of relation, read from this record."""
    target: Annotated[RecordRef, LinksBack("{inverse}", kind="relation", dated_by="start")]
    """The other record."""
    start: Date | None = None
    """Since when."""
    end: Date | None = None
    """Until when."""
    status: Annotated[str, OneOf(RELATION_STATUSES)] | None = None
    """Current, former, planned, alleged or disputed."""
    confidence: Annotated[str, OneOf(SCALE)] | None = None
    """How sure the editors are."""
    cites: Cites = ()
    """The sources."""
    note: Note | None = None
    """What kind of services, what the source says exactly."""

    @property
    def inverse(self) -> str:
        """The relation in words, read from the other record."""
        kind = relation_type(self.type)
        return say(kind.inverse) if kind is not None else self.type
