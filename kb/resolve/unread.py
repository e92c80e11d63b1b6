# One record that cannot be read hides nothing about the others: what leads to it is no mistake, and
# what stays unknown without it is not judged. So its name is kept, as far as one can tell: a record
# is called like its file, a source like its `id`.
"""The names of what is there and cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.ids import is_id
from kb.read.walk import RawDocument
from kb.refs import source_name
from kb.validate import Authored


@dataclass(frozen=True, slots=True)
class Unread:
    """What is there and cannot be read; empty where everything can."""

    records: frozenset[str] = frozenset()
    """Ids, and former ids, of incidents, entities and pages."""
    sources: frozenset[str] = frozenset()
    """Citekeys."""
    has_other_records: bool = False
    """Whether there may be further records whose names are not known."""
    has_other_sources: bool = False
    """Whether there may be further sources whose keys are not known."""
    shown: tuple[str, ...] = ()
    """What a person calls it: ids, `@citekey`, and files of which no more is known."""

    def __bool__(self) -> bool:
        return bool(self.shown)

    def may_be_record(self, name: str) -> bool:
        """Return whether an unread record may be called `name`."""
        return self.has_other_records or name in self.records

    def may_be_label(self, text: str) -> bool:
        """Return whether `text` may mean an unread record: by its id, or by one of its names."""
        if is_id(text):
            return self.may_be_record(text)
        return self.has_other_records or bool(self.records)

    def may_be_source(self, key: str) -> bool:
        """Return whether an unread source may have this key."""
        return self.has_other_sources or key in self.sources


ALL_READ = Unread()


def find_unread(
    documents: Iterable[RawDocument],
    records: Iterable[Authored],
    spoilt: Collection[str],
) -> Unread:
    """Return what is there and did not become a record.

    Args:
        documents: Every file that was opened.
        records: The valid records in them.
        spoilt: Paths of files with errors in their YAML; one that is none of the documents was
            passed over whole.
    """
    read = {(found.document.path, found.loc) for found in records}
    names: set[str] = set()
    keys: set[str] = set()
    shown: list[str] = []
    has_other_sources = False
    opened: set[str] = set()
    for document in documents:
        opened.add(document.path)
        if document.folder != "sources":
            if (document.path, ()) not in read:
                names.update(_names_in(document))
                shown.append(document.stem)
            continue
        if document.node is None or document.path in spoilt:
            has_other_sources = True
            shown.append(document.path)
        for index, item in enumerate(document.node.value if document.node is not None else ()):
            if (document.path, (index,)) not in read:
                key = _text(item, "id")
                has_other_sources |= key is None
                keys.update(() if key is None else (key,))
                shown.append(document.path if key is None else source_name(key))
    passed_over = sorted(set(spoilt) - opened)
    return Unread(
        frozenset(names), frozenset(keys), bool(passed_over),
        has_other_sources or bool(passed_over), tuple(dict.fromkeys([*shown, *passed_over])),
    )  # fmt: skip


def _names_in(document: RawDocument) -> Iterator[str]:
    yield document.stem
    data = document.node.value if document.node is not None else None
    if (name := _text(data, "id")) is not None:
        yield name
    former = data.get("redirects") if isinstance(data, dict) else None
    yield from (old for old in former or () if isinstance(old, str))


def _text(data: Any, key: str) -> str | None:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else None
