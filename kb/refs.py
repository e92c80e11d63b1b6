# How things are named across files: a part of a record as `record#part`, a source among records as
# `@citekey` (citekeys have a space of their own). Both are plain strings at run time: they are the
# keys of the largest dicts, and a dict with keys of a subclass of `str` loses the fast way in; a
# value of two fields costs a hash in Python each time. So the types are for mypy alone, and this is
# the one place where such a name is put together or taken apart (tests/architecture).
"""References to parts of records, names of sources, and places in a record."""

from __future__ import annotations

from typing import NewType

Loc = tuple[str | int, ...]
"""Where a value stands in a file or record: keys, and numbers of items (from 0)."""

Ref = NewType("Ref", str)
"""`record#part`: a claim, event, question, dispute or topic, or an item by its anchor."""

SourceName = NewType("SourceName", str)
"""`@citekey`: a source where it stands among records."""


def part_ref(record_id: str, part: str | None) -> Ref:
    """Return the reference to a part of a record: by its local id, which is its anchor too.

    A place without an anchor, None, gives a reference that leads to no part.
    """
    return Ref(f"{record_id}#{part}")


def full_ref(ref: str, record_id: str) -> Ref:
    """Return `record#part` for a reference as it is written: a local one is of `record_id`."""
    return Ref(ref) if "#" in ref else part_ref(record_id, ref)


def split_ref(ref: str) -> tuple[str, str | None]:
    """Return record and local id of a reference as it is written; none without a `#`."""
    record_id, hash_sign, local = ref.partition("#")
    return record_id, local if hash_sign else None


def record_of(ref: Ref) -> str:
    """Return the id of the record that a part belongs to."""
    return ref.partition("#")[0]


def local_of(ref: Ref) -> str:
    """Return the local id of a part: its anchor on the page of its record."""
    return ref.partition("#")[2]


def source_name(citekey: str) -> SourceName:
    """Return the name of a source among records: `@citekey`."""
    return SourceName(f"@{citekey}")


def is_source(name: str) -> bool:
    """Return whether a name among records is that of a source."""
    return name.startswith("@")


def citekey_of(name: str) -> str | None:
    """Return the citation key in a name of a source; None for the name of any other record."""
    return name[1:] if is_source(name) else None
