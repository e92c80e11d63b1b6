# Where a source is used is derived from the cites, from fields that cite a source without being a
# cite (CitesSource), and from citations in prose; what a part is called stands on its field.
"""Derive the uses of sources from everything records say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from kb.ids import part_anchor
from kb.index.entries import SourceUse
from kb.model.base import Record
from kb.model.fields import ModelField, field_of, fields_of
from kb.model.sources import Source
from kb.model.walk import Loc, value_of
from kb.model.words import CitesSource
from kb.prose.emit import to_plain
from kb.prose.nodes import Citation, Prose
from kb.prose.walk import iter_inline
from kb.refs import is_source, part_ref
from kb.resolve.references import iter_cites
from kb.resolve.resolver import ProseKey


def build_source_uses(
    records: Mapping[str, Record],
    sources: Mapping[str, Source],
    prose: Mapping[ProseKey, Prose],
) -> dict[str, tuple[SourceUse, ...]]:
    """Return, for every source, the places that cite it."""
    found: dict[str, dict[SourceUse, None]] = {}
    for use in _iter_uses(records, prose):
        if use.source in sources:
            found.setdefault(use.source, {})[use] = None
    return {key: tuple(uses) for key, uses in found.items()}


def build_cited(uses: Mapping[str, tuple[SourceUse, ...]]) -> dict[str, tuple[str, ...]]:
    """Return which sources each record cites, and each part that has an id (`record#part`)."""
    found: dict[str, set[str]] = {}
    for key, places in uses.items():
        for use in places:
            found.setdefault(use.record_id, set()).add(key)
            if use.anchor is not None:
                found.setdefault(part_ref(use.record_id, use.anchor), set()).add(key)
    return {place: tuple(sorted(keys)) for place, keys in found.items()}


def _iter_uses(
    records: Mapping[str, Record], prose: Mapping[ProseKey, Prose]
) -> Iterator[SourceUse]:
    texts: dict[ProseKey, str] = {}
    for record in records.values():
        for loc, cite in iter_cites(record):
            part, anchor, text = _place(record, loc, prose, texts)
            yield SourceUse(cite.source, record.id, anchor, part, text, cite.stance, cite)
        for loc, key, mark in _iter_cited(record, ()):
            part, anchor, text = _place(record, loc, prose, texts)
            yield SourceUse(key, record.id, anchor, part, text, mark.stance)
    for (name, loc), written in prose.items():
        if is_source(name):
            continue
        part, anchor, words = _place(records[name], loc, prose, texts)
        yield from _prose_uses(written, name, anchor, part, words)


def _iter_cited(part: BaseModel, loc: Loc) -> Iterator[tuple[Loc, str, CitesSource]]:
    """Yield the sources that parts rest on by a field of their own, which is no cite."""
    for field in _citing_fields(type(part)):
        value = getattr(part, field.name)
        several = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(several):
            place = (*loc, field.key, index) if several is value else (*loc, field.key)
            if isinstance(item, BaseModel):
                yield from _iter_cited(item, place)
            elif item is not None and field.cites is not None:
                yield place, item, field.cites


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[ModelField, ...]:
    return tuple(
        field
        for field in fields_of(model)
        if field.cites is not None or any(_citing_fields(part) for part in field.parts)
    )


def _prose_uses(
    text: Prose, name: str, anchor: str | None, part: str, words: str
) -> Iterator[SourceUse]:
    for inline in iter_inline(text):
        if isinstance(inline, Citation):
            for item in inline.items:
                yield SourceUse(item.key, name, anchor, part, words, "mentions")


def _place(
    record: Record, loc: Loc, prose: Mapping[ProseKey, Prose], texts: dict[ProseKey, str]
) -> tuple[str, str | None, str]:
    # A claim with many cites is written out once: `texts` holds what was.
    first = str(loc[0])
    if len(loc) < 2 or not isinstance(loc[1], int):
        return "prose", None, _title(record)
    item = getattr(record, first)[loc[1]]
    anchor = value_of(item, "id") or part_anchor(first, loc[1])
    key = (record.id, (first, loc[1], "text"))
    if first == "claims" and key in prose:
        if key not in texts:
            texts[key] = to_plain(prose[key])
        return "claim", anchor, texts[key]
    field = field_of(type(record), first)
    noun = (field.words.noun if field is not None else "") or "prose"
    for name in ("title", "question", "service", "text", "role", "type"):
        value = value_of(item, name)
        if isinstance(value, str):
            # The verdict stands wherever the question does.
            value = " ".join(filter(None, (value, value_of(item, "verdict"))))
            return noun, anchor, value
    return noun, anchor, _title(record)


def _title(record: Record) -> str:
    return str(getattr(record, "title", None) or getattr(record, "name", record.id))
