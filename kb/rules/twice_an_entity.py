"""One entity has one record."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.entities import EntityBase
from kb.model.walk import Loc, value_of
from kb.problems import Problem, Severity
from kb.prose.urls import normalise_url
from kb.rules.shared.alike import Keyed, iter_pairs, may_be_one, name_key, told_apart
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB550", Severity.WARNING, "two entities that may be one",
    "They are of one kind and share a name, an identifier or an address: what is known of it"
    " would stand on two pages. Merge them, relate them to each other, or accept the finding"
    " on the second with the reason why they are two.",
    "entities: [{id: civica}, {id: civica-uk, name: Civica Limited}]",
    "entities: [{id: civica, aliases: [Civica Limited]}]",
)  # fmt: skip

_IDENTIFIERS = ("cve", "attack_id", "cpe23", "purl")
_SHORT = 4
"""Short forms are shared by many: they are names only together with the long one."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entities of one kind that share a name, an identifier or an address."""
    rows = (row for entity in kb.entities.values() for row in _keys(entity))
    apart = told_apart(kb.entities.values())
    for first, second, loc, at in iter_pairs(rows):
        if apart & {(first, second), (second, first)} or _is_elsewhere(kb, first, second):
            continue
        yield may_be_one(kb, CODE, (first, at), (second, loc), f"they share {_shown_key(loc)}")


def _keys(entity: EntityBase) -> Iterator[Keyed]:
    kind = (entity.kind, value_of(entity, "trend_type", ""))
    yield (*kind, "name", name_key(entity.name)), entity.id, ("name",)
    for part in ("aliases", "former_names"):
        for index, item in enumerate(getattr(entity, part)):
            if len(item.text) > _SHORT:
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


RULE = Rule(CODE, check)
