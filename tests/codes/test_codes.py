"""The catalogue of problem codes: each stands once, in the file of its layer."""

from __future__ import annotations

from collections import Counter

import pytest

from kb.codes import CATALOGUE, edit, imports, names, problem_at, prose, read, shape, site
from kb.codes.entry import Code
from kb.problems import Mark, Severity

FILES = {
    "KB1": read.CODES, "KB2": shape.CODES, "KB3": names.CODES, "KB4": prose.CODES,
    "KB6": site.CODES, "KB70": edit.CODES, "KB72": imports.CODES,
}  # fmt: skip


def test_no_number_is_given_twice() -> None:
    """The catalogue is a mapping: a second entry of one number would hide the first."""
    counts = Counter(entry.code for codes in FILES.values() for entry in codes)
    assert [code for code, number in counts.items() if number > 1] == []
    assert counts.total() == len(CATALOGUE) > 80


@pytest.mark.parametrize("layer", FILES)
def test_a_code_stands_in_the_file_of_its_layer(layer: str) -> None:
    """The first digits of a number say where a problem was found."""
    assert [entry.code for entry in FILES[layer] if not entry.code.startswith(layer)] == []
    assert FILES[layer]


def test_a_problem_has_the_severity_of_its_code() -> None:
    """Who reports a problem names its code alone; the catalogue says how bad it is."""
    mark = Mark("content/a.yml", 3, 7)
    for severity in (Severity.ERROR, Severity.WARNING):
        code = next(entry for entry in CATALOGUE.values() if entry.severity is severity)
        found = problem_at(mark, code.code, "m", "h", times=4)
        assert (found.code, found.severity, found.times) == (code.code, severity, 4)
        assert found.explain().startswith(f"content/a.yml:3:7: {code.code} m; h")


def test_an_entry_reports_itself() -> None:
    """A rule holds its own entry and need not look it up."""
    entry = Code("KB999", Severity.INFO, "t", "w.")
    found = entry.problem_at(Mark("a.yml", 1, 2), "m", "h")
    assert (found.code, found.severity, found.explain()) == (
        "KB999", Severity.INFO, "a.yml:1:2: KB999 m; h",
    )  # fmt: skip
