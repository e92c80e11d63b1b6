"""Check the references of a record: does each name something of the right kind?"""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import problem_at
from kb.ids import split_ref, suggest
from kb.model.base import RefMark
from kb.model.claims import EDITORS
from kb.model.entities import Trend
from kb.model.sources import Cite, Source
from kb.model.walk import Loc, iter_marked
from kb.problems import Problem, quoted
from kb.resolve.names import Names
from kb.validate import Authored


def check_references(authored: Authored, names: Names) -> Iterator[Problem]:
    """Yield a problem for every reference of a record that leads nowhere or elsewhere."""
    for loc, value, mark in iter_marked(authored.record, RefMark):
        if mark.to == "source":
            yield from _check_source(authored, loc, value, names)
        elif mark.to == "claim":
            yield from _check_claim(authored, loc, value, names)
        elif not (mark.to == "entity" and value == EDITORS):
            yield from _check_record(authored, loc, value, mark.to, names)
    yield from _check_versions(authored, names)


def _check_source(authored: Authored, loc: Loc, key: str, names: Names) -> Iterator[Problem]:
    if key in names.sources:
        return
    hint = suggest(key, tuple(names.sources)) or "add it to content/sources/"
    yield problem_at(authored.mark(*loc), "KB305", f"there is no source {quoted(key)}", hint)


def _check_record(
    authored: Authored, loc: Loc, name: str, wanted: str, names: Names
) -> Iterator[Problem]:
    mark = authored.mark(*loc)
    if name in names.redirects:
        now = names.redirects[name]
        message = f"{quoted(name)} is the former id of {quoted(now)}"
        yield problem_at(mark, "KB313", message, f"write {now}")
        return
    record = names.record(name)
    if record is None:
        hint = suggest(name, tuple(names.records)) or _add_hint(name, wanted)
        yield problem_at(mark, "KB304", f"there is no record {quoted(name)}", hint)
        return
    fits = {
        "record": names.is_incident(name) or names.is_entity(name),
        "entity": names.is_entity(name),
        "incident": names.is_incident(name),
        "trend": isinstance(record, Trend),
    }
    if not fits[wanted]:
        message = f"{quoted(name)} is no {wanted}"
        yield problem_at(mark, "KB307", message, f"name {_article(wanted)} here")


def _add_hint(name: str, wanted: str) -> str:
    folder = "incidents" if wanted == "incident" else "entities/<kind>"
    return f"add content/{folder}/{name}.yml"


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _check_claim(authored: Authored, loc: Loc, ref: str, names: Names) -> Iterator[Problem]:
    record, local = split_ref(ref) if "#" in ref else (authored.record.id, ref)
    if local is not None and names.has_local(record, local, "claims"):
        return
    claims = [name for name, part in names.locals.get(record, {}).items() if part == "claims"]
    hint = suggest(local or "", claims)
    if record not in names.records:
        hint = suggest(record, tuple(names.records))
    elif local is not None and names.has_local(record, local):
        hint = f"that is one of its {names.locals[record][local]}"
    message = f"there is no claim {quoted(ref)}"
    yield problem_at(authored.mark(*loc), "KB306", message, hint or "add it to `claims`")


def _check_versions(authored: Authored, names: Names) -> Iterator[Problem]:
    for loc, cite in iter_cites(authored.record):
        found = names.sources.get(cite.source)
        if cite.version is None or found is None:
            continue
        assert isinstance(found.record, Source)
        known = tuple(version.id for version in found.record.versions)
        if cite.version not in known:
            hint = suggest(cite.version, known) or f"its versions: {', '.join(known) or 'none'}"
            message = f"the source {quoted(cite.source)} has no version {quoted(cite.version)}"
            yield problem_at(authored.mark(*loc, "version"), "KB308", message, hint)


def iter_cites(part: object, loc: Loc = ()) -> Iterator[tuple[Loc, Cite]]:
    """Yield every cite inside a record with its place."""
    from pydantic import BaseModel

    if isinstance(part, Cite):
        yield loc, part
    elif isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            yield from iter_cites(getattr(part, name), (*loc, field.alias or name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from iter_cites(item, (*loc, index))
