# Both directions of "derived from", whole texts and parts, and what follows for counting origins.
"""Where a source has its content from, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.index.lineage import iter_roots
from kb.model.sources import Derivation, Source
from kb.say import say, say_count, say_list
from kb.views.builder import PageBuilder
from kb.views.travel import TreeNode
from kb.vocab.claims import ORIGINS


@dataclass(frozen=True, slots=True)
class LineageView:
    """A source among those it draws on and those that draw on it."""

    words: str
    """“Copies nobody; 6 copies”."""
    consequence: str
    """What that means for counting independent origins."""
    upward: tuple[TreeNode, ...]
    """The sources it draws on, each with those that it draws on in turn."""
    downward: tuple[TreeNode, ...]
    """The sources that draw on it, each with those that draw on it in turn."""
    copies: int
    """Sources that come whole from it, directly or through others."""


def build_lineage(builder: PageBuilder, source: Source) -> LineageView:
    """Return the lineage of a source."""
    upward = tuple(
        _upward(builder, step, frozenset({source.id}))
        for step in source.derived_from
        if step.source in builder.kb.sources
    )
    downward = _downward(builder, source.id, frozenset({source.id}))
    copies = len(_copies(builder, source.id, frozenset({source.id})))
    return LineageView(
        words=_words(source, copies, len(downward)),
        consequence=_consequence(builder, source),
        upward=upward,
        downward=downward,
        copies=copies,
    )


def _words(source: Source, copies: int, users: int) -> str:
    if source.lineage == "unknown":
        start = say("nobody knows whom it copies")
    elif any(step.extent == "whole" for step in source.derived_from):
        start = say("comes whole from elsewhere")
    elif source.derived_from:
        start = say("takes a part from elsewhere")
    else:
        start = say("copies nobody, as far as is known")
    if copies:
        end = say_count("{number} known copy", "{number} known copies", copies)
    elif users:
        end = say_count("{number} source draws on it", "{number} sources draw on it", users)
    else:
        end = say("no known copy")
    return f"{start}; {end}"


def _consequence(builder: PageBuilder, source: Source) -> str:
    sources = builder.kb.sources
    if source.lineage == "unknown":
        return say("Nobody knows whom it copies, so it never counts as an independent origin.")
    roots = [key for key in iter_roots(source.id, sources) if key != source.id]
    if roots:
        if any(sources[key].lineage == "unknown" for key in roots):
            return say("It copies a source of unknown lineage, so it is no independent origin.")
        names = say_list([builder.source_link(key).text for key in roots])
        return say(
            "It is no origin of its own: what it says counts as said by {names}.", names=names
        )
    if source.derived_from:
        return say(
            "Only a part of it comes from elsewhere: for the rest it is an origin of its own."
        )
    return say("It counts as an origin of its own. Copies of it add nothing to that.")


def _upward(builder: PageBuilder, step: Derivation, above: frozenset[str]) -> TreeNode:
    source = builder.kb.sources[step.source]
    seen = above | {source.id}
    return _node(
        builder,
        source,
        step,
        tuple(
            _upward(builder, further, seen)
            for further in source.derived_from
            if further.source in builder.kb.sources and further.source not in seen
        ),
    )


def _downward(builder: PageBuilder, key: str, above: frozenset[str]) -> tuple[TreeNode, ...]:
    nodes = []
    for name in builder.kb.derivatives.get(key, ()):
        if name in above:
            continue
        source = builder.kb.sources[name]
        step = next(step for step in source.derived_from if step.source == key)
        nodes.append(_node(builder, source, step, _downward(builder, name, above | {name})))
    return tuple(nodes)


def _copies(builder: PageBuilder, key: str, above: frozenset[str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for name in builder.kb.derivatives.get(key, ()):
        steps = builder.kb.sources[name].derived_from
        is_whole = any(step.source == key and step.extent == "whole" for step in steps)
        if is_whole and name not in above | found:
            found |= {name} | _copies(builder, name, above | found | {name})
    return found


def _node(
    builder: PageBuilder, source: Source, step: Derivation, children: tuple[TreeNode, ...]
) -> TreeNode:
    words = [say("whole") if step.extent == "whole" else say("in part")]
    if step.note:
        words.append(step.note)
    words.extend(say("corrected {date}", date=show_date(item.date)) for item in source.corrected)
    if source.retracted:
        words.append(say("taken back {date}", date=show_date(source.retracted.date)))
    return TreeNode(
        link=builder.source_link(source.id),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        note="; ".join(words),
        cites=Markup(""),
        children=children,
    )
