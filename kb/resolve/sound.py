# The index and the rules count on every name leading somewhere. So what they are given is closed: a
# record that names something missing is left out, then what names that record, and so on. Three
# kinds of names may lead nowhere, since no day, origin or status hangs on them: the trends of an
# incident, the evidence of a trend, and the relations of an incident. Without them one broken
# record would take all that ever had to do with each other out of the judgement.
"""The records that can be judged although others cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.model.base import RefMark
from kb.model.claims import EDITORS
from kb.model.entities import Trend
from kb.model.incidents import Incident
from kb.model.walk import iter_marked
from kb.prose.nodes import Citation, Prose
from kb.prose.walk import iter_inline
from kb.refs import source_name, split_ref
from kb.resolve.names import Names, local_ids
from kb.resolve.resolver import ProseKey, Resolved
from kb.validate import Authored

_LOOSE: Mapping[type, frozenset[str]] = {
    Incident: frozenset({"trends", "relations"}),
    Trend: frozenset({"evidence"}),
}
"""Kind of record → its lists whose names no judgement hangs on."""


def sound_part(resolved: Resolved) -> tuple[Resolved, tuple[str, ...]]:
    """Return what can be judged, and the names of the records that were left out.

    Left out are those of which a reference is wrong, or leads to something that is not here.
    """
    names = resolved.names
    everything = dict(names.records)
    everything.update((source_name(key), found) for key, found in names.sources.items())
    left_out = set(resolved.faulty)
    left_out |= {name for name, found in names.records.items() if _repeats_ids(found, names)}
    needed_by = _needed_by(everything, resolved.prose)
    left_out |= {name for target, users in needed_by.items() if target not in everything
                 for name in users}  # fmt: skip
    waiting = list(left_out)
    while waiting:
        for name in needed_by.get(waiting.pop(), ()):
            if name not in left_out:
                left_out.add(name)
                waiting.append(name)
    return _without(resolved, left_out), tuple(name for name in everything if name in left_out)


def _without(resolved: Resolved, left_out: set[str]) -> Resolved:
    names = resolved.names
    kept = replace(
        names,
        records={name: found for name, found in names.records.items() if name not in left_out},
        sources={key: found for key, found in names.sources.items()
                 if source_name(key) not in left_out},
    )  # fmt: skip
    prose = {key: text for key, text in resolved.prose.items() if key[0] not in left_out}
    return replace(resolved, names=kept, prose=prose)


def _needed_by(
    records: Mapping[str, Authored], prose: Mapping[ProseKey, Prose]
) -> dict[str, set[str]]:
    """Return for each name the records that cannot be judged without it."""
    found: dict[str, set[str]] = {}
    for name, authored in records.items():
        for target in _iter_named(authored):
            if target != name:
                found.setdefault(target, set()).add(name)
    for (name, _), text in prose.items():
        for inline in iter_inline(text):
            if isinstance(inline, Citation):
                for cited in inline.items:
                    found.setdefault(source_name(cited.key), set()).add(name)
    return found


def _iter_named(authored: Authored) -> Iterator[str]:
    loose = _LOOSE.get(type(authored.record), frozenset())
    for loc, value, mark in iter_marked(authored.record, RefMark):
        if mark.to == "source":
            yield source_name(value)
        elif mark.to == "claim":
            record_id, local = split_ref(value)
            yield record_id if local is not None else authored.record.id
        elif loc[0] not in loose and value != EDITORS:
            yield value


def _repeats_ids(authored: Authored, names: Names) -> bool:
    """Return whether two parts of a record have one id: each would be taken for the other."""
    return len(local_ids(authored.record)) != len(names.locals[authored.record.id])
