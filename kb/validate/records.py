"""Validate documents: shape, file names, ids inside a record, safety of its prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from kb.codes import problem_at
from kb.ids import suggest
from kb.model.base import ProseMark, Record
from kb.model.entities import ENTITY_KINDS, ENTITY_TYPES
from kb.model.formats import FORMER
from kb.model.incidents import LOCAL_PARTS, Incident
from kb.model.kind import kind_id
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.walk import Loc, iter_marked, value_of
from kb.problems import Findings, Problem, quoted
from kb.prose.nodes import Prose
from kb.prose.parse import parse_prose
from kb.read.nodes import RawNode
from kb.read.walk import RawDocument
from kb.validate.authored import BODY, Authored
from kb.validate.messages import problems_from


def validate_content(
    documents: Iterable[RawDocument],
) -> tuple[tuple[Authored, ...], tuple[Problem, ...]]:
    """Validate every document and collect every problem."""
    records: list[Authored] = []
    problems = Findings()
    for document in documents:
        found, faults = validate_document(document)
        records.extend(found)
        problems.extend(faults)
    return tuple(records), problems.all()


def validate_document(
    document: RawDocument,
) -> tuple[tuple[Authored, ...], tuple[Problem, ...]]:
    """Validate one document: its records, and what is wrong with it."""
    if document.node is None:
        return (), ()
    data = document.node.value
    if document.folder == "sources":
        items: list[tuple[type[Record], Any, Loc]] = [
            (Source, item, (index,)) for index, item in enumerate(data)
        ]
    else:
        kind = _record_type(document, data)
        if isinstance(kind, Problem):
            return (), (kind,)
        items = [(kind, data, ())]
    problems = Findings()
    results = [_validate_one(document, *item, problems) for item in items]
    return tuple(record for record in results if record is not None), problems.all()


def _record_type(document: RawDocument, data: Any) -> type[Record] | Problem:
    if document.folder == "incidents":
        return Incident
    if document.folder == "pages":
        return WrittenPage
    assert document.node is not None
    kind = data.get("kind", document.kind)
    known = _entity_types()
    if isinstance(kind, str) and kind in known:
        return known[kind]
    hint = suggest(str(kind), tuple(known)) or f"one of: {', '.join(ENTITY_KINDS)}"
    message = f"`kind`: {quoted(kind)} is no entity kind"
    return problem_at(document.node.mark_of(("kind",)), "KB204", message, hint)


@cache
def _entity_types() -> Mapping[str, type[Record]]:
    return {kind_id(model): model for model in ENTITY_TYPES}


def _validate_one(
    document: RawDocument, kind: type[Record], data: Any, loc: Loc, problems: Findings
) -> Authored | None:
    node = document.node
    assert node is not None
    if not isinstance(data, dict):
        message = f"a source must hold keys, not {quoted(data)}"
        problems.add(problem_at(node.mark_of(loc), "KB203", message, "- id: outlet-20240119"))
        return None
    if isinstance(written := data.get("schema"), str) and written in FORMER:
        message = f"{quoted(written)} is a former format: {FORMER[written]}"
        mark = node.mark_of((*loc, "schema"))
        problems.add(problem_at(mark, "KB215", message, f"run `kb migrate {document.path}`"))
        return None
    has_body = bool(document.body and document.body.strip())
    given = dict(data)
    if has_body and "body" in kind.model_fields and "body" not in given:
        given["body"] = document.body
    try:
        record = kind.model_validate(given)
    except ValidationError as error:
        problems.extend(problems_from(error.errors(include_url=False), kind, node, loc))
        return None
    authored = Authored(record, document, loc, has_body)
    for check in (_check_name, _check_local_ids, _check_bodies):
        problems.extend(check(authored))
    return replace(authored, prose=_read_prose(authored, problems))


def _check_name(authored: Authored) -> Iterator[Problem]:
    record, document = authored.record, authored.document
    if document.folder == "sources":
        return
    if record.id != document.stem:
        message = f"the id {quoted(record.id)} is not the file name {quoted(document.stem)}"
        hint = f"write `id: {document.stem}` or rename the file"
        yield problem_at(authored.mark("id"), "KB213", message, hint)
    kind = getattr(record, "kind", None)
    if document.folder == "entities" and document.kind and kind != document.kind:
        message = f"the kind {quoted(kind)} is not the folder {quoted(document.kind)}"
        yield problem_at(authored.mark("kind"), "KB213", message, f"move it to entities/{kind}/")


def _check_local_ids(authored: Authored) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for part in LOCAL_PARTS:
        for index, item in enumerate(value_of(authored.record, part, ())):
            if item.id in seen:
                mark = authored.mark(part, index, "id")
                message = f"the local id {quoted(item.id)} is already used in {seen[item.id]}"
                yield problem_at(mark, "KB210", message, "local ids are unique in a record")
            else:
                first = authored.mark(part, index, "id")
                seen[item.id] = f"`{part}`, line {first.line}"
    for index, claim in enumerate(value_of(authored.record, "claims", ())):
        if claim.split_from in seen:
            mark = authored.mark("claims", index, "split_from")
            message = f"{quoted(claim.split_from)} is still a local id, in {seen[claim.split_from]}"
            hint = "the claim that was split is gone; its former id stands in the parts alone"
            yield problem_at(mark, "KB210", message, hint)


def _check_bodies(authored: Authored) -> Iterator[Problem]:
    node: RawNode | None = authored.document.node
    if authored.has_text_body and node is not None and "body" in node.value:
        mark = node.key_mark_of(("body",))
        message = "the body is given twice: as a key and below the front matter"
        yield problem_at(mark, "KB214", message, "keep one of them")


def _read_prose(authored: Authored, problems: Findings) -> dict[Loc, Prose]:
    """Return every piece of prose of a record; what is wrong with it goes into `problems`."""
    found: dict[Loc, Prose] = {}
    pieces = [(*piece, False) for piece in iter_marked(authored.record, ProseMark)]
    if isinstance(authored.record, WrittenPage) and authored.document.body:
        pieces.append((BODY, authored.document.body, ProseMark(is_long=True), True))
    for loc, text, mark, has_tables in pieces:
        found[loc], faults = parse_prose(text, allow_headings=mark.is_long, allow_tables=has_tables)
        for fault in faults:
            place = authored.mark_inside(loc, fault.offset)
            problems.add(
                problem_at(place, fault.code, fault.message, fault.hint, times=fault.times)
            )
    return found
