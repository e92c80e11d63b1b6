"""`kb schema`: writes what editors read, and says when it is stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.started import files_of, kb, lay_out_base


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small base, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return lay_out_base(tmp_path)


def test_the_schemas_are_written_beside_the_content(tmp_path: Path) -> None:
    """One schema a record type and one of names; a second run changes nothing."""
    assert kb("schema").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == [
        f"{name}.schema.json" for name in ("entity", "ids", "incident", "page", "sources")
    ]
    before = files_of(tmp_path)
    assert "nothing new" in kb("schema").output
    assert files_of(tmp_path) == before


def test_check_names_what_is_stale_or_missing(tmp_path: Path) -> None:
    """`--check` writes nothing and ends with 1 when a schema is not what the model says."""
    assert kb("schema", "--check").exit_code == 1
    assert not (tmp_path / "schemas").exists()
    kb("schema")
    assert kb("schema", "--check").exit_code == 0
    (tmp_path / "schemas/page.schema.json").write_text("{}", encoding="utf-8")
    result = kb("schema", "--check", "--format", "json")
    (problem,) = json.loads(result.stdout)
    assert (result.exit_code, problem["code"]) == (1, "KB610")
    assert problem["path"] == "schemas/page.schema.json"


def test_check_lets_new_names_pass(content: Path) -> None:
    """A new record need not bring a new list of names with it."""
    kb("schema")
    (content / "entities/organization/civica.yml").unlink()
    assert kb("schema", "--check").exit_code == 0


def test_out_leaves_other_files_alone(tmp_path: Path) -> None:
    """Whatever else lies in the folder stays there."""
    folder = tmp_path / "else/where"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    kb("schema", "--out", str(folder))
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "incident.schema.json").exists()


def test_modelines_are_added_once(content: Path) -> None:
    """Every record without a schema line gets one; all else in it stays, and twice is once."""
    before = files_of(content)
    assert kb("schema", "--modelines").exit_code == 0
    after = files_of(content)
    for name, data in after.items():
        first, _, rest = data.partition(b"\n")
        assert first.startswith(b"# yaml-language-server: $schema=../")
        target = (content / name).parent / first.decode().partition("$schema=")[2]
        assert target.resolve().is_file(), name
        assert rest == before[name]
    kb("schema", "--modelines")
    assert files_of(content) == after


def test_a_schema_of_somebodys_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    """One at the place of ours stops the command before it writes; others are left alone."""
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "own.schema.json").write_text("{}", encoding="utf-8")
    (folder / "page.schema.json").write_text('{"title": "mine"}', encoding="utf-8")
    before = files_of(folder)
    result = kb("schema")
    assert result.exit_code == 1
    assert "schemas/page.schema.json:1:1: KB611 " in result.output
    assert files_of(folder) == before
    (folder / "page.schema.json").unlink()
    assert kb("schema").exit_code == 0
    assert (folder / "own.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_schema_from_before_the_comment_is_known(tmp_path: Path) -> None:
    """What an older version wrote is replaced, as what this one wrote is."""
    kb("schema")
    file = tmp_path / "schemas/page.schema.json"
    new = file.read_text(encoding="utf-8")
    old = json.loads(new)
    del old["$comment"], old["required"]
    file.write_text(json.dumps(old), encoding="utf-8")
    assert kb("schema").exit_code == 0
    assert file.read_text(encoding="utf-8") == new
