# The cases and what can be expected of one are explained at the head of new_cases.yml.
"""Small bases, each with the answer of the page on method, written before any run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kb.index import KnowledgeBase
from kb.index.counts import record_origins
from tests.rules.laid_out import check_short, codes_of, read_short

TEXT = Path(__file__).with_name("new_cases.yml").read_text("utf-8")
CASES: list[dict[str, Any]] = read_short(TEXT)["cases"]
IDS = [case["id"] for case in CASES]


def _known(kb: KnowledgeBase, claim: str) -> list[str]:
    known = kb.claims[f"kent#{claim}"].known
    return [str(known.earliest), str(known.latest)]


def _surely(kb: KnowledgeBase, claim: str) -> str:
    return _known(kb, claim)[1]


def _origins(kb: KnowledgeBase, claim: str) -> int:
    return len(kb.claims[f"kent#{claim}"].support.origins)


def _statuses(kb: KnowledgeBase, claim: str, days: Mapping[str, str]) -> dict[str, str]:
    view = kb.claims[f"kent#{claim}"]
    found: dict[str, str] = {}
    for text in days:
        day = dt.date.fromisoformat(text)
        if view.known.latest is not None and view.known.latest <= day:
            found[text] = view.status_on(day)
        else:
            may_be = view.known.earliest is not None and view.known.earliest <= day
            found[text] = "?" if may_be else "-"
    return found


OF_A_CLAIM: Mapping[str, Callable[[KnowledgeBase, str], Any]] = {
    "known": _known,
    "surely": _surely,
    "origins": _origins,
}
CODES = {"problems", "any_of", "clean_of"}
EXPECTATIONS = {*OF_A_CLAIM, *CODES, "status", "record_origins"}


def _differences(kb: KnowledgeBase, case: Mapping[str, Any]) -> Iterator[str]:
    for name, read in OF_A_CLAIM.items():
        for claim, right in case.get(name, {}).items():
            if (found := read(kb, claim)) != right:
                yield f"{name} of {claim}: {found}, not {right}"
    for claim, days in case.get("status", {}).items():
        if (found := _statuses(kb, claim, days)) != days:
            yield f"status of {claim}: {found}, not {days}"
    found_in_all = len(record_origins(kb, "kent"))
    if found_in_all != case.get("record_origins", found_in_all):
        yield f"record_origins: {found_in_all}, not {case['record_origins']}"


def _wrong_codes(codes: set[str], case: Mapping[str, Any]) -> Iterator[str]:
    if missing := set(case.get("problems", ())) - codes:
        yield f"not found: {sorted(missing)}"
    if (any_of := set(case.get("any_of", ()))) and not any_of & codes:
        yield f"none found of {sorted(any_of)}"
    if wrongly := set(case.get("clean_of", ())) & codes:
        yield f"found for nothing: {sorted(wrongly)}"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_program_follows_the_page(case: dict[str, Any], tmp_path: Path) -> None:
    """What the page on method says about this base is what the program makes of it."""
    checked = check_short(case["base"], tmp_path)
    said = [problem.explain() for problem in checked.problems]
    wrong = list(_wrong_codes(codes_of(checked), case))
    if checked.kb is not None:
        wrong.extend(_differences(checked.kb, case))
    elif set(case) & (EXPECTATIONS - CODES) or "clean_of" in case:
        wrong.append("an error stops the base")
    assert not wrong, [case["says"], *wrong, *said]


def test_each_case_can_fail() -> None:
    """Names are used once, and every case expects something that can be compared."""
    assert len(IDS) == len(set(IDS))
    for case in CASES:
        keys = set(case) - {"id", "says", "base", "note"}
        assert keys, case["id"]
        assert keys <= EXPECTATIONS, case["id"]


def test_no_expectation_is_written_twice() -> None:
    """Of a key that stands twice in a case the reader takes the last: none does."""
    for case in TEXT.split("\n- id: ")[1:]:
        keys = re.findall(r"^  ([a-z_]+):", case, re.MULTILINE)
        assert len(keys) == len(set(keys)), case.partition("\n")[0]
