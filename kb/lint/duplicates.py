# Two records for one thing split its story in half, and nobody notices: each looks complete. Every
# rule here groups records by a key that is equal for all spellings of one name, so that the time it
# takes grows with the records and not with their pairs. What is found is likely, not sure.
"""House rules about likely duplicates, and about claims that have lost their sources."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise

from kb.citations import outlet
from kb.codes import problem_at
from kb.dates import EdtfDate, is_disjoint, sort_key
from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.model.walk import value_of
from kb.problems import Mark, Problem, quoted
from kb.prose.urls import WAYBACK, normalise_url
from kb.validate import Authored
from kb.vocab.claims import DEPRECATED_STATUSES

Loc = tuple[str | int, ...]
Keyed = tuple[Hashable, str, Loc]
"""Key of a group, name of a record, and where in it the key was found."""

_EMPTY_WORDS = frozenset(
    {"a", "and", "co", "company", "corp", "corporation", "for", "gmbh", "group", "inc",
     "incorporated", "limited", "llc", "ltd", "of", "plc", "the", "uk"}
)  # fmt: skip
"""Words that tell no two names apart."""
_IDENTIFIERS = ("cve", "attack_id", "cpe23", "purl")
_NUMBER = re.compile(r"[0-9]{4,}")
_DAYS = 31
"""How exact the dates of two incidents of one victim must be to be compared."""


def name_key(name: str) -> str:
    """Return one form for all spellings of a name: its telling words, in order of the alphabet."""
    words = slugify(name).split("-")
    return "-".join(sorted(set(words) - _EMPTY_WORDS)) or "-".join(words)


def check_entities(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entities of one kind that share a name, an identifier or an address."""
    rows = (row for entity in kb.entities.values() for row in _entity_keys(entity))
    told_apart = _told_apart(kb.entities.values())
    for first, second, loc, at in _iter_pairs(rows):
        if not told_apart & {(first, second), (second, first)} and not _is_elsewhere(
            kb, first, second
        ):
            what = _shown_key(loc)
            yield _likely(kb, "KB550", first, at, second, loc, f"they share {what}")


def _entity_keys(entity: EntityBase) -> Iterator[Keyed]:
    kind = (entity.kind, value_of(entity, "trend_type", ""))
    yield (*kind, "name", name_key(entity.name)), entity.id, ("name",)
    for part in ("aliases", "former_names"):
        for index, item in enumerate(getattr(entity, part)):
            # Short forms are shared by many: they are names only together with the long one.
            if len(item.text) > 4:
                yield (*kind, "name", name_key(item.text)), entity.id, (part, index)
    for field in _IDENTIFIERS:
        if value := value_of(entity, field):
            yield (*kind, field, str(value).lower()), entity.id, (field,)
    for scheme, value in entity.external_ids.items():
        yield (*kind, scheme, value.lower()), entity.id, ("external_ids", scheme)
    for index, link in enumerate(entity.links):
        yield (*kind, "url", normalise_url(link.url)), entity.id, ("links", index)


def _shown_key(loc: Loc) -> str:
    field = str(loc[0])
    names = {"aliases": "a name", "former_names": "a name", "name": "a name", "links": "an address"}
    return names.get(field, f"the identifier `{loc[-1]}`")


def _is_elsewhere(kb: KnowledgeBase, first: str, second: str) -> bool:
    """Return whether the two belong to different countries, as two ministries of health do."""
    one, other = (getattr(kb.record(name), "country", None) for name in (first, second))
    return one is not None and other is not None and one != other


def _told_apart(records: Iterable[EntityBase | Incident]) -> set[tuple[str, str]]:
    """Return the pairs that the editors tell apart: by a relation from one to the other."""
    return {
        (record.id, target)
        for record in records
        for target in (
            *(relation.target for relation in record.relations),
            getattr(record, "parent", None) or "",
        )
    }


def check_incidents(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield incidents that share a title and a time, or a victim and a few days."""
    seen: set[tuple[str, str]] = set()
    told_apart = _told_apart(kb.incidents.values())
    rows = (row for incident in kb.incidents.values() for row in _title_keys(incident))
    for first, second, loc, at in _iter_pairs(rows):
        one, other = kb.incidents[first], kb.incidents[second]
        if _may_be_one(one, other, told_apart) and not _is_apart(one, other):
            seen.add((first, second))
            yield _likely(kb, "KB551", first, at, second, loc, "they share a title")
    for first, second, at, loc in _iter_same_victim(kb):
        one, other = kb.incidents[first], kb.incidents[second]
        if (first, second) not in seen and _may_be_one(one, other, told_apart):
            seen.add((first, second))
            why = f"both hit {quoted(kb.title(_victim(kb, second, loc)))} in the same days"
            yield _likely(kb, "KB551", first, at, second, loc, why)


def _title_keys(incident: Incident) -> Iterator[Keyed]:
    yield ("title", name_key(incident.title)), incident.id, ("title",)
    for index, alias in enumerate(incident.aliases):
        yield ("title", name_key(alias)), incident.id, ("aliases", index)


def _iter_same_victim(kb: KnowledgeBase) -> Iterator[tuple[str, str, Loc, Loc]]:
    groups: dict[str, list[tuple[EdtfDate, str, Loc]]] = {}
    for incident in kb.incidents.values():
        date = _when(incident)
        if date is None or not _is_exact(date):
            continue
        for index, item in enumerate(incident.participants):
            if item.role == "victim":
                row = (date, incident.id, ("participants", index))
                groups.setdefault(item.entity, []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: (sort_key(row[0]), row[1]))
        for (before, first, at), (after, second, loc) in pairwise(rows):
            if first != second and not is_disjoint(before, after):
                yield (first, second, at, loc) if first < second else (second, first, loc, at)


def _victim(kb: KnowledgeBase, name: str, loc: Loc) -> str:
    return kb.incidents[name].participants[int(loc[1])].entity


def _when(incident: Incident) -> EdtfDate | None:
    return incident.occurred or incident.discovered or incident.disclosed


def _is_exact(date: EdtfDate) -> bool:
    if date.earliest is None or date.latest is None:
        return False
    return (date.latest - date.earliest).days <= _DAYS


def _is_apart(one: Incident, other: Incident) -> bool:
    here, there = _when(one), _when(other)
    return here is not None and there is not None and is_disjoint(here, there)


def _may_be_one(one: Incident, other: Incident, told_apart: set[tuple[str, str]]) -> bool:
    types = set(one.types) & set(other.types)
    is_open = "unknown" in {*one.types, *other.types}
    pairs = {(one.id, other.id), (other.id, one.id)}
    return bool(types or is_open) and not told_apart & pairs


def check_sources(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that share title, outlet and date, or a capture at an archive."""
    seen: set[tuple[str, str]] = set()
    rows = [row for source in kb.sources.values() for row in _source_keys(source)]
    for first, second, loc, at in _iter_pairs(rows):
        is_titled = loc == ("title",)
        if (first, second) in seen or (is_titled and _are_numbered(kb, first, second)):
            continue
        seen.add((first, second))
        what = "a title, an outlet and a date" if is_titled else "an address"
        yield _likely(kb, "KB553", f"@{first}", at, f"@{second}", loc, f"they share {what}")


def _are_numbered(kb: KnowledgeBase, first: str, second: str) -> bool:
    """Return whether the outlet itself counts them as two pages: by numbers in the addresses."""
    one, other = (
        set(_NUMBER.findall((kb.sources[name].URL or "").rpartition("/")[2]))
        for name in (first, second)
    )
    return bool(one) and bool(other) and not one & other


def _source_keys(source: Source) -> Iterator[Keyed]:
    # Titles in brackets are ours: two of them may well be alike.
    if source.issued is not None and not source.title.startswith("["):
        day = source.issued.text.rstrip("~?%")
        yield ("title", slugify(source.title), slugify(outlet(source)), day), source.id, ("title",)
    if source.URL is not None:
        yield ("url", normalise_url(source.URL)), source.id, ("URL",)
    if source.archive_url is not None:
        capture = WAYBACK.fullmatch(source.archive_url)
        url = capture[2] if capture else source.archive_url
        yield ("url", normalise_url(url)), source.id, ("archive_url",)


def _iter_pairs(rows: Iterable[Keyed]) -> Iterator[tuple[str, str, Loc, Loc]]:
    """Yield each record that shares a key with an earlier one: both names, its place, the other."""
    groups: dict[Hashable, dict[str, Loc]] = {}
    for key, name, loc in rows:
        groups.setdefault(key, {}).setdefault(name, loc)
    found: dict[tuple[str, str], tuple[Loc, Loc]] = {}
    for members in groups.values():
        (first, at), *others = members.items()
        for second, loc in others:
            found.setdefault((first, second), (loc, at))
    for (first, second), (loc, at) in found.items():
        yield first, second, loc, at


def _likely(
    kb: KnowledgeBase, code: str, first: str, at: Loc, second: str, loc: Loc, why: str
) -> Problem:
    one, other = kb.authored[first], kb.authored[second]
    place = _mark(one, at)
    here, there = other.record.id, one.record.id
    message = f"{quoted(here)} may be {quoted(there)} in {place.path}:{place.line}: {why}"
    # `kb merge` takes entities and sources; two incidents are joined by hand.
    mend = "join them in one file" if code == "KB551" else f"`kb merge {there} {here}`"
    hint = f"{mend}, relate one to the other, or accept {code} with the reason"
    return problem_at(_mark(other, loc), code, message, hint)


def _mark(authored: Authored, loc: Loc) -> Mark:
    return authored.mark(*loc)


def check_live(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that stand although everything that supports them was taken back."""
    for entry in kb.claims.values():
        is_live = entry.status not in DEPRECATED_STATUSES
        if not is_live or entry.support.sources or not entry.support.withdrawn:
            continue
        message = f"every source that supports {quoted(entry.claim.id)} was taken back"
        hint = "add `history` with `retracted`, or cite a source that stands"
        mark = kb.authored[entry.record_id].mark(*entry.loc, "cites")
        yield problem_at(mark, "KB552", message, hint)


RULES = (check_entities, check_incidents, check_sources, check_live)
