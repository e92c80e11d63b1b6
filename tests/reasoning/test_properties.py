# What must hold of every base, tried on bases that nobody thought of. Each property was seen to
# fail with a fault planted in the engine.
"""Properties of the reasoning that no base may break."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from kb.dates import loose_bounds
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.public import stated_issue
from kb.prose.aliases import read_common_words
from tests.reasoning.made_up import Short, engine, make_up
from tests.reasoning.plain import Plain
from tests.reasoning.plain_base import base_of
from tests.reasoning.plain_days import bounds, dispute_since
from tests.reasoning.plain_lineage import TODAY, counting, origins
from tests.rules.laid_out import files_of

NIGHT = dt.timedelta(days=1)
NEVER = dt.date.max
BASES = 300
MANY = 2_000
Wrong = Iterator[str]


@pytest.fixture(scope="module", autouse=True)
def _words_read_once() -> Iterator[None]:
    """The list of common words is the same for every base."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.resolve.resolver.read_common_words", cache(read_common_words))
        yield


class Tried:
    """A base that was made up, with what both implementations make of it."""

    def __init__(self, number: int) -> None:
        self.number, self.chance = number, Random(number)
        self.short = make_up(self.chance)
        self.kb = engine(self.short)
        self.plain = Plain(base_of(files_of(self.short)))

    @property
    def claims(self) -> dict[str, ClaimEntry]:
        """Return the claims as the engine has them."""
        assert self.kb is not None
        return dict(self.kb.claims)

    def is_dated(self, ref: str) -> bool:
        """Return whether dated pages alone carry a claim and all that bears on it."""
        if self.kb is None or ref not in self.kb.claims:
            return True
        near = {ref, *self.kb.claims[ref].superseded_by, *self.kb.claims[ref].restated_by}
        near |= {other for name in self.kb.claims[ref].disputes
                 for other in self.kb.disputes[name].claims}  # fmt: skip
        return all(self._is_dated_alone(name) for name in near | set(self.kb.claims[ref].conflicts))

    def _is_dated_alone(self, ref: str) -> bool:
        assert self.kb is not None
        entry = self.kb.claims[ref]
        cites = [*entry.claim.cites, *(c for item in entry.claim.history for c in item.cites)]
        issues = [stated_issue(cite, self.kb.sources) for cite in cites]
        moved = [change for change in entry.changes if change.date is not None
                 and (loose_bounds(change.date)[1] or NEVER) < change.since]  # fmt: skip
        is_open = any(issue is None or issue.is_open for issue in issues)
        written = [item.date for item in entry.claim.history]
        return not is_open and not moved and None not in written

    def days(self) -> list[dt.date]:
        """Return the days on which anything changes, and those beside them."""
        found: set[dt.date | None] = set()
        for ref, entry in self.claims.items():
            said = self.plain.base.claims[ref]
            found |= {*self.plain.known(ref), entry.known.earliest, entry.known.latest}
            found |= {change.since for change in entry.changes}
            found |= {day for cite in said.cites for day in self.plain.page(cite)}
        for source in self.plain.base.sources.values():
            found |= set(bounds(source["retracted"]["date"])) if source.get("retracted") else set()
        real = {day for day in found if day and dt.date(2000, 1, 1) < day < dt.date(2100, 1, 1)}
        return sorted({day + step * NIGHT for day in real for step in (-1, 0, 1)})

    def changed(self, change: Callable[[Short], None]) -> KnowledgeBase | None:
        """Return what the engine makes of the base after a change."""
        short = copy.deepcopy(self.short)
        change(short)
        return engine(short)


def confirmed_days(entry: ClaimEntry, days: list[dt.date]) -> set[dt.date]:
    """Return the days on which a claim is known and shown as confirmed."""
    return {day for day in days
            if day >= entry.known.latest and entry.status_on(day) == "confirmed"}  # fmt: skip


def no_status_before_its_evidence(tried: Tried) -> Wrong:
    """What a claim is shown with on a day is supported by what was public by then."""
    for ref, entry in tried.claims.items():
        start = entry.known.earliest or entry.known.latest
        for day in (day for day in tried.days() if day >= start):
            status = entry.status_on(day)
            held = [change for change in entry.changes if change.since <= day]
            if held and held[-1].is_undated:
                continue  # the check names it: nothing dates the status, and the page says so
            if status != "reported" and not tried.plain.may_be(status, ref, day):
                yield f"{ref} is {status} on {day}"
                break


def nothing_is_known_too_early(tried: Tried) -> Wrong:
    """A claim is known on no day before the page allows it, nor before anybody said it."""
    for ref, entry in tried.claims.items():
        possibly, surely = tried.plain.known(ref)
        if surely == dt.date.max:
            continue  # open for ever: it counts from the day on which the record was made
        if entry.known.latest < surely:
            yield f"{ref} is known on {entry.known.latest}, not on {surely}"
        if entry.known.earliest is not None and entry.known.earliest < possibly:
            yield f"{ref} is possibly known on {entry.known.earliest}, not on {possibly}"


def both_know_from_the_same_day(tried: Tried) -> Wrong:
    """Where the pages alone date a claim, and each has a day, both say the same day."""
    for ref, entry in tried.claims.items():
        said = tried.plain.base.claims[ref]
        pages = [tried.plain.base.sources[cite["source"]] for cite in said.cites]
        is_simple = all(tried.plain.is_dated(cite) for cite in said.cites) and not any(
            item.get("asserted") or item.get("private") for item in (said.fields, *said.speakers)
        )
        is_read = all(page["read"] != "address-only" and "derived_from" not in page
                      for page in pages)  # fmt: skip
        if is_simple and is_read and entry.known.latest != tried.plain.known(ref)[1]:
            yield f"{ref} is known on {entry.known.latest}, not on {tried.plain.known(ref)[1]}"


def both_count_the_same_origins(tried: Tried) -> Wrong:
    """The engine counts as many origins as the plain one, and never more than sources count."""
    for ref, entry in tried.claims.items():
        said = tried.plain.base.claims[ref]
        number = len(entry.support.origins)
        if number != origins(tried.plain.base, said):
            yield f"{ref} has {number} origins, not {origins(tried.plain.base, said)}"
        if number > len(counting(tried.plain.base, said.cites, TODAY)):
            yield f"{ref} has {number} origins, and fewer sources that count"


def a_copy_adds_no_origin(tried: Tried) -> Wrong:
    """A whole copy of a source that is cited, cited beside it, never adds an origin."""
    place = tried.chance.randrange(len(tried.short["claims"]))
    cited = tried.chance.choice(tried.short["claims"][place]["cites"])
    page = next(item for item in tried.short["sources"] if item["id"] == cited["source"])
    if cited.get("stance", "supports") != "supports" or page.get("read") == "address-only":
        return  # whoever copies it may be the first who was read

    def add(short: Short) -> None:
        copied = {"source": cited["source"], "extent": "whole"}
        short["sources"].append({"id": "copy", "issued": "2024-01-01", "derived_from": [copied]})
        short["claims"][place]["cites"].append({"source": "copy"})

    after = tried.changed(add)
    ref = f"kent#c{place}"
    if after is not None:
        before, now = (len(kb.claims[ref].support.origins) for kb in (tried.kb, after) if kb)
        if now > before:
            yield f"{ref} has {now} origins with a copy of {cited['source']}, {before} without"


def less_support_confirms_nothing(tried: Tried) -> Wrong:
    """Without one of its supporting sources a claim is confirmed on no further day."""
    for place, claim in enumerate(tried.short["claims"]):
        named = {cite.get("from") for cite in claim["cites"]}
        for number, cite in enumerate(claim["cites"]):
            # The first one may date the claim; one with `from` says where the others have it from.
            if not number or "from" in cite or "stance" in cite or cite["source"] in named:
                continue
            after = tried.changed(lambda short: _drop(short["claims"][place]["cites"], number))  # noqa: B023
            yield from _more_confirmed(tried, after, f"without {cite['source']}", f"kent#c{place}")
            return


def _drop(items: list[Any], number: int) -> None:
    del items[number]


def _more_confirmed(tried: Tried, after: KnowledgeBase | None, what: str, *refs: str) -> Wrong:
    days = tried.days()
    for ref in refs:
        if after is None:
            return
        before, now = (confirmed_days(kb.claims[ref], days) for kb in (tried.kb, after) if kb)
        if now - before:
            yield f"{ref} is confirmed {what} on {min(now - before)}"


def taking_back_confirms_nothing(tried: Tried) -> Wrong:
    """When a source is taken back, no claim without a history is confirmed on a further day."""
    number = tried.chance.randrange(len(tried.short["sources"]))
    if "retracted" in tried.short["sources"][number]:
        return
    day = tried.chance.choice(("2024-01-01", "2024-03-15", "2024-06-20"))

    def take_back(short: Short) -> None:
        short["sources"][number]["retracted"] = {"date": day}

    bare = [f"kent#{item['id']}" for item in tried.short["claims"] if "history" not in item]
    yield from _more_confirmed(tried, tried.changed(take_back), f"after s{number} fell", *bare)


def a_day_depends_on_nothing_later(tried: Tried) -> Wrong:
    """What is said, published or taken back after a day changes nothing that is shown of the day.

    Lineage is the one thing that is read back: whom a source copies stays.
    """
    day = tried.chance.choice(tried.days())
    later = {ref for ref, entry in tried.claims.items()
             if entry.known.latest > day and (entry.known.earliest or day) >= day}  # fmt: skip
    after = tried.changed(lambda short: _forget(tried, short, day, later))
    if after is None:
        return
    for ref, entry in tried.claims.items():
        if ref in after.claims and entry.known.latest <= day:
            now = after.claims[ref]
            if now.known.latest > day:
                yield f"{ref} is not known on {day} without what came later"
            elif now.status_on(day) != entry.status_on(day):
                yield f"{ref} was {entry.status_on(day)} on {day}, and is now {now.status_on(day)}"


def _forget(tried: Tried, short: Short, day: dt.date, later: set[str]) -> None:
    """Take out of a base what came after a day."""
    gone = {ref.removeprefix("kent#") for ref in later}
    kept = [item for item in short["claims"] if item["id"] not in gone]
    inner = {item.get("supersedes") for item in kept} | {None}
    inner |= {ref for item in kept for key in ("conflicts_with", "denies")
              for ref in item.get(key, [])}  # fmt: skip
    inner |= {item["restates"]["claim"] for item in kept if "restates" in item}
    short["claims"] = [item for item in short["claims"] if item["id"] not in gone - inner]
    names = {item["id"] for item in short["claims"]}
    short["disputes"] = [left for item in short.get("disputes", ())
                         if (left := _without(item, names)) is not None]  # fmt: skip
    short["participants"] = [
        {**item, "claims": sorted(names)[:1]} for item in short["participants"]
    ]
    for source in short["sources"]:
        if "retracted" in source and (bounds(source["retracted"]["date"])[0]) > day:
            del source["retracted"]
    for item in short["claims"]:
        froms = {cite.get("from") for cite in item["cites"]}
        there = [cite for number, cite in enumerate(item["cites"])
                 if not number or "from" in cite or cite["source"] in froms
                 or tried.plain.page(cite)[0] <= day]  # fmt: skip
        item["cites"] = there


def _without(dispute: Short, names: set[str]) -> Short | None:
    """Return what of a dispute is left with these claims; None where one side is."""
    sides = [{**side, "claims": [ref for ref in side["claims"] if ref in names]}
             for side in dispute["sides"]]  # fmt: skip
    sides = [side for side in sides if side["claims"]]
    context = [ref for ref in dispute["context"] if ref in names]
    return {**dispute, "sides": sides, "context": context} if len(sides) > 1 else None


def nothing_said_later_is_shown(tried: Tried) -> Wrong:
    """No claim is shown, not even as possibly known, before the first day it can have been said."""
    for item in tried.short["claims"]:
        entry = tried.claims[f"kent#{item['id']}"]
        said = [speaker.get("asserted", item.get("asserted"))
                for speaker in item["asserted_by"] if isinstance(speaker, dict)]  # fmt: skip
        if item["asserted_by"] == "editors" or None in said:
            continue
        first = min(bounds(date)[0] for date in said)
        if (entry.known.earliest or entry.known.latest) < first:
            yield f"{entry.ref} is shown before {first}"


def a_dispute_begins_with_its_second_side(tried: Tried) -> Wrong:
    """A dispute exists from the day on which two of its sides were public, never earlier."""
    assert tried.kb is not None
    known = {ref: (entry.known.earliest or dt.date.min, entry.known.latest)
             for ref, entry in tried.claims.items()}  # fmt: skip
    for ref, sides in tried.plain.base.disputes():
        found = tried.kb.disputes[ref].since
        had = (found.earliest or dt.date.min, found.latest) if found is not None else None
        if had != (right := dispute_since(sides, known)):
            yield f"{ref} since {had}, not {right}"


def what_only_explains_opposes_nothing(tried: Tried) -> Wrong:
    """Moving a claim of a dispute to its context changes no status but that of its own sides."""
    for number, dispute in enumerate(tried.short.get("disputes", ())):
        without = tried.changed(lambda short: short["disputes"][number].update(context=[]))  # noqa: B023
        for ref in dispute["context"]:
            entry = tried.claims[f"kent#{ref}"]
            if without is not None and without.claims[entry.ref].changes != entry.changes:
                yield f"{entry.ref} changes by a dispute in which it only explains"


PROPERTIES = (
    no_status_before_its_evidence, nothing_is_known_too_early, both_know_from_the_same_day,
    both_count_the_same_origins, a_copy_adds_no_origin, less_support_confirms_nothing,
    taking_back_confirms_nothing, a_day_depends_on_nothing_later, nothing_said_later_is_shown,
    a_dispute_begins_with_its_second_side, what_only_explains_opposes_nothing,
)  # fmt: skip


COMPARED = (
    no_status_before_its_evidence, nothing_is_known_too_early, both_know_from_the_same_day,
    both_count_the_same_origins, a_day_depends_on_nothing_later,
)  # fmt: skip
"""Properties in which it matters which of several proofs is taken."""


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: str(holds.__name__))
def test_it_holds_of_every_base(holds: Callable[[Tried], Wrong]) -> None:
    """The property named holds of every base that was made up."""
    wrong = [what for number in range(BASES) for what in broken(_try(number), holds)]
    assert not wrong, "\n".join([f"{len(wrong)} in {BASES} bases", *wrong[:40]])
    bases = [_try(number) for number in range(BASES)]
    assert sum(len(tried.claims) for tried in bases if tried.kb is not None) > 800


@pytest.mark.long
def test_all_hold_of_many_more_bases() -> None:
    """Every property holds of two thousand bases.

    Undated pages, and entries that the check calls older than their evidence, leave more than one
    right answer: which of several proofs is taken. Properties that compare with the plain engine,
    or with a base that lacks some of them, leave such claims out; the first bases try them too.
    """
    wrong, looked, left_out = [], 0, 0
    for number in range(BASES, MANY):
        tried = Tried(number)
        refs = list(tried.claims) if tried.kb is not None else []
        looked += len(refs)
        left_out += sum(not tried.is_dated(ref) for ref in refs)
        wrong += [f"{holds.__name__}: {what}" for holds in PROPERTIES
                  for what in broken(tried, holds)
                  if holds not in COMPARED or tried.is_dated(what.split(": ")[1].split()[0])
                  ]  # fmt: skip
    assert not wrong, "\n".join([f"{len(wrong)} in {MANY} bases", *wrong[:40]])
    assert looked > 5_000
    assert looked - left_out > 1_000, f"only {looked - left_out} of {looked} claims compared"


def broken(tried: Tried, holds: Callable[[Tried], Wrong]) -> Wrong:
    """Yield how a property is broken; what is drawn by lot does not depend on other properties."""
    if tried.kb is not None:
        tried.chance = Random(f"{tried.number} {holds.__name__}")
        yield from (f"base {tried.number}: {what}" for what in holds(tried))


@cache
def _try(number: int) -> Tried:
    return Tried(number)


def test_most_bases_are_valid_and_hold_every_status() -> None:
    """The bases are worth looking at: nearly all are valid, and all statuses and numbers occur."""
    bases = [_try(seed) for seed in range(BASES)]
    valid = [tried for tried in bases if tried.kb is not None]
    assert len(valid) > 0.9 * BASES
    shown = Counter(entry.status_on(dt.date(2026, 12, 1))
                    for tried in valid for entry in tried.claims.values())  # fmt: skip
    assert min(shown[status] for status in ("reported", "confirmed", "disputed", "superseded",
                                            "retracted", "refuted")) > 10  # fmt: skip
    counts = Counter(len(entry.support.origins)
                     for tried in valid for entry in tried.claims.values())  # fmt: skip
    assert min(counts[number] for number in (0, 1, 2)) > 20
