"""The walk over a record's fields finds what is there, wherever a model puts it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from kb.dates import EdtfDate
from kb.index import KnowledgeBase
from kb.model.claims import About
from kb.model.walk import iter_instances


def everything(value: object) -> Iterator[object]:
    """Yield a value and all that is in it, whatever its fields are declared to hold."""
    yield value
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for item in value:
            yield from everything(item)


def test_it_finds_every_date_and_value_of_the_content(content_kb: KnowledgeBase) -> None:
    """No field that holds a date or a value of a claim is passed over, in any kind of record."""
    looked = 0
    for authored in content_kb.authored.values():
        record = authored.record
        wanted = [part for part in everything(record) if isinstance(part, EdtfDate | About)]
        found = list(iter_instances(record, EdtfDate, About))
        looked += len(found)
        assert sorted(map(id, wanted)) == sorted(id(part) for _, part in found), record.id
        assert all(authored.mark(*loc).line for loc, _ in found), record.id
    assert looked > 5_000
