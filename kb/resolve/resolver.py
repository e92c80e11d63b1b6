"""Resolve all records: references, links and citations in prose, aliases, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.codes import problem_at
from kb.ids import is_id, suggest
from kb.model.base import ProseMark
from kb.model.entities import EntityBase, Trend
from kb.model.pages import HandPage
from kb.model.sources import Source
from kb.model.walk import Loc, iter_marked
from kb.problems import Problem, quoted
from kb.prose.aliases import AliasEntry, AliasIndex, is_linkable_by_default, read_common_words
from kb.prose.nodes import Citation, Prose, RecordLink
from kb.prose.parse import parse_prose
from kb.prose.walk import iter_inline, map_record_links
from kb.resolve.names import Names, build_names
from kb.resolve.references import check_references
from kb.validate import Authored
from kb.validate.authored import BODY

ProseKey = tuple[str, Loc]
"""Where a piece of prose stands: the record (sources as `@citekey`) and the place in it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """All records with every name settled."""

    names: Names
    prose: Mapping[ProseKey, Prose]
    """Every piece of prose, its explicit links turned into ids."""
    aliases: AliasIndex
    """Names that are linked by themselves."""


def resolve_records(records: Iterable[Authored]) -> tuple[Resolved, tuple[Problem, ...]]:
    """Resolve every name in all records; report what stays unresolved or ambiguous."""
    authored = tuple(records)
    names, found = build_names(authored)
    problems = list(found)
    prose: dict[ProseKey, Prose] = {}
    for item in authored:
        problems.extend(check_references(item, names))
        for loc, parsed in _iter_prose(item):
            settled, faults = _settle(item, loc, parsed, names)
            prose[prose_key(item.record, loc)] = settled
            problems.extend(faults)
    problems.extend(_iter_cycles(names))
    return Resolved(names, prose, _build_aliases(names)), tuple(problems)


def prose_key(record: object, loc: Loc) -> ProseKey:
    """Return the key of the prose of `record` at `loc`."""
    name = getattr(record, "id", "")
    return (f"@{name}" if isinstance(record, Source) else name, loc)


def _iter_prose(item: Authored) -> Iterator[tuple[Loc, Prose]]:
    for loc, text, mark in iter_marked(item.record, ProseMark):
        yield loc, parse_prose(text, allow_headings=mark.is_long)[0]
    if isinstance(item.record, HandPage) and item.document.body:
        yield BODY, parse_prose(item.document.body, allow_headings=True, allow_tables=True)[0]


def _settle(
    item: Authored, loc: Loc, prose: Prose, names: Names
) -> tuple[Prose, tuple[Problem, ...]]:
    problems: list[Problem] = []
    for inline in iter_inline(prose):
        if isinstance(inline, Citation):
            for cited in inline.items:
                if cited.key not in names.sources:
                    hint = suggest(cited.key, tuple(names.sources)) or "add it to content/sources/"
                    mark = item.mark_inside(loc, cited.offset)
                    message = f"there is no source {quoted(cited.key)}"
                    problems.append(problem_at(mark, "KB311", message, hint))

    def target_of(link: RecordLink) -> RecordLink | None:
        settled, fault = _settle_link(item, loc, link, names)
        if fault is not None:
            problems.append(fault)
        return settled

    return map_record_links(prose, target_of), tuple(problems)


def _settle_link(
    item: Authored, loc: Loc, link: RecordLink, names: Names
) -> tuple[RecordLink | None, Problem | None]:
    mark = item.mark_inside(loc, link.offset)
    target, label = link.target, link.label
    if target not in names.records:
        found = names.labels.get(target.casefold(), ())
        if target in names.redirects:
            found = (names.redirects[target],)
        if len(found) > 1:
            hint = f"write one of: {', '.join(f'[[{name}|{target}]]' for name in found)}"
            message = f"{quoted(target)} may mean {len(found)} records"
            return None, problem_at(mark, "KB310", message, hint)
        if not found:
            near = suggest(target, (*names.records, *names.labels))
            hint = near or (
                "write an id, as [[ek-services]]" if not is_id(target) else "add the record"
            )
            return None, problem_at(mark, "KB309", f"[[{target}]] leads nowhere", hint)
        label = label or (None if target in names.redirects else target)
        target = found[0]
    if link.local is not None and not names.has_local(target, link.local):
        hint = suggest(link.local, tuple(names.locals.get(target, ())))
        message = f"{quoted(target)} has no part {quoted(link.local)}"
        return None, problem_at(mark, "KB309", message, hint or "leave the # part out")
    return RecordLink(target, link.local, label, link.offset, link.is_automatic), None


def _build_aliases(names: Names) -> AliasIndex:
    words = read_common_words()
    entries: list[AliasEntry] = []
    for name, authored in names.records.items():
        record = authored.record
        if not isinstance(record, EntityBase) or record.withdrawn is not None:
            continue
        wanted: list[tuple[str, bool | None, bool | None]] = [(record.name, record.autolink, None)]
        wanted += [(alias.text, alias.autolink, alias.case) for alias in record.aliases]
        wanted += [(former.text, None, None) for former in record.former_names]
        for text, autolink, case in wanted:
            default = not isinstance(record, Trend) and is_linkable_by_default(text, words)
            if autolink if autolink is not None else default:
                is_sensitive = case if case is not None else True
                entries.append(AliasEntry(text, name, is_sensitive))
    return AliasIndex.build(entries)


def _iter_cycles(names: Names) -> Iterator[Problem]:
    graph = {key: _roots(found) for key, found in names.sources.items()}
    for key in find_cycles(graph):
        mark = names.sources[key].mark("derived_from")
        message = f"the source {quoted(key)} is derived from itself"
        yield problem_at(mark, "KB314", message, "one of the steps is the other way round")


def _roots(authored: Authored) -> tuple[str, ...]:
    assert isinstance(authored.record, Source)
    return tuple(step.source for step in authored.record.derived_from)


def find_cycles(graph: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the nodes from which a walk along the arrows comes back to them."""
    on_cycle = []
    for start in graph:
        seen: set[str] = set()
        stack = list(graph[start])
        while stack:
            node = stack.pop()
            if node == start:
                on_cycle.append(start)
                break
            if node not in seen:
                seen.add(node)
                stack.extend(graph.get(node, ()))
    return tuple(on_cycle)
