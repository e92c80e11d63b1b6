"""Where sources have their content from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.model.sources import Source


class Roots:
    """The citekeys at which the whole-text lineage of each source ends, each worked out once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, key: str) -> tuple[str, ...]:
        """Return the roots of a source, in the order of its steps; it is its own without any."""
        work = [key]
        begun: set[str] = set()
        while work:
            current = work[-1]
            parents = self._parents(current)
            missing = [name for name in parents if name not in self._found and name not in begun]
            if current not in self._found and current not in begun and missing:
                begun.add(current)
                work += missing
                continue
            work.pop()
            if current not in self._found:
                self._found[current] = self._join(current, parents)
        return self._found[key]

    def _parents(self, key: str) -> list[str]:
        source = self._sources.get(key)
        steps = source.derived_from if source is not None else ()
        return [step.source for step in steps if step.extent == "whole"]

    def _join(self, key: str, parents: list[str]) -> tuple[str, ...]:
        if not parents:
            return (key,) if key in self._sources else ()
        # A source that is still being worked out is part of a circle, which has no root of its own.
        roots = (root for name in parents for root in self._found.get(name, ()))
        return tuple(dict.fromkeys(roots))


def iter_roots(key: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the citekeys at which the whole-text lineage of one source ends."""
    return Roots(sources).of(key)


def build_derivatives(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """Return, for every source, the sources that derive from it directly."""
    derived: dict[str, list[str]] = {}
    for source in sources:
        for step in source.derived_from:
            derived.setdefault(step.source, []).append(source.id)
    return {key: tuple(sorted(found)) for key, found in derived.items()}
