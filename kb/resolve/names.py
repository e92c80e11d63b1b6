"""The register of all names: ids, citekeys, local ids, redirects, names and aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.codes import problem_at
from kb.model.base import Record
from kb.model.entities import EntityBase
from kb.model.incidents import LOCAL_PARTS, Incident
from kb.model.sources import Source
from kb.model.walk import value_of
from kb.problems import Problem, quoted
from kb.prose.spelling import name_key
from kb.prose.urls import normalise_url
from kb.resolve.unread import ALL_READ, Unread
from kb.validate import Authored


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of the knowledge base and what it stands for."""

    records: Mapping[str, Authored]
    """Record id → incident, entity or page. Sources are apart: citekeys have their own space."""
    sources: Mapping[str, Authored]
    """Citekey → source."""
    redirects: Mapping[str, str]
    """Former id → id."""
    locals: Mapping[str, Mapping[str, str]]
    """Record id → local id → the part it is in (`claims`, `events` …)."""
    labels: Mapping[str, tuple[str, ...]]
    """Name or alias, as `name_key` spells it → the ids it may stand for."""
    unread: Unread = ALL_READ
    """What is there, and could not be read."""

    def record(self, name: str) -> Record | None:
        """Return the record with this id."""
        found = self.records.get(name)
        return found.record if found is not None else None

    def is_incident(self, name: str) -> bool:
        """Return whether `name` is the id of an incident."""
        return isinstance(self.record(name), Incident)

    def is_entity(self, name: str) -> bool:
        """Return whether `name` is the id of an entity."""
        return isinstance(self.record(name), EntityBase)

    def has_local(self, record: str, local: str, part: str | None = None) -> bool:
        """Return whether `record` has a part `local` (of the kind `part`)."""
        found = self.locals.get(record, {}).get(local)
        return found is not None and (part is None or found == part)


def build_names(
    records: Iterable[Authored], unread: Unread = ALL_READ
) -> tuple[Names, tuple[Problem, ...]]:
    """Register every record; report ids, citekeys and addresses that are used twice."""
    by_id: dict[str, Authored] = {}
    sources: dict[str, Authored] = {}
    problems: list[Problem] = []
    for authored in records:
        space = sources if isinstance(authored.record, Source) else by_id
        first = space.setdefault(authored.record.id, authored)
        if first is not authored:
            problems.append(_used_twice(first, authored))
    problems.extend(_iter_same_address(sources.values()))
    redirects, faults = _build_redirects(by_id)
    problems.extend(faults)
    # Of two parts with one id (a problem of its own) the first counts: names lead to it.
    parts = {name: dict(reversed(local_ids(found.record))) for name, found in by_id.items()}
    names = Names(by_id, sources, redirects, parts, _build_labels(by_id), unread)
    return names, tuple(problems)


def _used_twice(first: Authored, second: Authored) -> Problem:
    is_source = isinstance(second.record, Source)
    code, what = ("KB302", "citekey") if is_source else ("KB301", "id")
    place = first.mark("id")
    message = f"the {what} {quoted(second.record.id)} is already used in {place.path}:{place.line}"
    hint = "merge the two, or give one of them another " + what
    return problem_at(second.mark("id"), code, message, hint)


def _iter_same_address(sources: Iterable[Authored]) -> Iterator[Problem]:
    seen: dict[str, Authored] = {}
    for authored in sources:
        assert isinstance(authored.record, Source)
        if authored.record.URL is None:
            continue
        first = seen.setdefault(normalise_url(authored.record.URL), authored)
        if first is not authored:
            place = first.mark("URL")
            message = (
                f"the address of {quoted(authored.record.id)} is already that of"
                f" {quoted(first.record.id)} in {place.path}:{place.line}"
            )
            hint = "keep one source; two states of one page are its `versions`"
            yield problem_at(authored.mark("URL"), "KB303", message, hint)


def _build_redirects(records: Mapping[str, Authored]) -> tuple[dict[str, str], list[Problem]]:
    redirects: dict[str, str] = {}
    problems: list[Problem] = []
    for name, authored in records.items():
        for index, old in enumerate(authored.record.redirects):
            taken = old in records or old in redirects
            if taken:
                holder = old if old in records else redirects[old]
                message = f"the former id {quoted(old)} is in use by {quoted(holder)}"
                mark = authored.mark("redirects", index)
                problems.append(problem_at(mark, "KB316", message, "an id is never reused"))
            else:
                redirects[old] = name
    return redirects, problems


def local_ids(record: Record) -> tuple[tuple[str, str], ...]:
    """Return every local id of a record with the part it is in."""
    return tuple((item.id, part) for part in LOCAL_PARTS for item in value_of(record, part, ()))


def _build_labels(records: Mapping[str, Authored]) -> dict[str, tuple[str, ...]]:
    labels: dict[str, dict[str, None]] = {}
    for name, authored in records.items():
        for text in iter_labels(authored.record):
            labels.setdefault(name_key(text), {})[name] = None
    return {text: tuple(found) for text, found in labels.items()}


def iter_labels(record: Record) -> Iterator[str]:
    """Yield every name under which a record may be meant."""
    if isinstance(record, EntityBase):
        yield record.name
        yield from (alias.text for alias in record.aliases)
        yield from (former.text for former in record.former_names)
    elif isinstance(record, Incident):
        yield record.title
        if record.short_title:
            yield record.short_title
        yield from record.aliases
