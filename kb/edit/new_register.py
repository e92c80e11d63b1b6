# What there is already, for the tools that start records: drawn from the files as they were read,
# so that a half-written record counts too and a broken one elsewhere does not stop the work.
"""A register of all names, titles and addresses in the content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kb.ids import slugify
from kb.problems import Mark
from kb.prose.urls import normalise_url
from kb.read.walk import RawDocument, read_content
from kb.refs import Loc

_ALIKE = 0.86
"""How alike two names must be (0 to 1) to be taken for one: a slip of the pen, not a namesake."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it stands in its file."""

    kind: str
    """`incident`, `source`, `page`, or the kind of an entity."""
    id: str
    keys: dict[str, Any]
    """Its keys and values, unchecked."""
    document: RawDocument
    loc: Loc
    """Where it stands in its document."""

    @property
    def name(self) -> str:
        """Return its name or title; its id where it has none yet."""
        return str(self.keys.get("name") or self.keys.get("title") or self.id)

    def iter_names(self) -> Iterator[tuple[Loc, str]]:
        """Yield every name it has, with its place: name, titles, aliases, former names."""
        for key in ("name", "title", "short_title"):
            if isinstance(self.keys.get(key), str):
                yield (key,), self.keys[key]
        for key in ("aliases", "former_names"):
            found = self.keys.get(key)
            for index, item in enumerate(found if isinstance(found, list) else ()):
                text = item.get("text") if isinstance(item, dict) else item
                if isinstance(text, str):
                    yield (key, index), text

    def mark(self, *loc: str | int) -> Mark:
        """Return the place of the value at `loc`, or of the record."""
        if self.document.node is None:
            return Mark(self.document.path)
        return self.document.node.mark_of((*self.loc, *loc))

    def addresses(self) -> frozenset[str]:
        """Return the addresses of a source, each in its one form."""
        versions = self.keys.get("versions")
        found = [self.keys.get("URL"), self.keys.get("archive_url")]
        for item in versions if isinstance(versions, list) else ():
            found.append(item.get("archive_url") if isinstance(item, dict) else None)
        return frozenset(normalise_url(url) for url in found if isinstance(url, str))


@dataclass(frozen=True, slots=True)
class Register:
    """All records."""

    entries: tuple[Entry, ...]

    @property
    def sources(self) -> tuple[Entry, ...]:
        """Return the sources."""
        return tuple(entry for entry in self.entries if entry.kind == "source")

    @property
    def records(self) -> tuple[Entry, ...]:
        """Return everything but sources: their ids share one space."""
        return tuple(entry for entry in self.entries if entry.kind != "source")

    @property
    def entities(self) -> tuple[Entry, ...]:
        """Return the entities."""
        return tuple(e for e in self.records if e.document.folder == "entities")

    def holder_of(self, name: str, *, is_source: bool) -> Entry | None:
        """Return the record with this id or former id, or the source with this citekey."""
        for entry in self.sources if is_source else self.records:
            former = entry.keys.get("redirects")
            if entry.id == name or (isinstance(former, list) and name in former):
                return entry
        return None

    def source_at(self, urls: Iterable[str]) -> Entry | None:
        """Return the source that already has one of these addresses."""
        wanted = {normalise_url(url) for url in urls}
        return next((entry for entry in self.sources if wanted & entry.addresses()), None)


def read_register(content: Path) -> Register:
    """Read every record below `content`.

    Raises:
        ContentNotFoundError: The folder does not exist or cannot be listed.
    """
    return build_register(read_content(content).documents)


def build_register(documents: Iterable[RawDocument]) -> Register:
    """Return the register of these documents."""
    return Register(tuple(entry for document in documents for entry in _iter_entries(document)))


def _iter_entries(document: RawDocument) -> Iterator[Entry]:
    value = document.node.value if document.node is not None else {}
    if document.folder == "sources":
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield Entry("source", item["id"], item, document, (index,))
        return
    kind = {"incidents": "incident", "pages": "page"}.get(document.folder, document.kind)
    yield Entry(kind, document.stem, value if isinstance(value, dict) else {}, document, ())


def same_name(name: str) -> str:
    """Return one form for all spellings of a name."""
    return slugify(name).removeprefix("the-")


def find_alike(names: Iterable[str], entries: Iterable[Entry]) -> tuple[tuple[Entry, str], ...]:
    """Return the entries that have one of `names`, or nearly: each with the name it goes by.

    The surest come first.
    """
    wanted = [same_name(name) for name in names if name]
    found: list[tuple[float, str, Entry, str]] = []
    for entry in entries:
        rated = [(_likeness(same_name(text), wanted), text) for _, text in entry.iter_names()]
        best = max(rated, default=(0.0, ""))
        if best[0] >= _ALIKE:
            found.append((-best[0], entry.id, entry, best[1]))
    return tuple((entry, text) for _, _, entry, text in sorted(found, key=lambda row: row[:2]))


def _likeness(name: str, wanted: Iterable[str]) -> float:
    return max((SequenceMatcher(None, name, other).ratio() for other in wanted), default=0.0)
