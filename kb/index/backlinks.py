# Backlinks are derived, never written: each says why one record leads to another, with the role,
# relation or claim, its date and its citation. Which fields make one, and in which words, stands on
# the fields of the model (LinksBack): nothing here knows a field by name.
"""Derive backlinks from everything records say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from kb.ids import part_anchor
from kb.index.entries import Backlink, ClaimEntry
from kb.index.hanging import RESTING, TAKEN_BACK, Hangs, Resting
from kb.model.base import Record
from kb.model.claims import EDITORS, Claim
from kb.model.fields import ModelField, field_of, fields_of
from kb.model.relations import Relation
from kb.model.walk import Loc, value_of
from kb.model.words import LinksBack, NoLinkBack
from kb.prose.emit import to_plain
from kb.prose.nodes import Prose, RecordLink
from kb.prose.walk import iter_inline
from kb.refs import is_source
from kb.resolve.resolver import ProseKey
from kb.say import say
from kb.vocab.claims import DEPRECATED_STATUSES

RECORDS = frozenset({"entity", "incident", "record", "trend"})
"""What a field may name that has backlinks."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}", re.ASCII)


def build_backlinks(
    records: Mapping[str, Record],
    claims: Mapping[str, ClaimEntry],
    prose: Mapping[ProseKey, Prose],
    hangs: Hangs,
) -> dict[str, tuple[Backlink, ...]]:
    """Return, for every record, what leads to it and why."""
    found: dict[str, dict[tuple[str, str, str | None, str], Backlink]] = {}
    for link in _iter_all(records, claims, prose, hangs):
        is_known = link.target in records and link.target != link.source_id
        if is_known:
            key = (link.source_id, link.kind, link.anchor, link.reason)
            links = found.setdefault(link.target, {})
            # Of two that read the same, the one that stands is shown.
            if key not in links or (links[key].status in DEPRECATED_STATUSES and not link.status):
                links[key] = link
    return {target: tuple(links.values()) for target, links in found.items()}


def _iter_all(
    records: Mapping[str, Record],
    claims: Mapping[str, ClaimEntry],
    prose: Mapping[ProseKey, Prose],
    hangs: Hangs,
) -> Iterator[Backlink]:
    maker = _Maker(prose, hangs, {(entry.record_id, entry.loc): entry for entry in claims.values()})
    plain: list[Backlink] = []
    said: list[Backlink] = []  # what claims say comes after what records state of themselves
    for record in records.values():
        for named in _iter_named(record, ()):
            found = said if isinstance(named.holder, Claim) else plain
            found.append(maker.link(record, named))
    yield from plain
    yield from said
    yield from _iter_mentions(records, prose, claims)


@dataclass(frozen=True, slots=True)
class _Named:
    """A record that a part names, and what the field says of it."""

    target: str
    leads: LinksBack
    holder: BaseModel
    """The part that the field with the words belongs to."""
    loc: Loc
    """Where that part stands."""


def _iter_named(
    part: BaseModel, loc: Loc, outer: tuple[LinksBack, BaseModel, Loc] | None = None
) -> Iterator[_Named]:
    """Yield the records that a part names; a field says for all parts below it how they lead."""
    for field in _naming_fields(type(part)):
        value = getattr(part, field.name)
        if value is None or value == () or isinstance(field.leads, NoLinkBack):
            continue
        here = (field.leads, part, loc) if field.leads is not None else outer
        several = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(several):
            place = (*loc, field.key, index) if several is value else (*loc, field.key)
            if isinstance(item, BaseModel):
                yield from _iter_named(item, place, here)
            elif here is not None and item != EDITORS:
                yield _Named(item, *here)


@cache
def _naming_fields(model: type[BaseModel]) -> tuple[ModelField, ...]:
    """Return the fields of a model that name records, or hold parts that do."""
    return tuple(
        field
        for field in fields_of(model)
        if field.names & RECORDS or any(_naming_fields(part) for part in field.parts)
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes backlinks of what parts name."""

    prose: Mapping[ProseKey, Prose]
    hangs: Hangs
    claims: Mapping[tuple[str, Loc], ClaimEntry]

    def link(self, record: Record, named: _Named) -> Backlink:
        """Return the backlink that a named record gets."""
        holder, leads, loc = named.holder, named.leads, named.loc
        entry = self.claims.get((record.id, loc))
        date = getattr(holder, leads.dated_by, None) if leads.dated_by else None
        return Backlink(
            target=named.target,
            source_id=record.id,
            kind=leads.kind,
            reason=self._words(record, named),
            anchor=_anchor(named) if loc else None,
            date=date if entry is None else entry.asserted,
            cites=value_of(holder, "cites", ()),
            relation=holder if isinstance(holder, Relation) else None,
            status=entry.status if entry is not None else self._fall(record, holder),
        )

    def _words(self, record: Record, named: _Named) -> str:
        def value(match: re.Match[str]) -> str:
            key = match[1]
            field = field_of(type(named.holder), key)
            given = str(getattr(named.holder, key, ""))
            if field is not None and field.vocabulary is not None:
                label = field.vocabulary.label(given)
                return label if match.start() == 0 else label.lower()
            written = self.prose.get((record.id, (*named.loc, key)))
            return given if written is None else to_plain(written)

        return _PLACEHOLDER.sub(value, say(named.leads.words))

    def _fall(self, record: Record, holder: Any) -> str | None:
        """Return the status under which something fell; a source taken back was withdrawn."""
        if not isinstance(holder, RESTING):
            return None
        resting: Resting = holder
        fall = self.hangs.of(record.id, resting).fall
        return None if fall is None else "retracted" if fall.why == TAKEN_BACK else fall.why


def _anchor(named: _Named) -> str | None:
    """Return where the page shows the part; what pages count under a heading needs no place."""
    own: str | None = value_of(named.holder, "id")
    if own is None and named.leads.kind == "field":
        return part_anchor(str(named.loc[0]), int(named.loc[1]))
    return own


def _iter_mentions(
    records: Mapping[str, Record], prose: Mapping[ProseKey, Prose], claims: Mapping[str, ClaimEntry]
) -> Iterator[Backlink]:
    by_place = {(entry.record_id, entry.loc): entry for entry in claims.values()}
    for (name, loc), text in prose.items():
        if is_source(name):
            continue
        entry = by_place.get((name, loc[:2]))
        for inline in iter_inline(text):
            if isinstance(inline, RecordLink) and not inline.is_automatic:
                yield Backlink(
                    inline.target, name, "mention", _place_label(type(records[name]), loc),
                    anchor=entry.claim.id if entry else None,
                    date=entry.asserted if entry else None,
                    cites=entry.claim.cites if entry else (),
                )  # fmt: skip


def _place_label(model: type[BaseModel], loc: Loc) -> str:
    field = field_of(model, str(loc[0]))
    if field is None:  # what stands below the front matter of a page
        return say("Named in the background")
    if not field.words.place:
        return say("Named on the page")
    return say("Named {place}", place=say(field.words.place))
