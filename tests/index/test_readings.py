"""What is read of a knowledge base is noted: never too little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kb.index import KnowledgeBase
from kb.index.readings import Readings, watch
from kb.made_of import MadeOf
from tests.rules.laid_out import check_short

BASE = """
entities: [{id: acme}]
claims: [{id: c}, {id: d}]
events: [{id: e, date: 2024, type: other, title: E, cites: [paper]}]
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return a small knowledge base that nobody watches."""
    found = check_short(BASE, tmp_path_factory.mktemp("read")).kb
    assert found is not None
    return found


ENTRIES: list[tuple[Callable[[KnowledgeBase], Any], tuple[str, Any], str]] = [
    (lambda kb: kb.incidents["kent"], ("incidents", "kent"), "kent"),
    (lambda kb: kb.entities.get("acme"), ("entities", "acme"), "acme"),
    (lambda kb: kb.entities.get("none", "else"), ("entities", "none"), "none"),
    (lambda kb: "none" in kb.pages, ("pages", "none"), "none"),
    (lambda kb: kb.claims["kent#c"], ("claims", "kent#c"), "kent"),
    (lambda kb: kb.disputes.get("kent#x"), ("disputes", "kent#x"), "kent"),
    (lambda kb: kb.compatible.get("kent#c"), ("compatible", "kent#c"), "kent"),
    (lambda kb: kb.sources["paper"], ("sources", "paper"), "@paper"),
    (lambda kb: kb.derivatives.get("paper"), ("derivatives", "paper"), "@paper"),
    (lambda kb: kb.source_uses.get("paper"), ("source_uses", "paper"), "@paper"),
    (lambda kb: kb.prose_of("kent", "summary"), ("prose", ("kent", ("summary",))), "kent"),
    (lambda kb: kb.events_of("kent"), ("events", "kent"), "kent"),
    (lambda kb: kb.disputes_of("kent"), ("record_disputes", "kent"), "kent"),
    (lambda kb: kb.connections.get("acme"), ("connections", "acme"), "acme"),
    (lambda kb: kb.title("acme"), ("authored", "acme"), "acme"),
    (lambda kb: kb.backlinks.get("acme"), ("backlinks", "acme"), ""),
]


@pytest.mark.parametrize(("look", "entry", "record"), ENTRIES)
def test_a_look_at_an_entry_is_noted_as_that_entry(
    look: Callable[[KnowledgeBase], Any], entry: tuple[str, Any], record: str, kb: KnowledgeBase
) -> None:
    """The answer is the same, and the entry is noted, with its record, also where there is none."""
    readings = Readings()
    assert look(watch(kb, readings)) == look(kb)
    made = readings.made_of(frozenset({"page.md.j2"}))
    assert made == MadeOf(frozenset({entry}), frozenset(), frozenset({"page.md.j2"}))
    assert made.records == ({record} if record else set())


WHOLE: list[tuple[Callable[[KnowledgeBase], Any], str]] = [
    (lambda kb: list(kb.incidents), "incidents"),
    (lambda kb: list(kb.claims.keys()), "claims"),
    (lambda kb: list(kb.claims.values()), "claims"),
    (lambda kb: list(kb.entities.items()), "entities"),
    (lambda kb: len(kb.sources), "sources"),
    (lambda kb: kb.timeline[0], "timeline"),
    (lambda kb: kb.timeline[:1], "timeline"),
    (lambda kb: len(kb.timeline), "timeline"),
    (lambda kb: kb.judge.sources, "judge"),
    (lambda kb: kb.updated(), "changed_on"),
]


@pytest.mark.parametrize(("walk", "index"), WHOLE)
def test_a_walk_over_an_index_is_noted_as_the_whole(
    walk: Callable[[KnowledgeBase], Any], index: str, kb: KnowledgeBase
) -> None:
    """Who walks, counts or asks the judge has read all of it; the answer is the same."""
    readings = Readings()
    assert walk(watch(kb, readings)) == walk(kb)
    assert readings.made_of(frozenset()) == MadeOf(frozenset(), frozenset({index}))


def test_what_was_read_before_can_be_gone_on_with(kb: KnowledgeBase) -> None:
    """A new beginning forgets; one that goes on keeps what it goes on with."""
    readings = Readings()
    base = watch(kb, readings)
    _ = base.incidents["kent"], len(base.sources)
    before = readings.so_far()
    readings.begin()
    assert readings.made_of(frozenset()) == MadeOf()
    readings.begin(before)
    _ = base.claims["kent#c"]
    assert readings.entries == {("incidents", "kent"), ("claims", "kent#c")}
    assert readings.indexes == {"sources"}
