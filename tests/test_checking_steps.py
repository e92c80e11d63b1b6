"""The first half of the program: a folder goes in, a knowledge base and its problems come out."""

from __future__ import annotations

from pathlib import Path

from kb.checking import check
from kb.problems import Severity
from tests.views.small import ALPHA, FILES, lay_out


def test_a_clean_folder_is_counted(tmp_path: Path) -> None:
    """The numbers are those of the base, and no finding is an error."""
    checked = check(lay_out(tmp_path))
    assert checked.kb is not None
    assert not checked.has_errors
    assert checked.counts == {
        "files": len(FILES), "incidents": 2, "entities": 4, "sources": len(checked.kb.sources),
        "claims": 7, "disputes": 3, "events": 1,
    }  # fmt: skip


def test_an_error_leaves_no_base(tmp_path: Path) -> None:
    """Of a base with holes nothing is built: its files are counted, and the mistake is told."""
    files = {**FILES, "incidents/alpha-2024.yml": ALPHA + "nonsense: 1\n"}
    checked = check(lay_out(tmp_path, files))
    assert checked.has_errors
    assert checked.kb is None
    assert checked.counts == {"files": len(files)}
    errors = [found for found in checked.problems if found.severity is Severity.ERROR]
    assert [(found.code, found.line) for found in errors] == [("KB201", ALPHA.count("\n") + 1)]


def test_names_of_a_record_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    """One mistake is told once: whoever names the record that has it made none."""
    name = "entities/organization/bravo-ltd.yml"
    broken = {**FILES, name: FILES[name] + "nonsense: 1\n"}
    told = check(lay_out(tmp_path / "a", broken)).problems
    assert {found.code for found in told if found.severity is Severity.ERROR} == {"KB201"}
    del broken[name]
    missing = check(lay_out(tmp_path / "b", broken)).problems
    assert {found.code for found in missing if found.severity is Severity.ERROR} >= {"KB304"}


def test_a_folder_without_an_incident_is_more_often_lost_than_meant(tmp_path: Path) -> None:
    """It is an error where it is not allowed, which says how many other files there are."""
    name = "entities/organization/gazette.yml"
    content = lay_out(tmp_path, {name: FILES[name]})
    assert {found.code for found in check(content).problems} == {"KB510"}
    (found,) = (
        each for each in check(content, may_be_empty=False).problems if each.code != "KB510"
    )
    assert (found.code, "there is 1 other file" in found.message) == ("KB143", True)


def test_every_step_is_told(tmp_path: Path) -> None:
    """Whoever waits sees what is being done, in the order in which it is done."""
    told: list[str] = []
    check(lay_out(tmp_path), progress=lambda step, done, total: told.append(step))
    assert told == ["read", "validate", "resolve", "index", "lint"]
