# Independence is counted from supporting cites only. Three rules: a source that copies another
# counts as its root; a source of which nobody knows whom it copies, or of which only the address
# was seen, counts as nothing; and neither several reports of one speaker (or of one joint
# statement) nor several texts of one issuer add up.
"""Where sources have their content from, and how many origins are independent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.index.entries import Support
from kb.model.claims import EDITORS, Claim
from kb.model.sources import Cite, Source


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


def issuer_label(source: Source) -> str:
    """Return who stands behind a source: its issuer, outlet or publisher."""
    return source.issuer or source.container_title or source.publisher or source.id


def build_support(
    claim: Claim,
    sources: Mapping[str, Source],
    speaker_labels: Mapping[str, str],
    roots: Roots | None = None,
) -> Support:
    """Return what the claim rests on; `roots` are those of the sources, where they are known.

    The independent origins are the fewer of: the people and bodies that say it, and the issuers
    at the root of the supporting sources.
    """
    known = roots or Roots(sources)
    cites = [cite for cite in claim.cites if is_support(cite, sources)]
    keys = tuple(dict.fromkeys(cite.source for cite in cites))
    issuers: dict[str, str] = {}
    untraced = 0
    for cite in cites:
        traced = _traced_roots(cite, sources, known)
        untraced += not traced
        for root in traced:
            label = issuer_label(sources[root])
            issuers.setdefault(label.casefold(), speaker_labels.get(label, label))
    speakers = _speakers(claim, speaker_labels)
    fewer = issuers if not speakers or len(issuers) <= len(speakers) else speakers
    has_primary = any(is_primary(sources[cite.source]) for cite in cites)
    return Support(keys, tuple(fewer.values()) if issuers else (), has_primary, untraced)


def is_support(cite: Cite, sources: Mapping[str, Source]) -> bool:
    """Return whether a cite supports its claim with a source that somebody read."""
    source = sources.get(cite.source)
    return cite.stance == "supports" and source is not None and source.read != "address-only"


def _speakers(claim: Claim, labels: Mapping[str, str]) -> dict[str, str]:
    found = {
        (item.entity or item.text or "").casefold(): labels.get(
            item.entity or "", item.text or item.entity or ""
        )
        for item in claim.asserted_by
        if item.entity != EDITORS
    }
    if claim.joint and len(found) > 1:
        return {" + ".join(found): " and ".join(found.values()) + ", jointly"}
    return found


def is_primary(source: Source) -> bool:
    """Return whether a source is primary and still stands."""
    return source.origin == "primary" and source.retracted is None


def _traced_roots(cite: Cite, sources: Mapping[str, Source], known: Roots) -> tuple[str, ...]:
    start = cite.from_ or cite.source
    roots = known.of(start)
    path = {cite.source, start, *roots}
    if any(sources[key].lineage == "unknown" for key in path if key in sources):
        return ()
    return roots


def build_derivatives(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """Return, for every source, the sources that derive from it directly."""
    derived: dict[str, list[str]] = {}
    for source in sources:
        for step in source.derived_from:
            derived.setdefault(step.source, []).append(source.id)
    return {key: tuple(sorted(found)) for key, found in derived.items()}
