# `kb mv`: the name changes at every place that holds it, and nowhere else; the file moves; the old
# name is kept as a redirect and never given to another record.
"""Plan the renaming of a record or of a part of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kb.edit.files import Change, EditFile
from kb.edit.redirects import add_redirect
from kb.edit.references import Rename, find_references
from kb.edit.staging import Base, Plan
from kb.edit.yamltree.patch import Span
from kb.errors import UsageError
from kb.ids import is_id, suggest
from kb.model.claims import EDITORS
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.problems import quoted
from kb.refs import citekey_of, is_source, part_ref, source_name, split_ref
from kb.validate import Authored

_SHAPE = "lower-case letters, digits and single hyphens, such as kent-councils-2024"


def plan_rename(base: Base, old: str, new: str) -> Plan:
    """Return what renaming `old` to `new` changes.

    Args:
        old: A record id, a citekey (`@key` where a record has that name too), or `record#local`.
        new: The new id; of a local part, without the record.

    Raises:
        UsageError: `old` does not exist, or `new` is no id, taken, or a former id.
    """
    record, local = split_ref(old)
    if local is not None:
        return _plan_local(base, record, local, _local_in(new, record))
    authored = find_record(base, old)
    new = citekey_of(new) or new
    space = "source" if isinstance(authored.record, Source) else "record"
    _check_free(base, authored, new)
    rename = Rename(authored.record.id, new, space)
    spans, problems = find_references(base, rename)
    if problems:
        return Plan(problems=problems)
    file = base.file_of(authored)
    done = count_references(spans)
    spans.setdefault(authored.document.path, []).append(_id_span(file, authored, new))
    texts = build_texts(base, spans)
    renamed = file.edited(texts[authored.document.path])
    texts[authored.document.path] = add_redirect(renamed, authored.loc, rename.old)
    moves = {} if space == "source" else {file.path: file.path.with_stem(new)}
    notes = [f"{rename.old} is now {new}: {done}"]
    if isinstance(authored.record, WrittenPage):
        notes.append(f"if mkdocs.yml lists {rename.old}/index.md, write {new}/index.md there")
    return Plan(build_changes(base, texts, moves), tuple(notes))


def _local_in(new: str, record: str) -> str:
    """Return the new local id, however it was given: alone, or with the record it stays in."""
    owner, local = split_ref(new)
    return local if local is not None and owner == record else new


def count_references(spans: Mapping[str, Iterable[Span]]) -> str:
    """Return how many references are rewritten, in words."""
    count = sum(len(set(pieces)) for pieces in spans.values())
    references = f"{count} reference{'' if count == 1 else 's'}"
    return f"{references} rewritten in {len(spans)} file{'' if len(spans) == 1 else 's'}"


def find_record(base: Base, name: str) -> Authored:
    """Return the record or source called `name`.

    Raises:
        UsageError: There is none, or there are two.
    """
    names = base.names
    key = citekey_of(name) or name
    if is_source(name) and key in names.sources:
        return names.sources[key]
    if name in names.records and name in names.sources:
        hint = f"write {source_name(name)} for the source"
        raise UsageError(f"{name!r} is a record and a source; {hint}")
    found = names.records.get(name) or names.sources.get(name)
    if found is not None:
        return found
    if name in names.redirects:
        raise UsageError(f"{quoted(name)} is the former id of {quoted(names.redirects[name])}")
    hint = suggest(key, (*names.records, *names.sources)) or "try `kb find`"
    raise UsageError(f"there is no record or source {quoted(name)}; {hint}")


def former_ids(base: Base, *, of_sources: bool) -> dict[str, str]:
    """Return every former id or citekey with the present one."""
    space = base.names.sources if of_sources else base.names.records
    return {old: name for name, found in space.items() for old in found.record.redirects}


def build_texts(base: Base, spans: Mapping[str, Iterable[Span]]) -> dict[str, str]:
    """Return the texts of files in which pieces are replaced, by path."""
    return {path: base.files[path].replaced(pieces) for path, pieces in spans.items()}


def build_changes(
    base: Base, texts: Mapping[str, str], moves: Mapping[Path, Path]
) -> tuple[Change, ...]:
    """Return the changes of files that get new texts and may move."""
    changes: list[Change] = []
    for path, text in texts.items():
        file = base.files[path]
        data = file.encode(text)
        target = moves.get(file.path, file.path)
        if target != file.path:
            changes.append(Change(target, None, data))
            changes.append(Change(file.path, file.data, None))
        elif data != file.data:
            changes.append(Change(file.path, file.data, data))
    return tuple(changes)


def _id_span(file: EditFile, authored: Authored, new: str, *loc: str | int) -> Span:
    place = file.place((*authored.loc, *loc, "id"))
    raw = file.text[file.base + place.start : file.base + place.end]
    quote = raw[0] if raw[0] in "\"'" else ""
    return Span(file.base + place.start, file.base + place.end, f"{quote}{new}{quote}")


def _check_free(base: Base, authored: Authored, new: str) -> None:
    is_source = isinstance(authored.record, Source)
    if not is_id(new):
        raise UsageError(f"{quoted(new)} is no id; {_SHAPE}")
    space = base.names.sources if is_source else base.names.records
    if new in space or (new == EDITORS and not is_source):
        raise UsageError(f"{quoted(new)} is taken; to join two records, use `kb merge`")
    former = former_ids(base, of_sources=is_source)
    if new in former:
        message = f"{quoted(new)} is a former id of {quoted(former[new])}"
        raise UsageError(f"{message}; an id is never used again, or old links would mislead")
    path = authored.document.path
    target = base.files[path].path.with_stem(new)
    if not is_source and target.exists():
        raise UsageError(f"{quoted(target, 200)} is already there")


def _plan_local(base: Base, record: str, old: str, new: str) -> Plan:
    names = base.names
    authored = names.records.get(record)
    known = names.locals.get(record, {})
    if authored is None:
        hint = suggest(record, tuple(names.records)) or "try `kb find`"
        raise UsageError(f"there is no record {quoted(record)}; {hint}")
    if old not in known:
        hint = suggest(old, tuple(known)) or f"it has {len(known)} parts"
        raise UsageError(f"{quoted(record)} has no part {quoted(old)}; {hint}")
    if not is_id(new):
        raise UsageError(f"{quoted(new)} is no id; {_SHAPE}")
    if new in known:
        raise UsageError(f"{quoted(new)} is already used in `{known[new]}` of {quoted(record)}")
    spans, problems = find_references(base, Rename(old, new, record))
    if problems:
        return Plan(problems=problems)
    done = count_references(spans)
    items = getattr(authored.record, known[old])
    index = next(number for number, item in enumerate(items) if item.id == old)
    span = _id_span(base.file_of(authored), authored, new, known[old], index)
    spans.setdefault(authored.document.path, []).append(span)
    notes = [f"{part_ref(record, old)} is now {part_ref(record, new)}: {done}"]
    if known[old] == "disputes":
        notes.append("the address of the dispute's page changes; parts have no redirects")
    return Plan(build_changes(base, build_texts(base, spans), {}), tuple(notes))
