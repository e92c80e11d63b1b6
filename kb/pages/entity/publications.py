"""The sources that somebody issued."""

from __future__ import annotations

from dataclasses import dataclass

from kb.citations import show_issued
from kb.dates import sort_key
from kb.index.counts import source_claims
from kb.model.entities import EntityBase
from kb.model.sources import Source
from kb.say import say_count
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.vocab.claims import ORIGINS, SOURCE_KINDS


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A source of the entity's own."""

    link: Link
    issued: str
    kind_label: str
    origin: str
    origin_label: str
    cited: str
    """How many claims cite it, in words."""
    is_retracted: bool


def build_publications(builder: PageBuilder, entity: EntityBase) -> tuple[PublicationLine, ...]:
    """Return the sources that an entity issued or published, in order of date."""
    found = [source for source in builder.kb.sources.values() if _is_its_own(source, entity)]
    found.sort(key=_order)
    return tuple(_line(builder, source) for source in found)


def _is_its_own(source: Source, entity: EntityBase) -> bool:
    if source.issuer is not None:
        return source.issuer == entity.id
    return entity.name in (source.container_title, source.publisher)


def _order(source: Source) -> tuple[str, str]:
    if source.issued is None:
        return "9999", source.id
    return sort_key(source.issued)[0].isoformat(), source.id


def _line(builder: PageBuilder, source: Source) -> PublicationLine:
    claims = len(source_claims(builder.kb, source.id))
    return PublicationLine(
        link=builder.source_link(source.id, source.title),
        issued=show_issued(source.issued),
        kind_label=SOURCE_KINDS.label(source.kind),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        cited=say_count("{number} claim cites it", "{number} claims cite it", claims),
        is_retracted=source.retracted is not None,
    )
