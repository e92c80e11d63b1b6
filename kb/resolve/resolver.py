"""Resolve all records: references, links and citations in prose, aliases, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.codes import problem_at
from kb.ids import is_id
from kb.model.base import Record
from kb.model.entities import EntityBase, Trend
from kb.model.sources import Source
from kb.model.walk import Loc
from kb.problems import Findings, Problem, quoted
from kb.prose.aliases import AliasEntry, AliasIndex, is_linkable_by_default, read_common_words
from kb.prose.nodes import Citation, Prose, RecordLink
from kb.prose.spelling import name_key
from kb.prose.walk import iter_inline, map_record_links
from kb.refs import source_name
from kb.resolve.close_names import CloseNames
from kb.resolve.names import Names, build_names
from kb.resolve.references import check_references
from kb.resolve.unread import ALL_READ, Unread
from kb.validate import Authored

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
    faulty: frozenset[str] = frozenset()
    """Records of which a reference is wrong; links in prose are not looked at."""


def resolve_records(
    records: Iterable[Authored], unread: Unread = ALL_READ
) -> tuple[Resolved, tuple[Problem, ...]]:
    """Resolve every name in all records; report what stays unresolved or ambiguous.

    Args:
        records: Every valid record.
        unread: What is there and could not be read: that something leads to it is no problem.
    """
    authored = tuple(records)
    names, found = build_names(authored, unread)
    close = CloseNames(names)
    problems = Findings()
    problems.extend(found)
    prose: dict[ProseKey, Prose] = {}
    faulty: set[str] = set()
    for item in authored:
        wrong = tuple(check_references(item, names, close))
        space = names.sources if isinstance(item.record, Source) else names.records
        if wrong or space[item.record.id] is not item:
            faulty.add(record_name(item.record))
        problems.extend(wrong)
        for loc, parsed in item.prose.items():
            settled, faults = _settle(item, loc, parsed, names, close)
            prose.setdefault(prose_key(item.record, loc), settled)
            problems.extend(faults)
    for key in _circular(names):
        faulty.add(source_name(key))
        problems.add(_in_circle(names, key))
    return Resolved(names, prose, _build_aliases(names), frozenset(faulty)), problems.all()


def record_name(record: Record) -> str:
    """Return the name of a record among all: sources as `@citekey`."""
    return source_name(record.id) if isinstance(record, Source) else record.id


def prose_key(record: Record, loc: Loc) -> ProseKey:
    """Return the key of the prose of `record` at `loc`."""
    return record_name(record), loc


def _settle(
    item: Authored, loc: Loc, prose: Prose, names: Names, close: CloseNames
) -> tuple[Prose, tuple[Problem, ...]]:
    problems: list[Problem] = []
    for inline in iter_inline(prose):
        if isinstance(inline, Citation):
            for cited in inline.items:
                if cited.key not in names.sources and not names.unread.may_be_source(cited.key):
                    hint = close.source(cited.key) or "add it to content/sources/"
                    mark = item.mark_inside(loc, cited.offset)
                    message = f"there is no source {quoted(cited.key)}"
                    problems.append(problem_at(mark, "KB311", message, hint))

    def target_of(link: RecordLink) -> RecordLink | None:
        settled, wrong = _settle_link(link, names, close)
        if wrong is not None:
            problems.append(problem_at(item.mark_inside(loc, link.offset), *wrong))
        return settled

    return map_record_links(prose, target_of), tuple(problems)


Wrong = tuple[str, str, str]
"""Code, message and hint."""
_MOST_SHOWN = 10
"""Of the records that a name may mean, so many are shown."""


def _settle_link(
    link: RecordLink, names: Names, close: CloseNames
) -> tuple[RecordLink | None, Wrong | None]:
    target, label = link.target, link.label
    if target not in names.records:
        found = names.labels.get(name_key(target), ())
        if target in names.redirects:
            found = (names.redirects[target],)
        if len(found) > 1:
            links = (f"[[{name}|{target}]]" for name in found[:_MOST_SHOWN])
            more = f" (and {len(found) - _MOST_SHOWN:,} more)" if len(found) > _MOST_SHOWN else ""
            hint = f"write one of: {', '.join(links)}{more}"
            return None, ("KB310", f"{quoted(target)} may mean {len(found)} records", hint)
        if not found and names.unread.may_be_label(target):
            return None, None
        if not found:
            hint = close.label(target) or (
                "write an id, as [[ek-services]]" if not is_id(target) else "add the record"
            )
            return None, ("KB309", f"[[{target}]] leads nowhere", hint)
        label = label or (None if target in names.redirects else target)
        target = found[0]
    if link.local is not None and not names.has_local(target, link.local):
        hint = close.part(target, link.local) or "leave the # part out"
        return None, ("KB309", f"{quoted(target)} has no part {quoted(link.local)}", hint)
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


def _circular(names: Names) -> tuple[str, ...]:
    """Return the sources that derive from themselves."""
    return find_cycles({key: _roots(found) for key, found in names.sources.items()})


def _in_circle(names: Names, key: str) -> Problem:
    mark = names.sources[key].mark("derived_from")
    message = f"the source {quoted(key)} is derived from itself"
    return problem_at(mark, "KB314", message, "one of the steps is the other way round")


def _roots(authored: Authored) -> tuple[str, ...]:
    assert isinstance(authored.record, Source)
    return tuple(step.source for step in authored.record.derived_from)


def find_cycles(graph: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the nodes from which a walk along the arrows comes back to them."""
    on_cycle: set[str] = set()
    for group in _iter_groups(graph):
        if len(group) > 1 or group[0] in graph[group[0]]:
            on_cycle.update(group)
    return tuple(node for node in graph if node in on_cycle)


def _iter_groups(graph: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Yield the groups of nodes that lead to each other (Tarjan's algorithm, without recursion)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: dict[str, int] = {}
    for start in graph:
        work = [(start, iter(graph[start]))] if start not in number else []
        while work:
            node, arrows = work[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                on_path[node] = len(path)
                path.append(node)
            for target in arrows:
                if target in graph and target not in number:
                    work.append((target, iter(graph[target])))
                    break
                if target in on_path:
                    lowest[node] = min(lowest[node], number[target])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    group = path[on_path[node] :]
                    del path[on_path[node] :]
                    for member in group:
                        del on_path[member]
                    yield group
