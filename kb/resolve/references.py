"""Check the references of a record: does each name something of the right kind?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from kb.codes import problem_at
from kb.ids import shown_names
from kb.model.base import RefMark
from kb.model.claims import EDITORS
from kb.model.entities import Trend
from kb.model.sources import Cite, Source
from kb.model.walk import Loc, iter_marked, iter_models
from kb.problems import Problem, quoted
from kb.refs import split_ref
from kb.resolve.close_names import CloseNames
from kb.resolve.names import Names
from kb.validate import Authored


def check_references(authored: Authored, names: Names, close: CloseNames) -> Iterator[Problem]:
    """Yield a problem for every reference of a record that leads nowhere or elsewhere."""
    for loc, value, mark in iter_marked(authored.record, RefMark):
        if mark.to == "source":
            yield from _check_source(authored, loc, value, names, close)
        elif mark.to == "claim":
            yield from _check_claim(authored, loc, value, names, close)
        elif not (mark.to == "entity" and value == EDITORS):
            yield from _check_record(authored, loc, value, mark.to, names, close)
    yield from _check_versions(authored, names, close)


def _check_source(
    authored: Authored, loc: Loc, key: str, names: Names, close: CloseNames
) -> Iterator[Problem]:
    if key in names.sources or names.unread.may_be_source(key):
        return
    hint = close.source(key) or "add it to content/sources/"
    yield problem_at(authored.mark(*loc), "KB305", f"there is no source {quoted(key)}", hint)


def _check_record(
    authored: Authored, loc: Loc, name: str, wanted: str, names: Names, close: CloseNames
) -> Iterator[Problem]:
    if name in names.redirects:
        mark = authored.mark(*loc)
        now = names.redirects[name]
        message = f"{quoted(name)} is the former id of {quoted(now)}"
        yield problem_at(mark, "KB313", message, f"write {now}")
        return
    record = names.record(name)
    if record is None:
        if names.unread.may_be_record(name):
            return
        hint = close.record(name) or _add_hint(name, wanted)
        yield problem_at(authored.mark(*loc), "KB304", f"there is no record {quoted(name)}", hint)
        return
    fits = {
        "record": names.is_incident(name) or names.is_entity(name),
        "entity": names.is_entity(name),
        "incident": names.is_incident(name),
        "trend": isinstance(record, Trend),
    }
    if not fits[wanted]:
        message = f"{quoted(name)} is no {wanted}"
        yield problem_at(authored.mark(*loc), "KB307", message, f"name {_article(wanted)} here")


def _add_hint(name: str, wanted: str) -> str:
    folder = "incidents" if wanted == "incident" else "entities/<kind>"
    return f"add content/{folder}/{name}.yml"


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _check_claim(
    authored: Authored, loc: Loc, ref: str, names: Names, close: CloseNames
) -> Iterator[Problem]:
    record, local = split_ref(ref) if "#" in ref else (authored.record.id, ref)
    if local is not None and names.has_local(record, local, "claims"):
        return
    if record not in names.records:
        if names.unread.may_be_record(record):
            return
        hint = close.record(record)
    elif local is not None and names.has_local(record, local):
        hint = f"that is one of its {names.locals[record][local]}"
    else:
        hint = close.claim(record, local or "")
    message = f"there is no claim {quoted(ref)}"
    yield problem_at(authored.mark(*loc), "KB306", message, hint or "add it to `claims`")


def _check_versions(authored: Authored, names: Names, close: CloseNames) -> Iterator[Problem]:
    for loc, cite in iter_cites(authored.record):
        found = names.sources.get(cite.source)
        if cite.version is None or found is None:
            continue
        assert isinstance(found.record, Source)
        if cite.version not in found.record.versions_by_id:
            known = shown_names(found.record.versions_by_id) or "none"
            hint = close.version(cite.source, cite.version) or f"its versions: {known}"
            message = f"the source {quoted(cite.source)} has no version {quoted(cite.version)}"
            yield problem_at(authored.mark(*loc, "version"), "KB308", message, hint)


def iter_cites(part: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, Cite]]:
    """Yield every cite inside a record with its place."""
    if isinstance(part, Cite):
        yield loc, part
        return
    for name, key in _fields_with_cites(type(part)):
        value = getattr(part, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from iter_cites(item, (*loc, key, index))
        elif isinstance(value, BaseModel):
            yield from iter_cites(value, (*loc, key))


@cache
def _fields_with_cites(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return name and key of the fields below which cites may stand."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if any(
            issubclass(below, Cite) or _fields_with_cites(below)
            for below in iter_models(field.annotation)
        )
    )
