# Bases in short form (tests/rules/laid_out.py). `old` is retracted, refuted or superseded on a day;
# what rests on it falls with it unless something else carries it.
"""What rests on claims is known with the first and falls with the last of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.index import KnowledgeBase
from kb.index.hanging import Hanging
from tests.rules.laid_out import check_short

SOURCES = """
sources:
  - {id: paper, issued: 2024-01-10}
  - {id: other, issued: 2024-01-20}
  - {id: late, issued: 2024-03-05}
  - {id: gone, issued: 2024-01-12, retracted: {date: 2024-02-01}}
  - {id: copy, issued: 2024-01-13, derived_from: [gone]}
claims:
  - {id: old, cites: [paper], history: ['2024-02-13 retracted [other]']}
  - {id: firm, cites: [other]}
  - {id: again, cites: [late]}
  - {id: first, asserted: 2024-01-10, cites: [paper]}
  - {id: next, asserted: 2024-01-30, cites: [late], supersedes: first}
  - {id: soon, asserted: 2024-01-10, cites: [paper]}
"""


def base(tmp_path: Path, rest: str) -> KnowledgeBase:
    """Return the base above with the parts given."""
    checked = check_short(SOURCES + rest, tmp_path)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    return checked.kb


def hanging(tmp_path: Path, keys: str, part: str = "impacts") -> Hanging:
    """Return since when one part of the base above is known, and when it fell."""
    heads = {
        "impacts": "kind: external, text: Something",
        "events": "id: ev, type: other, title: Something",
        "services": "service: Forms, state: unavailable",
    }
    kb = base(tmp_path, f"{part}: [{{{heads[part]}, {keys}}}]")
    return kb.hangs.of("kent", getattr(kb.incidents["kent"], part)[0])


@pytest.mark.parametrize(
    ("keys", "since", "fell", "why"),
    [
        ("claims: [old]", "2024-01-10", "2024-02-13", "retracted"),
        ("claims: [first]", "2024-01-10", "2024-01-30", "superseded"),
        ("claims: [first, next]", "2024-01-10", None, None),
        ("claims: [old, firm]", "2024-01-10", None, None),
        ("claims: [old], cites: [other]", "2024-01-10", None, None),
        ("cites: [gone]", "2024-01-12", "2024-02-01", "taken-back"),
        ("cites: [copy]", "2024-01-13", "2024-02-01", "taken-back"),
        ("claims: [old], cites: [gone]", "2024-01-10", "2024-02-13", "retracted"),
        ("claims: [first], cites: [{source: other, stance: denies}]",
         "2024-01-10", "2024-01-30", "superseded"),
    ],
)  # fmt: skip
def test_it_falls_with_the_last_that_carries_it(
    tmp_path: Path, keys: str, since: str, fell: str | None, why: str | None
) -> None:
    """It stands while one claim or source of its own stands, and falls on the day of the last."""
    found = hanging(tmp_path, keys)
    assert found.known_from.isoformat() == since
    assert (found.fell_on.isoformat() if found.fell_on else None) == fell
    assert (found.fall.why if found.fall else None) == why


def test_after_a_gap_the_later_claim_dates_it(tmp_path: Path) -> None:
    """Between the fall of one claim and the next, nothing carried it: it is known from the next."""
    found = hanging(tmp_path, "claims: [old, again]")
    assert (found.known_from.isoformat(), found.fall) == ("2024-03-05", None)


@pytest.mark.parametrize(
    ("keys", "since"),
    [
        ("date: 2024-03-01, claims: [soon, again]", "2024-03-05"),
        ("date: 2024-03-01, claims: [soon]", "2024-03-01"),
        ("date: 2024-03-01, claims: [soon], status: planned", "2024-01-10"),
        ("date: 2024-03-01, claims: [soon], cites: [late]", "2024-03-05"),
        ("date: 2024-01-05, claims: [soon, again]", "2024-01-10"),
        ("date: 2024-01, claims: [soon, again]", "2024-01-10"),
        ("date: 2024-01-12~, claims: [soon, again]", "2024-01-10"),
        ("date: ../2024-03-01, claims: [soon, again]", "2024-01-10"),
    ],
)
def test_an_event_is_known_when_it_could_have_happened(
    tmp_path: Path, keys: str, since: str
) -> None:
    """An announcement dates a plan only; what occurred is known from the first report of it."""
    assert hanging(tmp_path, keys, "events").known_from.isoformat() == since


def test_a_state_is_not_known_before_it_began(tmp_path: Path) -> None:
    """A service that was announced to be off from a day is off from that day in the view by day."""
    found = hanging(tmp_path, "start: 2024-02-01, claims: [soon]", "services")
    assert found.known_from.isoformat() == "2024-02-01"


def test_somebody_cleared_does_not_fall(tmp_path: Path) -> None:
    """“Named, then cleared” says itself that its claim fell; any other role falls with it."""
    kb = base(
        tmp_path,
        "entities: [{id: civica}]\nparticipants:\n"
        "  - {entity: civica, role: named-then-cleared, claims: [old]}\n"
        "  - {entity: civica, role: vector, claims: [old]}",
    )
    incident = kb.incidents["kent"]
    assert [part.role for part in kb.hangs.standing(incident)] == ["named-then-cleared"]


def test_what_nothing_carries_is_known_with_its_record(tmp_path: Path) -> None:
    """A part without claims and cites counts from the day on which the record was made."""
    assert hanging(tmp_path, "claims: []").known_from.isoformat() == "2026-11-25"
