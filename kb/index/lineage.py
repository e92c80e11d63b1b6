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


def iter_roots(key: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the citekeys at which the whole-text lineage of `key` ends."""
    roots: list[str] = []
    seen: set[str] = set()
    stack = [key]
    while stack:
        current = stack.pop()
        if current in seen or current not in sources:
            continue
        seen.add(current)
        parents = [step.source for step in sources[current].derived_from if step.extent == "whole"]
        if parents:
            stack.extend(reversed(parents))
        else:
            roots.append(current)
    return tuple(roots)


def issuer_label(source: Source) -> str:
    """Return who stands behind a source: its issuer, outlet or publisher."""
    return source.issuer or source.container_title or source.publisher or source.id


def build_support(
    claim: Claim, sources: Mapping[str, Source], speaker_labels: Mapping[str, str]
) -> Support:
    """Return what the claim rests on.

    The independent origins are the fewer of: the people and bodies that say it, and the issuers
    at the root of the supporting sources.
    """
    cites = [cite for cite in claim.cites if is_support(cite, sources)]
    keys = tuple(dict.fromkeys(cite.source for cite in cites))
    issuers: dict[str, str] = {}
    untraced = 0
    for cite in cites:
        roots = _traced_roots(cite, sources)
        untraced += not roots
        for root in roots:
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


def _traced_roots(cite: Cite, sources: Mapping[str, Source]) -> tuple[str, ...]:
    start = cite.from_ or cite.source
    roots = iter_roots(start, sources)
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
