# tests/reasoning/table.yml is what strangers tried on the reasoning, with the right answers,
# written before any run. What an `expect` may hold:
#   known: {claim: [possibly, surely]}   ISO days, null for open, `any` for not said
#   status: {claim: {day: status}}       "-" while it is not surely known
#   marks: {claim: {day: [status, …]}}   the marks that the page of the incident shows on that day
#   since: {dispute: [possibly, surely]} ISO days between which its second side became public
#   origins: {claim: number}, record_origins: number
#   problems: [code, …]                  each at least as often as it is named
#   clean_of: [code, …]                  and nothing else that leaves no base
#   says: pattern                        some problem says so
#   pages: [{path, holds: [pattern], lacks: [pattern]}]
#   any_of: [expect, …]                  several answers are right
# A case of dates has `date`, `order`, or `refused` (a pattern of what the message says) instead.
"""The cases that strangers tried, with the answers of the page on method."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from kb.dates import DateError, loose_bounds, parse_date, show_date, sort_key
from kb.index import KnowledgeBase
from kb.index.counts import record_origins
from kb.pipeline import Build, Checked, build, check
from tests.markup import tree
from tests.rules.laid_out import lay_out, read_short

FILE = Path(__file__).with_name("table.yml")
METHOD = Path(__file__).parents[2] / "content/pages/methodology.md"
TABLE: dict[str, dict[str, Any]] = {
    str(key): case for key, case in read_short(FILE.read_text("utf-8")).items() if key != "shared"
}
BODIES = [
    {"id": "canterbury", "name": "Canterbury City Council", "org_kind": "local-authority"},
    {"id": "thanet", "name": "Thanet District Council", "org_kind": "local-authority"},
    {"id": "civica", "name": "Civica"},
]
LAID_OUT = [key for key, case in TABLE.items() if "expect" in case]
DATES = [key for key, case in TABLE.items() if {"date", "refused", "order"} & set(case)]
DECIDED = [key for key, case in TABLE.items() if "decided" in case]


@dataclass(frozen=True)
class Ran:
    """A case laid out, checked, and built when somebody asks for a page."""

    content: Path

    @cached_property
    def checked(self) -> Checked:
        """What the check says."""
        return check(self.content)

    @cached_property
    def built(self) -> Build:
        """Every page."""
        return build(self.content)

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base; a case that leaves none fails with the reasons."""
        assert self.checked.kb is not None, [found.explain() for found in self.checked.problems]
        return self.checked.kb

    def page(self, path: str) -> str:
        """Return the text of a page."""
        return next(item.data.decode() for item in self.built.artifacts if item.path == path)


def _base(case: dict[str, Any]) -> dict[str, Any]:
    if "pair" not in case:
        return dict(case["base"])
    also = case.get("also", [{}, {}])
    pairs = zip(("c", "d"), case["pair"], also, strict=True)
    claims = [{"id": name, "about": about, **more} for name, about, more in pairs]
    return {"entities": BODIES, "sources": [{"id": "a"}], "claims": claims}


def _known(ran: Ran, expected: dict[str, list[str | None]]) -> None:
    for name, days in expected.items():
        known = ran.kb.claims[f"kent#{name}"].known
        found = [day.isoformat() if day else None for day in (known.earliest, known.latest)]
        assert [day if day == "any" else had for day, had in zip(days, found, strict=True)] == days


def _since(ran: Ran, expected: dict[str, list[str]]) -> None:
    for name, days in expected.items():
        since = ran.kb.disputes[f"kent#{name}"].since
        assert since is not None
        assert [str(since.earliest), str(since.latest)] == days


def _status(ran: Ran, expected: dict[str, dict[str, str]]) -> None:
    for name, days in expected.items():
        entry = ran.kb.claims[f"kent#{name}"]
        found = {}
        for text in days:
            day = dt.date.fromisoformat(text)
            found[text] = entry.status_on(day) if day >= entry.known.latest else "-"
        assert found == days


def _marks(ran: Ran, expected: dict[str, dict[str, list[str]]]) -> None:
    page = tree(ran.page("incidents/kent/index.md"))
    for name, days in expected.items():
        first = f'article.kb-claim[id="{name}"] p:first-of-type .kb-status[data-s]'
        marks = [
            tuple(mark.attributes.get(key) or "" for key in ("data-s", "data-from", "data-to"))
            for mark in page.css(first)
        ]
        found = {
            day: [mark for mark, start, end in marks if start <= day and (not end or day < end)]
            for day in days
        }
        assert found == days


def _origins(ran: Ran, expected: dict[str, int]) -> None:
    found = {name: len(ran.kb.claims[f"kent#{name}"].support.origins) for name in expected}
    assert found == expected


def _record_origins(ran: Ran, expected: int) -> None:
    assert len(record_origins(ran.kb, "kent")) == expected


def _problems(ran: Ran, expected: list[str]) -> None:
    found = Counter(problem.code for problem in ran.checked.problems)
    assert Counter(expected) <= found, [problem.explain() for problem in ran.checked.problems]


def _clean_of(ran: Ran, expected: list[str]) -> None:
    assert ran.kb
    found = [problem for problem in ran.checked.problems if problem.code in expected]
    assert not found, [problem.explain() for problem in found]


def _says(ran: Ran, expected: str) -> None:
    assert re.search(expected, "\n".join(found.explain() for found in ran.checked.problems))


def _pages(ran: Ran, expected: list[dict[str, Any]]) -> None:
    for item in expected:
        # Where a template breaks its lines is nothing that a reader meets.
        text = " ".join(ran.page(item["path"]).split()).replace("> ", ">").replace(" <", "<")
        for pattern in item.get("holds", []):
            assert re.search(pattern, text, re.DOTALL), f"{item['path']} lacks {pattern}"
        for pattern in item.get("lacks", []):
            assert not re.search(pattern, text, re.DOTALL), f"{item['path']} holds {pattern}"


def _any_of(ran: Ran, expected: list[dict[str, Any]]) -> None:
    faults = []
    for answer in expected:
        try:
            _compare(ran, answer)
        except AssertionError as fault:
            faults.append(str(fault))
        else:
            return
    pytest.fail("\n".join(faults))


_ASKED: dict[str, Callable[[Ran, Any], None]] = {
    "problems": _problems, "clean_of": _clean_of, "says": _says, "origins": _origins,
    "record_origins": _record_origins, "known": _known, "since": _since, "status": _status,
    "marks": _marks, "pages": _pages, "any_of": _any_of,
}  # fmt: skip


def _compare(ran: Ran, expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        _ASKED[name](ran, value)


@pytest.mark.parametrize("key", LAID_OUT)
def test_the_answer_is_the_right_one(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the program says of a base is what the page on method says of it."""
    monkeypatch.chdir(tmp_path)
    _compare(Ran(lay_out(_base(TABLE[key]), tmp_path)), TABLE[key]["expect"])


def _days(days: tuple[dt.date | None, dt.date | None]) -> list[str | None]:
    return [day.isoformat() if day else None for day in days]


@pytest.mark.parametrize("key", DATES)
def test_a_date_means_and_reads_what_it_says(key: str) -> None:
    """A date has the bounds and the words of the table, or is refused with a reason that helps."""
    case = TABLE[key]
    if "refused" in case:
        with pytest.raises(DateError) as caught:
            parse_date(case["text"])
        assert re.search(case["refused"], f"{caught.value}; {caught.value.hint}")
    elif "order" in case:
        mixed = sorted(case["order"], reverse=True)
        assert sorted(mixed, key=lambda text: sort_key(parse_date(text))) == case["order"]
    else:
        expected = case["date"]
        date = parse_date(expected["text"])
        bounds = [expected["earliest"], expected["latest"]]
        assert (show_date(date), _days((date.earliest, date.latest))) == (expected["shown"], bounds)
        assert _days(loose_bounds(date)) == expected.get("loose", bounds)


@pytest.mark.parametrize("key", DECIDED)
def test_what_the_method_decides_stands_on_its_page(key: str) -> None:
    """An answer that departs from the strangers' table quotes a sentence that is really there."""
    method = re.sub(r"[*\s]+", " ", METHOD.read_text("utf-8"))
    assert re.sub(r"[*\s]+", " ", TABLE[key]["decided"]) in method
