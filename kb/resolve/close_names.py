# A base that misspells names thousands of times needs no thousand guesses: each word is looked
# up once, and past a number of words nobody reads what each of them may have meant.
"""What somebody may have meant by a name that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from kb.ids import Spelling
from kb.model.sources import Source
from kb.resolve.names import Names

MOST_GUESSES = 500
"""Different words of one run that are looked up."""


class CloseNames:
    """Guesses for the unknown names of one run; it lives as long as the run."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._spellings: dict[tuple[str, str], Spelling] = {}
        self._guesses: dict[tuple[str, str, str], str] = {}

    def record(self, name: str) -> str:
        """Return which record may be meant, "" when none is close."""
        return self._guess("record", "", name)

    def source(self, key: str) -> str:
        """Return which source may be meant."""
        return self._guess("source", "", key)

    def label(self, text: str) -> str:
        """Return which record may be meant, by its id or one of its names."""
        return self._guess("label", "", text)

    def claim(self, record: str, local: str) -> str:
        """Return which claim of a record may be meant."""
        return self._guess("claim", record, local)

    def part(self, record: str, local: str) -> str:
        """Return which part of a record may be meant."""
        return self._guess("part", record, local)

    def version(self, source: str, version: str) -> str:
        """Return which version of a source may be meant."""
        return self._guess("version", source, version)

    def _guess(self, kind: str, owner: str, word: str) -> str:
        key = (kind, owner, word)
        if key not in self._guesses:
            if len(self._guesses) >= MOST_GUESSES:
                return ""
            spelling = self._spellings.get((kind, owner))
            if spelling is None:
                spelling = Spelling(self._options(kind, owner))
                self._spellings[kind, owner] = spelling
            self._guesses[key] = spelling.suggest(word)
        return self._guesses[key]

    def _options(self, kind: str, owner: str) -> Iterable[str]:
        names = self._names
        if kind == "record":
            return names.records
        if kind == "source":
            return names.sources
        if kind == "label":
            return (*names.records, *names.labels)
        if kind == "version":
            record = names.sources[owner].record
            return record.versions_by_id if isinstance(record, Source) else ()
        parts = names.locals.get(owner, {})
        return [name for name, part in parts.items() if kind == "part" or part == "claims"]
