# The engine against a second implementation that knows nothing of it, over all that is published.
"""On no day does a page say more than what was public then supports."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from kb.index import KnowledgeBase
from kb.index.counts import count_record
from tests.markup import tree
from tests.reasoning.plain import Plain
from tests.reasoning.plain_base import read_base
from tests.reasoning.plain_days import dispute_since
from tests.reasoning.plain_lineage import origins, total

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
NIGHT = dt.timedelta(days=1)


@dataclass(frozen=True)
class Both:
    """What is published here, as the engine and as the second implementation have it."""

    kb: KnowledgeBase
    plain: Plain

    @cached_property
    def refs(self) -> dict[str, list[str]]:
        """Return the claims of each record."""
        found: dict[str, list[str]] = {}
        for ref, said in self.plain.base.claims.items():
            found.setdefault(str(said.record["id"]), []).append(ref)
        return found

    def days(self, record_id: str) -> list[dt.date]:
        """Return every day on which anything changes in a record, and the days beside it."""
        found = {day for ref in self.refs[record_id] for day in self._days_of(ref)}
        return sorted({day + step * NIGHT for day in found for step in (-1, 0, 1)})

    def _days_of(self, ref: str) -> Iterator[dt.date]:
        entry, said = self.kb.claims[ref], self.plain.base.claims[ref]
        days = [entry.known.earliest, entry.known.latest, *self.plain.known(ref)]
        days += [day for change in entry.changes for day in (change.since, change.maybe)]
        days += [day for cite in said.cites for day in self.plain.page(cite)]
        days += self.plain.entry_days(said)
        yield from (day for day in days if day and dt.date(1900, 1, 1) < day < dt.date(2100, 1, 1))


@pytest.fixture(scope="module")
def both(content_kb: KnowledgeBase) -> Both:
    """Return both views of the content, read once."""
    return Both(content_kb, Plain(read_base(CONTENT)))


def test_no_day_shows_a_status_that_it_does_not_support(
    both: Both, record_property: Callable[[str, object], None]
) -> None:
    """Whatever status a claim is shown with on a day, what was public by then supports it."""
    wrong, looked = [], Counter[str]()
    for record_id, refs in both.refs.items():
        for day in both.days(record_id):
            for ref in refs:
                entry = both.kb.claims[ref]
                if day < (entry.known.earliest or entry.known.latest or dt.date.min):
                    continue
                status = entry.status_on(day)
                looked[status] += 1
                if not both.plain.may_be(status, ref, day):
                    wrong.append(f"{ref} is shown as {status} on {day}")
    record_property("claim-days", dict(looked))
    assert not wrong, "\n".join(wrong[:20])
    assert looked.total() > 60_000
    assert min(looked[status] for status in ("confirmed", "disputed", "superseded")) > 1_000


def test_nothing_is_known_before_it_could_be(both: Both) -> None:
    """No claim counts as known, or as possibly known, before the day the page gives it."""
    wrong = []
    for ref, entry in both.kb.claims.items():
        possibly, surely = both.plain.known(ref)
        if entry.known.latest is None or entry.known.latest < surely:
            wrong.append(f"{ref} is known on {entry.known.latest}, not on {surely}")
        if entry.known.earliest is not None and entry.known.earliest < possibly:
            wrong.append(f"{ref} is possibly known on {entry.known.earliest}, not on {possibly}")
    assert not wrong, "\n".join(wrong)
    assert len(both.kb.claims) > 1_500


def test_a_dispute_begins_with_its_second_side(both: Both) -> None:
    """Every dispute exists from the day on which two of its sides were public, never earlier."""
    wrong, looked = [], 0
    # A claim of which no first day is known may have been public on any day.
    possibly = {ref: (entry.known.earliest or dt.date.min, entry.known.latest)
                for ref, entry in both.kb.claims.items()}  # fmt: skip
    for ref, sides in both.plain.base.disputes():
        found = both.kb.disputes[ref].since
        had = (found.earliest or dt.date.min, found.latest) if found is not None else None
        surely = dispute_since(sides, both.plain.days)
        looked += surely is not None
        if had != dispute_since(sides, possibly):
            wrong.append(f"{ref} since {had}, not {dispute_since(sides, possibly)}")
        if had is not None and surely is not None and had[1] != surely[1]:
            wrong.append(f"{ref} surely since {had[1]}, not {surely[1]}")
    assert not wrong, "\n".join(wrong)
    assert looked > 60


def test_no_page_shows_a_dispute_before(both: Both, content_pages: dict[str, str]) -> None:
    """Wherever a page of an incident that can show a day names a dispute, it waits for that day."""
    wrong, looked, named = [], 0, 0
    since = {ref: right[1].isoformat() if (right := dispute_since(sides, both.plain.days)) else ""
             for ref, sides in both.plain.base.disputes()}  # fmt: skip
    for ref, day in since.items():
        record_id, _, name = ref.partition("#")
        page = tree(content_pages[f"incidents/{record_id}/index.md"])
        for shown in page.css(f'[id="{name}"]'):
            looked += 1
            start = shown.attributes.get("data-from") or ""
            if start != day:
                wrong.append(f"{ref} is shown from {start or 'the first'}, not from {day}")
        for line in page.css("li > a:first-child"):
            if not (line.attributes["href"] or "").endswith((f"#{name}", f"/{record_id}/{name}/")):
                continue
            named += 1
            start = (line.parent.attributes.get("data-from") if line.parent else "") or ""
            if start and start < day:
                wrong.append(f"{ref} is named from {start}, and exists from {day}")
    assert not wrong, "\n".join(wrong)
    assert looked > 60
    assert named > 60


def test_both_count_the_same_origins(both: Both) -> None:
    """The number of independent origins beside a claim is what the page's rules give."""
    wrong, found = [], Counter[int]()
    for ref, entry in both.kb.claims.items():
        number = origins(both.plain.base, both.plain.base.claims[ref])
        found[number] += 1
        if len(entry.support.origins) != number:
            wrong.append(f"{ref} has {entry.support.origins}, not {number}")
    assert not wrong, "\n".join(wrong)
    assert min(found[0], found[1], found[2]) > 40


def test_both_count_the_same_origins_of_a_record(both: Both) -> None:
    """The number at the head of an incident is that of everything that it cites."""
    numbers = {
        record_id: (count_record(both.kb, record_id).origins, total(both.plain.base, record))
        for record_id, record in both.plain.base.incidents.items()
    }
    assert not {key: pair for key, pair in numbers.items() if pair[0] != pair[1]}
    assert len(numbers) > 30


def test_a_status_is_shown_from_the_first_day_that_supports_it(both: Both) -> None:
    """A status is not shown late either: the first day that supports it is its day."""
    wrong, looked = [], Counter[str]()
    for record_id, refs in both.refs.items():
        days = both.days(record_id)
        for ref in refs:
            entry = both.kb.claims[ref]
            start = both.plain.known(ref)[1]
            for change in entry.changes:
                if change.status == "reported":
                    continue
                looked[change.status] += 1
                first = next((day for day in days if day >= start
                              and both.plain.may_be(change.status, ref, day)), None)  # fmt: skip
                if first != change.since:
                    wrong.append(f"{ref} is {change.status} on {change.since}, not on {first}")
    assert not wrong, "\n".join(wrong)
    assert looked.total() > 300
