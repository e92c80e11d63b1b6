"""`kb import scan`: trends from a horizon-scanning sheet, merged with those that are there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.importers.scan import read_change
from kb.importers.scan_read import mend_encoding, read_heading, read_sheet
from kb.model.entities import Trend
from kb.pipeline import check
from tests.importers.library import run_import, save, snapshot

ROOT = Path(__file__).resolve().parents[2]
SEED = Path("/work/shared/seeds/004_1dfd3c393a21f644.txt")
KENT = "content/incidents/kent.yml"

SHEET = """# __Councils and their shared computers__, (from page [20240203](https://scan.example/p/20240203).)

__[External link](https://techcrunch.com/2024/01/19/cyberattack-targeting-uk-councils-causes-online-disruption/)__

## Keywords

* council
* shared service

## Themes

* local government

## Other

* Category: test

## Signals

| name | description | change | 10-year | driving-force | relevancy |
|:-----|:------------|:-------|:--------|:--------------|----------:|
| Shared Desks | One desk [for] *all*. | From many desks to one desk | Fewer desks. | Cost. | 4 |
| Quiet \\| Loud | A citizenâ€™s name. | Nothing moves | | | 9.5 |

## Issues

| name         | description     |   relevancy |
|:-------------|:----------------|------------:|
| Shared Desks | Too few desks.  |           2 |
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the small base, whose incident cites the article that the sheet digests."""
    shutil.copytree(ROOT / "tests/cases/base", tmp_path / "content")
    return tmp_path / "content"


def trends_of(content: Path) -> dict[str, Trend]:
    """Return the trends of a folder that has no errors."""
    checked = check(content)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    return {key: one for key, one in checked.kb.entities.items() if isinstance(one, Trend)}


def test_each_row_and_theme_becomes_a_trend(content: Path, tmp_path: Path) -> None:
    """Ids are kind and slug of the name; the sheet's columns arrive in the fields for them."""
    run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    found = trends_of(content)
    assert set(found) == {
        "signal-shared-desks", "signal-quiet-loud", "issue-shared-desks", "theme-local-government",
    }  # fmt: skip
    signal = found["signal-shared-desks"]
    assert signal.change is not None
    assert (signal.change.from_, signal.change.to) == ("many desks", "one desk")
    assert (signal.outlook_10y, signal.driving_force) == ("Fewer desks.", "Cost.")
    assert found["theme-local-government"].keywords == ("council", "shared service")


def test_evidence_leads_to_the_sheet_and_the_incident(content: Path, tmp_path: Path) -> None:
    """The sheet is a source; the incident is the one that cites the article it digests."""
    run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    [evidence] = trends_of(content)["signal-shared-desks"].evidence
    assert (evidence.source, evidence.incident, evidence.relevancy) == (
        "example-20240203",
        "kent",
        4,
    )
    kb = check(content).kb
    assert kb is not None
    sheet = kb.sources["example-20240203"]
    assert sheet.issued is not None
    assert sheet.issued.text == "2024-02-03~"
    assert [step.source for step in sheet.derived_from] == ["techcrunch-20240119"]
    assert (sheet.origin, sheet.reliability, sheet.read) == ("tertiary", "F", "address-only")


def test_the_words_of_a_sheet_are_no_markup(content: Path, tmp_path: Path) -> None:
    """Signs of Markdown are escaped, and what a wrong encoding took apart is mended."""
    run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    found = trends_of(content)
    desks = found["signal-shared-desks"].description
    assert desks == r"One desk \[for\] \*all\* [@example-20240203]."
    assert found["signal-quiet-loud"].description.startswith("A citizen’s name ")


def test_what_has_no_place_is_reported(content: Path, tmp_path: Path) -> None:
    """Sections, grades and changes that a trend cannot hold are named."""
    result = run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    assert result.exit_code == 0
    for words in ("section 'other'", "relevancy '9.5'", "change 'Nothing moves'"):
        assert words in result.output
    quiet = trends_of(content)["signal-quiet-loud"]
    assert quiet.evidence[0].relevancy is None
    assert quiet.change is None


def test_a_second_import_changes_nothing(content: Path, tmp_path: Path) -> None:
    """The same sheet again: not a byte differs, and nothing is said to be gone."""
    sheet = save(tmp_path / "s.txt", SHEET)
    run_import("scan", sheet, content)
    before = snapshot(content)
    result = run_import("scan", sheet, content, "--today", "2027-01-01")
    assert "0 new, 0 updated, 4 unchanged" in result.output
    assert "KB723" not in result.output
    assert snapshot(content) == before


def test_an_edited_field_survives_and_others_are_updated(content: Path, tmp_path: Path) -> None:
    """A person's description stays, a new grade arrives in its place, and the day is set."""
    run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    file = content / "entities/trend/issue-shared-desks.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("Too few desks", "Our own words")
    file.write_text(text + "    # why: see the minutes\n", encoding="utf-8")
    newer = SHEET.replace("|           2 |", "|           5 |")
    result = run_import("scan", save(tmp_path / "s.txt", newer), content, "--today", "2027-01-01")
    assert "updated  issue-shared-desks: evidence.0.relevancy" in result.output
    trend = trends_of(content)["issue-shared-desks"]
    assert trend.description.startswith("Our own words")
    assert trend.evidence[0].relevancy == 5
    assert trend.updated.text == "2027-01-01"
    assert "# why: see the minutes" in file.read_text(encoding="utf-8")


def test_a_second_sheet_adds_its_evidence(content: Path, tmp_path: Path) -> None:
    """The same trend in another sheet is one trend with two pieces of evidence."""
    run_import("scan", save(tmp_path / "s.txt", SHEET), content)
    other = SHEET.replace("20240203", "20240301").replace("Councils and their", "On councils,")
    result = run_import("scan", save(tmp_path / "t.txt", other), content)
    assert result.exit_code == 0, result.output
    trend = trends_of(content)["issue-shared-desks"]
    assert [item.source for item in trend.evidence] == ["example-20240203", "example-20240301"]
    assert trend.description == "Too few desks [@example-20240203]."


def test_a_removed_piece_of_evidence_stays_out(content: Path, tmp_path: Path) -> None:
    """What a person took out of a list is not put in again."""
    sheet = save(tmp_path / "s.txt", SHEET)
    run_import("scan", sheet, content)
    file = content / "entities/trend/issue-shared-desks.yml"
    text = file.read_text(encoding="utf-8").split("evidence:")[0]
    file.write_text(text, encoding="utf-8")
    run_import("scan", sheet, content)
    assert file.read_text(encoding="utf-8") == text


def test_words_that_no_record_may_hold_are_left_out(content: Path, tmp_path: Path) -> None:
    """A tag in a cell is refused by the check of prose: the draft does without that cell."""
    bad = SHEET.replace("Fewer desks.", "--8<-- {{ x }} <script>x</script>")
    result = run_import("scan", save(tmp_path / "s.txt", bad), content)
    assert "`outlook_10y` was left out" in result.output
    assert trends_of(content)["signal-shared-desks"].outlook_10y is None


@pytest.mark.parametrize("text", ["", "# A page\n\nwith text\n", "## Signals\n"])
def test_another_text_is_no_sheet(text: str, content: Path, tmp_path: Path) -> None:
    """A file without the tables of a sheet is refused: exit 2."""
    before = snapshot(content)
    assert run_import("scan", save(tmp_path / "s.txt", text), content).exit_code == 2
    assert snapshot(content) == before


def test_a_ragged_row_is_reported_with_its_line() -> None:
    """A row with another number of cells than its table is not guessed at."""
    sheet = read_sheet("# A\n\n## Issues\n\n| name | relevancy |\n|---|---|\n| a | b | c |\n")
    assert sheet.ragged == [7]
    assert sheet.tables == {"issues": []}


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("citizensâ€™", "citizens’"), ("cafÃ©", "café"), ("naïve “words”", "naïve “words”")],
)
def test_encoding_is_mended_where_it_is_broken_only(broken: str, whole: str) -> None:
    """Text that was read as Windows-1252 comes right; right text stays."""
    assert mend_encoding(broken) == whole


@pytest.mark.skipif(not SEED.exists(), reason="the seeds are not here")
def test_the_fifth_seed_gives_the_trends_of_the_content(tmp_path: Path) -> None:
    """Imported over our content it changes no record; into none of our trends it gives all 26."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns(".*"))
    before = snapshot(content)
    result = run_import("scan", SEED, content)
    assert "0 new, 0 updated, 26 unchanged" in result.output
    after = snapshot(content)
    assert {name: data for name, data in after.items() if not name.startswith(".kb")} == before


@pytest.mark.skipif(not SEED.exists(), reason="the seeds are not here")
def test_the_fifth_seed_drafts_what_the_content_says(content: Path) -> None:
    """Imported where none of its trends is, it gives the same 26, alike in all but our words."""
    assert run_import("scan", SEED, content).exit_code == 0
    ours, theirs = trends_of(ROOT / "content"), trends_of(content)
    assert len(theirs) == 26
    for name, trend in theirs.items():
        mine = ours[name]
        assert (trend.name, trend.trend_type, trend.keywords) == (
            mine.name, mine.trend_type, mine.keywords,
        )  # fmt: skip
        [evidence] = trend.evidence
        assert evidence.incident == "kent"
        assert evidence.relevancy == mine.evidence[0].relevancy
        assert (trend.change is None) == (mine.change is None)


@pytest.mark.parametrize(
    ("line", "heading"),
    [("# Title", (1, "Title")), ("###### a  b ##  ", (6, "a  b")), ("#\tx", (1, "x")),
     ("####### x", (0, "")), ("#x", (0, "")), ("x", (0, "")), ("#", (0, "")),
     ("# " + "a" + " " * 200_000 + "b", (1, "a" + " " * 200_000 + "b"))],
)  # fmt: skip
def test_a_heading_is_read_without_going_back(line: str, heading: tuple[int, str]) -> None:
    """Level and words, whatever blanks stand inside."""
    assert read_heading(line) == heading


@pytest.mark.parametrize(
    ("text", "change"),
    [("From many  desks to one desk.", ("many desks", "one desk")),
     ("from a to b to c", ("a", "b to c")), ("from to b", None), ("from a to", None),
     ("to a from b", None), ("", None), ("From to to to", ("to", "to"))],
)  # fmt: skip
def test_a_change_has_two_sides(text: str, change: tuple[str, str] | None) -> None:
    """From one thing to another; anything else is no change."""
    assert read_change(text) == change


def test_hidden_signs_of_a_sheet_are_taken_out_and_named(tmp_path: Path, content: Path) -> None:
    """The row is drafted without them, and its line is named."""
    text = SHEET.replace("Shared Desks | One", "Shared \u202eDesks\x1b | One")
    sheet = read_sheet(text)
    assert sheet.tables["signals"][0]["name"] == "Shared Desks"
    assert [SHEET.split("\n")[line - 1][:14] for line in sheet.cleaned] == ["| Shared Desks"]
    result = run_import("scan", save(tmp_path / "s.md", text), content, "--dry-run")
    assert f":{sheet.cleaned[0]}:1: KB720 warning: signs that nobody can see" in result.output
    assert result.output.replace("\n", "").isprintable()
