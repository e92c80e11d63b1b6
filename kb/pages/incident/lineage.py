# The family tree of a page's sources: which of them have their content from which. It is what keeps
# ten articles from looking like ten witnesses. A source with several parents stands below the one
# it takes most from; the others are named beside it.
"""The sources of a page that draw on each other, as a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kb.model.sources import Derivation, Source
from kb.say import say, say_count, say_list
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import ORIGINS

FEWEST = 2
"""Sources that must draw on others before a figure says more than the list does."""


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A source, and those below it that draw on it."""

    link: Link
    """To the list of sources on the page; to the page of a source that is not cited here."""
    origin: str
    origin_label: str
    is_whole: bool
    """True when it comes whole from the source above it."""
    also: tuple[Link, ...]
    """Other sources that it draws on."""
    children: tuple[LineageNode, ...]


@dataclass(frozen=True, slots=True)
class LineageFigure:
    """The families among the sources of a page."""

    summary: str
    """How many draw on others, and on whom most."""
    rest: str
    """How many stand alone, by where they come from."""
    families: tuple[LineageNode, ...]


def build_lineage_figure(
    builder: PageBuilder, numbers: Mapping[str, int], own: Set[str]
) -> LineageFigure | None:
    """Return the families of a record's `own` sources; None where there are next to none.

    Args:
        builder: Of the page.
        numbers: Citekey → its number in the list of the page, in order.
        own: The sources that the record cites itself.
    """
    keys = tuple(key for key in numbers if key in own)
    parents = _parents(builder, keys)
    if len(parents) < FEWEST:
        return None
    below: dict[str, list[str]] = {}
    for key, steps in parents.items():
        below.setdefault(steps[0].source, []).append(key)
    roots = [key for key in below if key not in parents]
    families = [_node(_Families(builder, numbers, parents, below), key, None) for key in roots]
    families.sort(key=lambda node: -_size(node))
    alone = [key for key in keys if key not in parents and key not in below]
    return LineageFigure(
        _summary(builder, len(keys), parents), _rest(builder, alone), tuple(families)
    )


def _parents(builder: PageBuilder, keys: Iterable[str]) -> dict[str, tuple[Derivation, ...]]:
    """Return what each source draws on, whole texts first; loops are cut where they close."""
    sources = builder.kb.sources
    found: dict[str, tuple[Derivation, ...]] = {}
    for key in sorted(keys, key=lambda name: (_issued(sources[name]), name)):
        steps = [step for step in sources[key].derived_from if step.source in sources]
        steps.sort(key=lambda step: step.extent != "whole")
        if steps and not _leads_to(steps[0].source, key, found):
            found[key] = tuple(steps)
    return found


def _issued(source: Source) -> str:
    return source.issued.text if source.issued else ""


def _leads_to(start: str, goal: str, parents: Mapping[str, tuple[Derivation, ...]]) -> bool:
    while start != goal and start in parents:
        start = parents[start][0].source
    return start == goal


@dataclass(frozen=True, slots=True)
class _Families:
    """Who draws on whom, with what is needed to show it."""

    builder: PageBuilder
    numbers: Mapping[str, int]
    parents: Mapping[str, tuple[Derivation, ...]]
    below: Mapping[str, list[str]]

    def link(self, key: str) -> Link:
        """Return the way to a source: in the list of the page, or to its own page."""
        page = self.builder.source_link(key)
        number = self.numbers.get(key)
        return Link(f"#S{number}", page.text) if number else page


def _node(families: _Families, key: str, step: Derivation | None) -> LineageNode:
    source: Source = families.builder.kb.sources[key]
    parents = families.parents
    children = [_node(families, name, parents[name][0]) for name in families.below.get(key, ())]
    return LineageNode(
        link=families.link(key),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        is_whole=step is not None and step.extent == "whole",
        also=tuple(families.link(other.source) for other in parents.get(key, ())[1:]),
        children=tuple(sorted(children, key=lambda node: -_size(node))),
    )


def _size(node: LineageNode) -> int:
    return 1 + sum(_size(child) for child in node.children)


def _summary(
    builder: PageBuilder, total: int, parents: Mapping[str, tuple[Derivation, ...]]
) -> str:
    drawn = Counter(step.source for steps in parents.values() for step in steps)
    key, number = drawn.most_common(1)[0]
    words = say_count(
        "{number} of the {total} sources draws on others.",
        "{number} of the {total} sources draw on others.",
        len(parents),
        total=total,
    )
    if number == 1:
        return words
    source = builder.source_link(key).text
    most = say("{number} of them draw on {source}.", number=number, source=source)
    return f"{words} {most}"


def _rest(builder: PageBuilder, alone: list[str]) -> str:
    if not alone:
        return ""
    by_origin = Counter(builder.kb.sources[key].origin for key in alone)
    parts = [f"{by_origin[o]} {ORIGINS.label(o).lower()}" for o in ORIGINS if by_origin[o]]
    return say_count(
        "{number} other source draws on none of these and is drawn on by none: {origins}.",
        "{number} other sources draw on none of these and are drawn on by none: {origins}.",
        len(alone),
        origins=say_list(parts),
    )
