"""A record together with the place it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model.base import Record
from kb.model.walk import Loc
from kb.problems import Mark
from kb.prose.nodes import Prose
from kb.read.lines import find_line
from kb.read.walk import RawDocument

BODY: Loc = ("body",)


@dataclass(frozen=True, slots=True)
class Authored:
    """One valid record, and how to find its values in the file."""

    record: Record
    document: RawDocument
    loc: Loc = ()
    """Where the record stands in the document: `()` or `(index,)` in a list of sources."""
    has_text_body: bool = False
    """True when the body is the Markdown below a front matter."""
    prose: Mapping[Loc, Prose] = field(default_factory=dict, repr=False)
    """Its prose by place, parsed once."""

    def mark(self, *loc: str | int) -> Mark:
        """Return the position of the value at `loc`, or of its nearest parent."""
        if self.has_text_body and loc == BODY:
            return Mark(self.document.path, self.document.body_line, 1)
        assert self.document.node is not None, "a record was read from it"
        return self.document.node.mark_of((*self.loc, *loc))

    def mark_inside(self, loc: Loc, offset: int) -> Mark:
        """Return the position of character `offset` of the text at `loc`."""
        if self.has_text_body and loc == BODY:
            line, column = find_line(self.document.body or "", offset)
            return Mark(self.document.path, self.document.body_line + line, column + 1)
        assert self.document.node is not None, "a record was read from it"
        return self.document.node.inside((*self.loc, *loc), offset)
