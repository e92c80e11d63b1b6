"""Many problems in one file: what is printed, what JSON lists, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.problems import MOST_LISTED
from tests.cli.started import kb, lay_out_base

NAME = "content/incidents/kent.yml"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an incident of the small base in the working directory."""
    monkeypatch.chdir(lay_out_base(tmp_path).parent)
    return tmp_path / NAME


def test_of_a_file_twenty_problems_of_a_kind_are_printed_and_the_rest_is_counted(
    record: Path,
) -> None:
    """The line behind them says how many of which codes are left out, and how to see them."""
    keys = "".join(f"unknown{n}: 1\n" for n in range(30))
    record.write_text(record.read_text() + keys + "severity: grave\n")
    result = kb("check")
    lines = result.output.splitlines()
    place = len(record.read_text().splitlines()) - 30 + 20
    assert result.exit_code == 1
    assert sum(" KB201 " in line for line in lines) == 20
    assert any(" KB204 " in line for line in lines), "another kind is not hidden"
    assert lines[-3] == (
        f"{NAME}:{place}:1: KB131 and 10 more in this file (10 of KB201);"
        " mend those above, or see them with `kb check --format json`"
    )
    assert lines[-2].startswith("1 record was not judged")
    assert lines[-1] == "4 files: 31 errors, 0 warnings"


def test_github_annotations_are_capped_alike(record: Path) -> None:
    """A pull request shows the worst of a file and one annotation for the rest."""
    record.write_text(record.read_text() + "".join(f"unknown{n}: 1\n" for n in range(30)))
    lines = kb("check", "--format", "github").stdout.splitlines()
    assert len(lines) == 21
    assert "title=KB131::and 10 more in this file (10 of KB201)" in lines[-1]


def test_json_lists_every_problem_of_a_file(record: Path) -> None:
    """A program that reads the result gets each problem, however many people would read."""
    record.write_text(record.read_text() + "".join(f"unknown{n}: 1\n" for n in range(300)))
    found = json.loads(kb("check", "--format", "json").stdout)
    assert len(found) == 300
    assert {(item["code"], item["times"]) for item in found} == {("KB201", 1)}


def test_past_ten_thousand_json_counts_by_code_and_no_count_is_lost(record: Path) -> None:
    """The list ends at a limit and says so; the sum of `times` is what was found."""
    text = record.read_text()
    many = MOST_LISTED + 2_345
    record.write_text(text + "".join(f"unknown{n}: 1\n" for n in range(many)))
    result = kb("check", "--format", "json")
    found = json.loads(result.stdout)
    assert len(found) == MOST_LISTED + 1
    assert sum(item["times"] for item in found) == many
    last = found[-1]
    assert last["code"] == "KB201"
    assert last["message"] == "and 2,345 more of this kind, from here on"
    assert last["hint"] == "so many are only counted: mend the others, then check again"
    assert kb("check").output.endswith(f"4 files: {many} errors, 0 warnings\n")


def test_warnings_past_the_cap_fail_a_strict_check(record: Path) -> None:
    """What is counted weighs as what is printed: an exit code is never lost."""
    rows = "".join(
        f'  - {{id: e{n}, date: 2024-01-19, type: statement, title: "It"}}\n' for n in range(50)
    )
    record.write_text(record.read_text().replace("events:\n", f"events:\n{rows}"))
    result = kb("check", "--strict")
    assert result.exit_code == 1
    assert "KB131 warning: and 30 more in this file (30 of KB506)" in result.stdout
    assert kb("check").exit_code == 0
