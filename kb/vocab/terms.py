"""The shape of a closed vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.say import say


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a vocabulary."""

    id: str
    label: str
    """What a reader sees, in English: `Vocabulary.label` says it in the language of the site."""
    note: str = ""
    """What it means, in English; shown in the editor, and said in the reference."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of values, in the order in which they are shown."""

    name: str
    terms: tuple[Term, ...]

    def __contains__(self, value: object) -> bool:
        return any(term.id == value for term in self.terms)

    def __iter__(self) -> Iterator[str]:
        return (term.id for term in self.terms)

    def label(self, value: str) -> str:
        """Return what a reader sees for `value` (the value itself when it is not a term)."""
        return next((say(term.label) for term in self.terms if term.id == value), value)

    def english(self, value: str) -> str:
        """Return the label of `value` in English, for addresses and for what is said later."""
        return next((term.label for term in self.terms if term.id == value), value)

    def note(self, value: str) -> str:
        """Return the meaning of `value`, for readers."""
        return next((say(term.note) for term in self.terms if term.id == value), "")

    def rank(self, value: str) -> int:
        """Return the place of `value` in the vocabulary, for sorting."""
        return next((i for i, term in enumerate(self.terms) if term.id == value), len(self.terms))


def vocabulary(name: str, text: str) -> Vocabulary:
    """Read a vocabulary from lines of `id | label | note`."""
    rows = (line.split("|") for line in text.strip().splitlines())
    cells = ([cell.strip() for cell in row] for row in rows)
    terms = (Term(row[0], row[1], row[2] if len(row) > 2 else "") for row in cells)
    return Vocabulary(name, tuple(terms))
