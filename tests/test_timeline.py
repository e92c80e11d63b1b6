"""The events of everything, in order of their dates, each with what it rests on."""

from __future__ import annotations

from pathlib import Path

from kb.timeline import in_order
from tests.rules.laid_out import check_short

BASE = """
sources: [{id: one, issued: 2024-03-01}, {id: two, issued: 2024-03-01}, {id: three}]
claims:
  - {id: c, cites: [one, {source: two, stance: denies}, three]}
events:
  - {id: ev-late, date: 2024-02, type: statement, title: Late, cites: [two, one], claims: [c]}
  - {id: ev-b, date: 2024-01-19, type: statement, title: B, claims: [c]}
  - {id: ev-a, date: 2024-01-19, type: statement, title: A, claims: [c]}
  - {id: ev-wide, date: 2024-01-19/2024-02-01, type: recovery, title: Wide, claims: [c]}
others:
  - {id: deal, title: Second, claims: [{id: d}],
     events: [{id: ev-a, date: 2024-01-19, type: statement, title: Of Deal, claims: [d]}]}
"""


def test_events_stand_in_order_of_their_dates(tmp_path: Path) -> None:
    """By the first day, then by the last, then by name, so that the order never wavers."""
    kb = check_short(BASE, tmp_path).kb
    assert kb is not None
    assert [(entry.event.id, entry.record_id) for entry in kb.timeline] == [
        ("ev-a", "deal"), ("ev-a", "kent"), ("ev-b", "kent"), ("ev-wide", "kent"),
        ("ev-late", "kent"),
    ]  # fmt: skip
    assert list(kb.timeline) == sorted(kb.timeline, key=in_order)


def test_an_event_rests_on_its_own_sources_and_those_that_support_its_claims(
    tmp_path: Path,
) -> None:
    """Its own come first, none stands twice, and one that denies the claim supports nothing."""
    kb = check_short(BASE, tmp_path).kb
    assert kb is not None
    cites = {entry.event.id: [cite.source for cite in entry.cites] for entry in kb.timeline
             if entry.record_id == "kent"}  # fmt: skip
    assert cites["ev-late"] == ["two", "one", "three"]
    assert cites["ev-b"] == ["one", "three"]
