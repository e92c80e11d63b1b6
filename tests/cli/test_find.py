"""`kb find`: where is it, by id, name, alias, title, address or the words of a claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.started import kb, lay_out_base


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small base, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return lay_out_base(tmp_path)


def found(*arguments: str) -> list[tuple[str, str, str]]:
    """Return id, kind and place of what is found."""
    rows = json.loads(kb("find", *arguments, "--format", "json").stdout)
    return [(row["id"], row["kind"], f"{row['path']}:{row['line']}") for row in rows]


def test_a_name_comes_first_then_what_holds_it() -> None:
    """The record of that name stands first, sources and claims that hold the word follow."""
    rows = found("civica")
    assert rows[0] == ("civica", "organization", "content/entities/organization/civica.yml:3")
    assert ("kent#civica-denies", "claim", "content/incidents/kent.yml:38") in rows
    assert [kind == "claim" for _, kind, _ in rows] == sorted(
        kind == "claim" for _, kind, _ in rows
    )


@pytest.mark.parametrize("text", ["CIVICA", "canterbury  city", "three councils in kent"])
def test_case_and_blanks_do_not_count(text: str) -> None:
    """People need not know how it is written exactly."""
    assert found(text)


def test_typographic_signs_do_not_count(content: Path) -> None:
    """A straight apostrophe and an unaccented letter find the printed ones."""
    path = content / "entities/organization/civica.yml"
    text = path.read_text(encoding="utf-8").replace("name: Civica", 'name: "Société d’État"')
    path.write_text(text, encoding="utf-8")
    assert found("societe d'etat")[0][0] == "civica"


def test_an_address_finds_its_source() -> None:
    """A part of an address is enough."""
    assert found("therecord.media/cyber")[0][:2] == ("therecord-civica", "source")


def test_a_kind_can_be_asked_for() -> None:
    """`--kind` leaves everything else out."""
    assert {kind for _, kind, _ in found("civica", "--kind", "claim")} == {"claim"}


def test_a_slip_of_the_pen_gets_a_hint() -> None:
    """An id that is almost right is offered."""
    assert "did you mean 'civica'?" in kb("find", "civca").stderr


def test_nothing_found_ends_with_1() -> None:
    """A script can tell that there is nothing."""
    result = kb("find", "zeppelin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert kb("find", "civica").exit_code == 0


def test_a_broken_record_hides_no_other(content: Path) -> None:
    """One file that cannot be read does not stop the search, and its own id is found."""
    path = content / "entities/organization/broken-body.yml"
    path.write_text("name: [x", encoding="utf-8")
    assert found("broken-body") == [("broken-body", "organization", f"{path_of(path)}:1")]
    assert found("civica")


def path_of(path: Path) -> str:
    """Return a path as it is shown here."""
    return path.relative_to(Path.cwd()).as_posix()


def test_what_is_shown_is_safe_on_a_terminal(content: Path) -> None:
    """Control characters of a record reach no terminal."""
    path = content / "entities/organization/civica.yml"
    text = path.read_text(encoding="utf-8").replace("name: Civica", 'name: "Civica\\e[31mRed"')
    path.write_text(text, encoding="utf-8")
    assert "\x1b" not in kb("find", "civica").output
