# Where a name stands in the files, to the character: marked strings of the model, links and
# citations in prose, `accepted`, short forms. Nothing is searched for; the places come from the
# reader, and a place that does not hold the name as it is (escaped, broken over lines) is reported.
"""Find every place that names a record, a source or a local part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.codes import problem_at
from kb.edit.files import EditFile
from kb.edit.staging import Base
from kb.edit.yamltree.patch import Span
from kb.model.base import ProseMark, RefMark
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.model.walk import Loc, iter_marked
from kb.problems import Problem, quoted
from kb.prose.nodes import Citation, RecordLink
from kb.prose.parse import parse_prose
from kb.prose.spelling import name_key
from kb.prose.walk import iter_inline
from kb.refs import split_ref
from kb.validate import Authored
from kb.validate.authored import BODY

_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Rename:
    """One name that becomes another."""

    old: str
    new: str
    space: str
    """`record`, `source`, or the record whose local id it is."""

    @property
    def is_local(self) -> bool:
        """Return whether the name is a part of a record."""
        return self.space not in ("record", "source")


def find_references(
    base: Base, rename: Rename
) -> tuple[dict[str, list[Span]], tuple[Problem, ...]]:
    """Return the pieces of each file to be replaced, and the places that cannot be."""
    spans: dict[str, list[Span]] = {}
    problems: list[Problem] = []
    for authored in base.kb.authored.values():
        file = base.file_of(authored)
        for found in _iter_record(authored, file, rename, base):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                spans.setdefault(authored.document.path, []).append(found)
    return spans, tuple(problems)


def _iter_record(
    authored: Authored, file: EditFile, rename: Rename, base: Base
) -> Iterator[Span | Problem]:
    record = authored.record
    for loc, value, mark in iter_marked(record, RefMark):
        if _is_meant(value, mark.to, record.id, rename):
            yield from _in_value(authored, file, loc, value, rename)
    if rename.is_local and record.id == rename.space and not isinstance(record, Source):
        for index, item in enumerate(record.accepted):
            if item.at == rename.old:
                yield from _in_value(authored, file, ("accepted", index, "at"), item.at, rename)
    for loc, text, prose_mark in iter_marked(record, ProseMark):
        yield from _in_prose(authored, file, loc, text, rename, base, is_long=prose_mark.is_long)
    if isinstance(record, WrittenPage) and authored.document.body:
        yield from _in_prose(authored, file, BODY, authored.document.body, rename, base,
                             is_long=True)  # fmt: skip


def _is_meant(value: str, to: str, here: str, rename: Rename) -> bool:
    if rename.space == "source":
        return to == "source" and value == rename.old
    if to == "source":
        return False
    name, local = split_ref(value)
    if not rename.is_local:
        return (to != "claim" or local is not None) and name == rename.old
    if to != "claim":
        return False
    owner, part = (name, local) if local is not None else (here, name)
    return owner == rename.space and part == rename.old


def _in_value(
    authored: Authored, file: EditFile, loc: Loc, value: str, rename: Rename
) -> Iterator[Span | Problem]:
    place = file.place((*authored.loc, *loc))
    start, end = file.base + place.start, file.base + place.end
    raw = file.text[start:end]
    before = r"(?<![a-z0-9#-])"
    if rename.is_local:
        before = rf"(?<={re.escape(rename.space)}#)" if "#" in value else before
    pattern = re.compile(rf"{before}{re.escape(rename.old)}(?![a-z0-9-])")
    # In the short form of a history entry the citekeys stand in brackets, behind other words.
    pieces = [(0, len(raw))]
    if place.text is not None and place.text != value:
        pieces = [match.span() for match in _BRACKETS.finditer(raw)]
    spans = [
        Span(start + match.start(), start + match.end(), rename.new)
        for begin, stop in pieces
        for match in pattern.finditer(raw, begin, stop)
    ]
    yield from spans
    if not spans:
        yield _unwritable(authored, loc, rename, 0)


def _in_prose(
    authored: Authored, file: EditFile, loc: Loc, text: str, rename: Rename, base: Base,
    *, is_long: bool,
) -> Iterator[Span | Problem]:  # fmt: skip
    if rename.old not in text:
        return
    prose, _ = parse_prose(text, allow_headings=is_long, allow_tables=loc == BODY)
    for inline in iter_inline(prose):
        if isinstance(inline, Citation) and rename.space == "source":
            offsets = [item.offset + 1 for item in inline.items if item.key == rename.old]
        elif isinstance(inline, RecordLink) and _links(inline, rename, base):
            sign = "#" if rename.is_local else "[["
            offsets = [text.find(rename.old, text.find(sign, inline.offset) + len(sign))]
        else:
            continue
        for offset in offsets:
            span = _prose_span(authored, file, loc, text, offset, rename)
            yield span if span is not None else _unwritable(authored, loc, rename, offset)


def _links(link: RecordLink, rename: Rename, base: Base) -> bool:
    if rename.space == "source":
        return False
    if not rename.is_local:
        return link.target == rename.old
    if link.local != rename.old:
        return False
    names = base.names
    found = names.labels.get(name_key(link.target), ())
    target = names.redirects.get(link.target, found[0] if len(found) == 1 else link.target)
    return rename.space in (link.target, target)


def _prose_span(
    authored: Authored, file: EditFile, loc: Loc, text: str, offset: int, rename: Rename
) -> Span | None:
    if authored.has_text_body and loc == BODY:
        start = file.body_start + offset
    elif isinstance(authored.record, WrittenPage) and loc == BODY:
        start = file.body_start + offset
    else:
        start = file.source_index((*authored.loc, *loc), offset)
    end = start + len(rename.old)
    if offset < 0 or file.text[start:end] != rename.old:
        return None
    return Span(start, end, rename.new)


def _unwritable(authored: Authored, loc: Loc, rename: Rename, offset: int) -> Problem:
    mark = authored.mark_inside(loc, max(offset, 0))
    message = f"the name {quoted(rename.old)} cannot be rewritten here"
    return problem_at(mark, "KB706", message, f"write {rename.old} without escapes and breaks")
