"""The drafting core: three ways, fingerprints, all files or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importers.library import ARTICLE, run, run_import, save, snapshot

KEY = "thedailyexample-20240119"


class Folder:
    """A folder into which one article was imported."""

    def __init__(self, root: Path) -> None:
        """Import it for the first time."""
        self.content = root / "to"
        self.library = root / "x.json"
        self.file = self.content / "sources/x.yml"
        self.state = self.content / ".kb/import/csl/x.json"
        self.take()

    def take(self, **changes: Any) -> tuple[int, str]:
        """Import the article again, as the library has it now; None takes a field out."""
        item = {key: value for key, value in (ARTICLE | changes).items() if value is not None}
        result = run_import("csl", save(self.library, [item]), self.content)
        return result.exit_code, result.output

    def edit(self, old: str, new: str) -> None:
        """Change the record as a person would."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), encoding="utf-8")

    def text(self) -> str:
        """Return the record's file."""
        return self.file.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with one imported source."""
    return Folder(tmp_path)


def test_what_only_the_source_changed_is_updated(folder: Folder) -> None:
    """A new title in the library arrives; nothing else in the file changes."""
    before = folder.text()
    code, output = folder.take(title="Four councils offline")
    assert code == 0
    assert f"updated  {KEY}: title" in output
    assert folder.text() == before.replace("Three councils", "Four councils")


def test_what_only_a_person_changed_survives(folder: Folder) -> None:
    """An edited field stays through every later import, without a word."""
    folder.edit('"Three councils offline"', '"Our title"  # checked')
    before = folder.text()
    for _ in range(2):
        code, output = folder.take()
        assert (code, "0 updated" in output) == (0, True)
    assert folder.text() == before


def test_what_both_changed_is_a_conflict_and_stays(folder: Folder) -> None:
    """The person's words stay, the report names the place and both values, and says it once."""
    folder.edit("Three councils offline", "Our title")
    before = folder.text()
    code, output = folder.take(title="Four councils offline")
    assert code == 1
    line = next(line for line in output.splitlines() if " KB721 " in line)
    number = before.splitlines().index('  title: "Our title"') + 1
    assert f"x.yml:{number}:10: KB721" in line
    assert "Four councils offline" in line
    assert folder.text() == before
    assert folder.take(title="Four councils offline")[0] == 0


def test_other_fields_are_updated_beside_a_conflict(folder: Folder) -> None:
    """A conflict in one field does not hold back the others."""
    folder.edit("Three councils offline", "Our title")
    folder.take(title="Four councils offline", publisher="A House")
    assert '"Our title"' in folder.text()
    assert 'publisher: "A House"' in folder.text()


def test_what_the_source_took_back_goes(folder: Folder) -> None:
    """A field that nobody touched goes with the source; a touched one stays, as a conflict."""
    folder.edit("language: en-GB", "language: en")
    code, output = folder.take(DOI=None, language=None)
    assert "external_ids" not in folder.text() or "doi" not in folder.text()
    assert "language: en" in folder.text()
    assert (code, "the source says 'nothing'" in output) == (1, True)


def test_what_a_person_took_out_stays_out(folder: Folder) -> None:
    """Deleting an imported field is an edit like any other."""
    folder.edit("  accessed: 2024-02-03\n", "")
    folder.take(publisher="A House")
    assert "accessed" not in folder.text()


def test_what_we_judged_is_never_touched(folder: Folder) -> None:
    """Kind, origin, grade and reading are ours: no import looks at them again."""
    folder.edit("reliability: F", "reliability: B")
    folder.edit("read: address-only", "read: full")
    folder.take(title="Four councils offline")
    assert "reliability: B" in folder.text()
    assert "read: full" in folder.text()


def test_comments_survive_an_update(folder: Folder) -> None:
    """The file is edited, not written anew."""
    folder.edit("  type: article-newspaper", "  # seen twice\n  type: article-newspaper  # yes")
    folder.take(title="Four councils offline")
    assert "  # seen twice\n  type: article-newspaper  # yes" in folder.text()


def test_a_deleted_record_is_not_written_again(folder: Folder) -> None:
    """It was imported before, and a person took it out: that is reported, and stays so."""
    folder.file.unlink()
    code, output = folder.take()
    assert (code, " KB723 " in output) == (0, True)
    assert not folder.file.exists()


def test_a_record_that_left_the_source_is_reported(folder: Folder) -> None:
    """Nothing is deleted here; the report says what is gone there."""
    before = folder.text()
    result = run_import("csl", save(folder.library, []), folder.content)
    assert "no longer in the source" in result.output
    assert folder.text() == before


def test_the_fingerprints_hold_no_foreign_words(folder: Folder) -> None:
    """What is remembered of the source are hashes, one line a record."""
    text = folder.state.read_text(encoding="utf-8")
    fields = json.loads(text)[KEY]
    assert set(fields) >= {"title", "URL", "external_ids/doi"}
    assert all(len(value) == 16 for value in fields.values())
    assert "councils" not in text


def test_a_renamed_record_is_still_known(folder: Folder) -> None:
    """After `kb mv` the fingerprints are found under the former id."""
    folder.edit(f"- id: {KEY}", f"- id: our-key\n  redirects: [{KEY}]")
    code, output = folder.take(title="Four councils offline")
    assert (code, "0 new, 1 updated" in output) == (0, True)
    assert folder.take(title="Four councils offline")[1].startswith("0 new, 0 updated")


def test_broken_records_stop_the_import(folder: Folder) -> None:
    """Nothing is merged into records that have errors: exit 2."""
    folder.edit("reliability: F", "reliability: X")
    before = snapshot(folder.content)
    assert folder.take(title="Four councils offline")[0] == 2
    assert snapshot(folder.content) == before


def test_broken_fingerprints_stop_the_import(folder: Folder) -> None:
    """A memory that cannot be read is not passed over: people's edits would be lost."""
    folder.state.write_text("{", encoding="utf-8")
    code, output = folder.take(title="Four councils offline")
    assert (code, "take it back from git" in output) == (2, True)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A slip in `--to` makes no new knowledge base."""
    result = run("import", "csl", save(tmp_path / "x.json", []), "--to", tmp_path / "contnet")
    assert result.exit_code == 2
