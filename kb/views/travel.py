"""How a claim travelled: who took it from whom."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index.entries import ClaimEntry
from kb.model.sources import Cite
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import (
    ORIGINS,
)


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A source in a tree of who took it from whom."""

    link: Link
    origin: str
    origin_label: str
    note: str
    cites: Markup
    children: tuple[TreeNode, ...] = ()


def build_tree(builder: PageBuilder, entry: ClaimEntry) -> tuple[TreeNode, ...]:
    """Return how a claim travelled: who took it from whom, among the sources that carry it."""
    kb = builder.kb
    cites = {cite.source: cite for cite in entry.claim.cites if cite.stance == "supports"}
    for ref in entry.restated_by:
        for cite in kb.claims[ref].claim.cites:
            cites.setdefault(cite.source, cite)
    parents = {key: _parents(builder, cite, cites) for key, cite in cites.items()}
    if not any(parents.values()):
        return ()
    roots = [key for key, found in parents.items() if not found]
    return tuple(_tree_node(builder, key, cites, parents, frozenset()) for key in roots)


def _parents(builder: PageBuilder, cite: Cite, cites: dict[str, Cite]) -> tuple[str, ...]:
    if cite.from_ is not None:
        return (cite.from_,) if cite.from_ in cites else ()
    source = builder.kb.sources[cite.source]
    return tuple(step.source for step in source.derived_from if step.source in cites)


def _tree_node(
    builder: PageBuilder,
    key: str,
    cites: dict[str, Cite],
    parents: dict[str, tuple[str, ...]],
    above: frozenset[str],
) -> TreeNode:
    source = builder.kb.sources[key]
    below = [name for name, found in parents.items() if key in found and name not in above]
    corrected = [say("corrected {date}", date=show_date(item.date)) for item in source.corrected]
    return TreeNode(
        link=builder.source_link(key),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        note=", ".join(corrected),
        cites=builder.cites([cites[key]], used_by=""),
        children=tuple(
            _tree_node(builder, name, cites, parents, above | {key, name}) for name in below
        ),
    )
